"""One chunk of a corpus under one set of rules: each part is read from the store, or made and kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from extractor.facts.collect import award_facts
from extractor.facts.funding import funding_facts
from extractor.match.mentions import Found, find_mentions
from extractor.model import Document, Metadata, RawArticle
from extractor.pipeline import Pipeline
from extractor.rules.pack import load_files
from extractor.text.clean import clean_article
from extractor.tuning.study.parts import Cleaned, Facts, Mentioned, Slots
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.store import Store
from extractor.tuning.study.told import facts_of
from extractor.tuning.study.touched import AWARDS, BOTH, FUNDING, Changed, changed_rules


class Reading:
    """A corpus as one set of rules reads it. The rules are loaded when the first part has to be made."""

    def __init__(self, store: Store, rules: RuleSet) -> None:
        self.rules = rules
        self.store = store
        self._changes: dict[str, Changed] = {}

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline with these rules. Raises RuleError."""
        return Pipeline(load_files(self.rules.files))

    def clean(self, index: int, articles: Sequence[RawArticle]) -> None:
        """Cleans and keeps the articles of a chunk."""
        self.store.save("cleaned", self.rules.text, index, [self._cleaned(article) for article in articles])

    def cleaned(self, index: int, only: Collection[int] | None = None) -> list[Cleaned]:
        """The cleaned articles of a chunk, or `only` those with these numbers; none where the chunk is not there any more."""
        return self.store.load("cleaned", self.rules.text, index, Cleaned, only) or []

    def mentioned(self, index: int, only: Collection[int] | None = None) -> list[Mentioned]:
        """The mentions of each article of a chunk, or of `only` those with these numbers."""
        known = self.store.load("mentions", self.rules.mentions, index, Mentioned, only)
        if known is not None:
            return known
        made = [self._mentioned(cleaned) for cleaned in self.cleaned(index)]
        self.store.save("mentions", self.rules.mentions, index, made)
        return made if only is None else [made[number] for number in only]

    def slots(self, index: int) -> list[Slots]:
        """The slotted texts of each article of a chunk."""
        known = self.store.load("slots", self.rules.mentions, index, Slots)
        if known is None:
            pairs = zip(self.cleaned(index), self.mentioned(index), strict=True)
            known = [Slots.of(self.pipeline.view_of(*self._found(cleaned, mentioned))) for cleaned, mentioned in pairs]
            self.store.save("slots", self.rules.mentions, index, known)
        return known

    def facts(self, index: int, base: Reading | None = None) -> list[Facts]:
        """The facts of each article of a chunk; those of `base` are taken over where its rules cannot tell another thing."""
        known = self.store.load("facts", self.rules.facts, index, Facts)
        if known is None:
            known = self._made(index, base)
            self.store.save("facts", self.rules.facts, index, known)
        return known

    def _made(self, index: int, base: Reading | None) -> list[Facts]:
        if base is None or base.rules.mentions != self.rules.mentions:
            self.slots(index)  # made now, so that the first change of a rule need not wait for them
            return [self._facts(*pair) for pair in zip(self.cleaned(index), self.mentioned(index), strict=True)]
        changed, before = self._changed(base), base.facts(index)
        touched = {number: tables for number, slots in enumerate(self.slots(index)) if (tables := changed.touches(slots))}
        if touched:
            pairs = zip(self.cleaned(index, touched), self.mentioned(index, touched), strict=True)
            for (number, tables), pair in zip(touched.items(), pairs, strict=True):
                before[number] = _joined(before[number], self._facts(*pair, tables), tables)
        return before

    def _changed(self, base: Reading) -> Changed:
        if base.rules.facts not in self._changes:
            self._changes[base.rules.facts] = changed_rules(base.pipeline.pack, self.pipeline.pack)
        return self._changes[base.rules.facts]

    # An article that the pipeline fails on is kept with its error, as a run would reject it and go on.

    def _cleaned(self, article: RawArticle) -> Cleaned:
        rules = self.pipeline.pack.text
        try:
            return Cleaned.of(clean_article(article, rules))
        except Exception as error:  # noqa: BLE001 told in `failed`
            return Cleaned(article.source, "", (), Metadata(), "hans", "CN", failed=_told(error))

    def _mentioned(self, cleaned: Cleaned) -> Mentioned:
        if cleaned.failed:
            return Mentioned(failed=cleaned.failed)
        rules = self.pipeline.pack
        try:
            return Mentioned.of(find_mentions(cleaned.document(), rules))
        except Exception as error:  # noqa: BLE001 told in `failed`
            return Mentioned(failed=_told(error))

    def _facts(self, cleaned: Cleaned, mentioned: Mentioned, tables: frozenset[str] = BOTH) -> Facts:
        """The facts of an article, of some tables only."""
        if mentioned.failed:
            return Facts(failed=mentioned.failed)
        pack = self.pipeline.pack
        try:
            view = self.pipeline.view_of(*self._found(cleaned, mentioned))
            awards = award_facts(view, pack.award_facts).facts if AWARDS in tables else []
            funding = funding_facts(view, pack.funding, [])[0] if FUNDING in tables else []
            return Facts(tuple(facts_of(cleaned, awards, funding)))
        except Exception as error:  # noqa: BLE001 told in `failed`
            return Facts(failed=_told(error))

    def _found(self, cleaned: Cleaned, mentioned: Mentioned) -> tuple[Document, Found]:
        document = cleaned.document()
        return document, mentioned.found(document, self.pipeline.pack)


def _joined(before: Facts, made: Facts, tables: frozenset[str]) -> Facts:
    """The facts of an article with those of some tables made anew."""
    if made.failed:
        return made
    kept = [told for told in before.told if told.table not in tables]
    return Facts(tuple(sorted((*kept, *made.told), key=lambda told: told.table)))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
