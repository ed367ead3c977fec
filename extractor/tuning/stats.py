"""What each rule does over a corpus: how often it matches, what comes of it, what it costs, and with gold how right it is.

The measures are those of labelling-function analysis (coverage, overlaps, conflicts, empirical accuracy), told of rules.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

from extractor.facts.clauses import Binding, bindings_of
from extractor.facts.stretches import stretches, tried_on
from extractor.facts.view import DocumentView
from extractor.model import Mention, Span
from extractor.pipeline import Pipeline
from extractor.rules.alphabet import ALPHABET
from extractor.rules.facts import FactRule
from extractor.text.sentences import split_sentences
from extractor.tuning.diff.verdicts import worth
from extractor.tuning.gold import Gold, gold_of
from extractor.tuning.study.corpus import Corpus, each_chunk, readings
from extractor.tuning.study.parts import Facts, Mentioned, Told
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.told import mentions_of

_SUM = ALPHABET.of("amount")
Place = tuple[int, int, str]
"""A stretch of the text, and the slot or type that holds it."""


@dataclass(slots=True)
class RuleStats:
    """The figures of one rule. `contested` are matches whose winner, sum or stretch another rule has matched too, `won` those
    of them that became a fact (of mentions: that no longer mention covers); `seconds` is the time of matching alone."""

    matches: int = 0
    articles: int = 0
    rows: int = 0
    contested: int = 0
    won: int = 0
    seconds: float = 0.0
    right: int = 0
    wrong: int = 0

    def add(self, other: RuleStats) -> None:
        """Adds the figures of more articles."""
        for of in fields(self):
            setattr(self, of.name, getattr(self, of.name) + getattr(other, of.name))

    @property
    def precision(self) -> float | None:
        """The share of the rows that gold has; None where gold knows none of them."""
        return self.right / (self.right + self.wrong) if self.right or self.wrong else None


Key = tuple[str, str]
"""A table and a rule."""


@dataclass(slots=True)
class CorpusStats:
    """The figures of all rules by table and rule, and how many rows of each table gold knows and the corpus has rightly."""

    rules: dict[Key, RuleStats] = field(default_factory=lambda: defaultdict(RuleStats))
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    articles: int = 0

    def add(self, other: CorpusStats) -> None:
        """Adds the figures of another chunk."""
        for key, stats in other.rules.items():
            self.rules[key].add(stats)
        for table, number in other.right.items():
            self.right[table] += number
        self.articles += other.articles

    def share(self, key: Key) -> float | None:
        """The share of a table's right rows that the rule gave: its part in the recall; None without gold."""
        return self.rules[key].right / self.right[key[0]] if self.right.get(key[0]) else None


def corpus_stats(rules: RuleSet, corpus: Corpus, golds: Mapping[str, Gold]) -> CorpusStats:
    """The figures of the rules over a corpus. Raises UsageError for the corpus and RuleError for the rules."""
    whole = CorpusStats()
    for part in each_chunk(corpus, (rules,), stats_chunk, golds):
        whole.add(part)
    return whole


def stats_chunk(index: int, golds: Mapping[str, Gold]) -> CorpusStats:
    """The figures of one chunk of articles."""
    (reading,) = readings()
    stats = CorpusStats()
    parts = zip(reading.cleaned(index), reading.mentioned(index), reading.facts(index), strict=True)
    for cleaned, mentioned, facts in parts:
        document = cleaned.document()
        view = reading.pipeline.view_of(document, mentioned.found(document, reading.pipeline.pack))
        of_article: dict[Key, RuleStats] = defaultdict(RuleStats)
        _match(view, reading.pipeline, facts, of_article)
        _count_mentions(mentioned, of_article)
        _judge([*facts.told, *mentions_of(cleaned, mentioned.all)], gold_of(golds, cleaned.source), of_article, stats)
        for key, figures in of_article.items():
            figures.articles = 1 if figures.matches or figures.rows else 0
            stats.rules[key].add(figures)
        stats.articles += 1
    return stats


def _match(view: DocumentView, pipeline: Pipeline, facts: Facts, found: dict[Key, RuleStats]) -> None:
    """Counts and times the matches of every fact rule, on what the pipeline tries it on."""
    pack = pipeline.pack
    gave = {(told.table, told.rule, told.sentence) for told in facts.told}
    awards, funding = pack.award_facts, pack.funding
    for table, rules in (("award_facts", awards.rules), ("funding_facts", funding.rules)):
        for rule in rules:  # those that are tried nowhere are told too
            found.setdefault((table, rule.spec.id), RuleStats())
    for span in split_sentences(view.document.text, view.document.blocks):
        _match_stretch("award_facts", view, span, awards.for_sentence(view.slotted(span).text), (gave, found))
    for rule in awards.wide:
        for span in tried_on(view, rule):
            _match_stretch("award_facts", view, span, (rule,), (gave, found))
    for span in stretches(view, "paragraph"):
        if _SUM in view.slotted(span).text:
            _match_stretch("funding_facts", view, span, funding.for_passage(view.slotted(span).text), (gave, found))


def _match_stretch(
    table: str,
    view: DocumentView,
    span: Span,
    rules: Iterable[FactRule],
    into: tuple[set[tuple[str, str, str]], dict[Key, RuleStats]],
) -> None:
    gave, found = into
    slotted = view.slotted(span)
    by_place: dict[Place, set[str]] = defaultdict(set)
    matched: list[tuple[FactRule, list[Binding]]] = []
    for rule in rules:
        begun = time.perf_counter()
        bound = list(bindings_of(rule, slotted))
        found[table, rule.spec.id].seconds += time.perf_counter() - begun
        matched.append((rule, bound))
        for place in _places(bound):
            by_place[place].add(rule.spec.id)
    sentences = split_sentences(view.document.text[span.start : span.end])
    texts = [view.document.text[span.start + s.start : span.start + s.end] for s in sentences]
    for rule, bound in matched:
        name = rule.spec.id
        contested = sum(any(by_place[place] != {name} for place in _places([one])) for one in bound)
        stats = found[table, name]
        stats.matches += len(bound)
        stats.contested += contested
        stats.won += contested if any((table, name, text) in gave for text in texts) else 0


def _places(bound: Iterable[Binding]) -> Iterator[Place]:
    """Where the winners and sums of matches stand; of a match without any, its awards."""
    for binding in bound:
        slots = {name: mentions for name, mentions in binding.slots.items() if name != "award"} or binding.slots
        for name, mentions in slots.items():
            yield from ((mention.start, mention.end, name) for mention in mentions)


def _count_mentions(mentioned: Mentioned, found: dict[Key, RuleStats]) -> None:
    """Counts the mentions of every rule; those that overlap another are contested, and won where they are kept."""
    for mention, rival in _with_rival(mentioned.all):
        stats = found["mentions", mention.rule]
        stats.matches += 1
        if rival:
            stats.contested += 1
            stats.won += any(_within(kept, mention) for kept in mentioned.top)


def _within(kept: Mention, mention: Mention) -> bool:
    """Whether a mention that was kept is this one, or its core (a count without its noun)."""
    return kept.type == mention.type and mention.start <= kept.start and kept.end <= mention.end


def _with_rival(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, bool]]:
    """Each mention, sorted as they are by their start, and whether another overlaps it."""
    reached = 0
    for number, mention in enumerate(mentions):
        after = mentions[number + 1] if number + 1 < len(mentions) else None
        yield mention, mention.start < reached or (after is not None and after.start < mention.end)
        reached = max(reached, mention.end)


def _judge(rows: Iterable[Told], gold: Gold | None, found: dict[Key, RuleStats], stats: CorpusStats) -> None:
    """Counts the rows of every rule, and with gold those that are right and wrong."""
    for told in rows:
        of_rule = found[told.table, told.rule]
        of_rule.rows += 1
        value = worth(gold, told) if gold is not None else 0
        of_rule.right += value > 0
        of_rule.wrong += value < 0
        stats.right[told.table] += value > 0
