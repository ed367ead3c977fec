"""A corpus under two sets of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.tuning.diff.changes import Change, changes
from extractor.tuning.study.corpus import Corpus, each_chunk, readings
from extractor.tuning.study.parts import Told
from extractor.tuning.study.reading import Reading
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.told import mentions_of


@dataclass(slots=True)
class Difference:
    """The changes over a corpus in its order, how many articles it has, and those that the pipeline failed on."""

    changes: list[Change] = field(default_factory=list)
    articles: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Difference) -> None:
        """Adds the next chunk."""
        self.changes += other.changes
        self.articles += other.articles
        self.failed += other.failed


def compare(old: RuleSet, new: RuleSet, corpus: Corpus, *, mentions: bool = True) -> Difference:
    """What the new rules change; mentions are compared too where that is asked for and they can differ.

    Raises UsageError for the corpus and RuleError for either set of rules.
    """
    whole = Difference()
    for part in each_chunk(corpus, (old, new), compare_chunk, mentions and old.mentions != new.mentions):
        whole.add(part)
    return whole


def compare_chunk(index: int, mentions: bool) -> Difference:
    """The changes of one chunk."""
    old, new = readings()
    return compare_readings(old, new, index, mentions=mentions)


def compare_readings(old: Reading, new: Reading, index: int, *, mentions: bool) -> Difference:
    """The changes of one chunk from one reading to another; mentions are compared too where that is asked for."""
    cleaned, before, after = new.cleaned(index), old.facts(index), new.facts(index, old)
    found = Difference(articles=len(cleaned))
    mentioned = zip(_mentions(old, index), _mentions(new, index), strict=True) if mentions else None
    for article, was, now in zip(cleaned, before, after, strict=True):
        pairs = [(was.told, now.told), *([next(mentioned)] if mentioned else [])]
        found.changes += (change for pair in pairs for change in changes(article.source, *pair))
        if now.failed:
            found.failed.append((article.source, now.failed))
    return found


def _mentions(reading: Reading, index: int) -> Iterator[list[Told]]:
    for cleaned, mentioned in zip(reading.cleaned(index), reading.mentioned(index), strict=True):
        yield list(mentions_of(cleaned, mentioned.all))
