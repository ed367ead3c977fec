"""What an article gave, sentence by sentence: mentions, facts, what was thrown away, and what was nearly found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from extractor.facts.clauses import bindings_of
from extractor.facts.funding_kinds import decide
from extractor.facts.stretches import tried_on
from extractor.facts.view import DocumentView
from extractor.model import AwardFact, FundingFact, Mention, RawArticle, Span
from extractor.pipeline import ArticleResult, Pipeline
from extractor.rules.files import RuleFiles
from extractor.rules.yaml_io import load_located
from extractor.text.sentences import split_sentences
from extractor.tuning.nearly import Nearly, nearly

Fact = AwardFact | FundingFact


@dataclass(frozen=True, slots=True)
class Lost:
    """A match that became no fact, with the texts in its slots, and why."""

    rule: str
    slots: dict[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One sentence and where it stands in the clean text. `facts` come with the texts in the slots of the rule that gave them."""

    text: str
    span: Span
    mentions: list[tuple[str, Mention]]
    facts: list[tuple[Fact, dict[str, str]]]
    lost: list[Lost]
    nearly: list[Nearly]


def explained(pipeline: Pipeline, files: RuleFiles, article: RawArticle | str) -> list[Explained]:
    """Every sentence, table and heading of the article that holds a mention."""
    return [part for part in Explainer(pipeline, files, pipeline.extract(article)).sentences() if part.mentions]


class Explainer:
    """Explains what was extracted from one article."""

    def __init__(self, pipeline: Pipeline, files: RuleFiles, result: ArticleResult) -> None:
        self._pipeline = pipeline
        self._result = result
        self._view: DocumentView = pipeline.view(result.document)
        self._text = result.document.text
        self._fragments: dict[str, str] = load_located(files.path("facts/awards.yaml")).data["fragments"]
        self._rules = {rule.spec.id: rule for rule in pipeline.pack.fact_rules}

    def sentences(self) -> Iterator[Explained]:
        """Every sentence, table and heading of the article."""
        return (self._explained(span) for span in self._spans())

    def sentence_at(self, position: int) -> Explained | None:
        """The sentence, table or heading around a place of the clean text; None where none is."""
        return next((self._explained(span) for span in self._spans() if span.start <= position < span.end), None)

    def slots(self, fact: Fact) -> dict[str, tuple[Mention, ...]]:
        """What the fact's rule bound; nothing for facts of lists and tables."""
        rule = self._rules.get(fact.rule)
        for stretch in tried_on(self._view, rule) if rule else ():
            if not (stretch.start <= fact.start and fact.end <= stretch.end):
                continue
            slotted = self._view.slotted(stretch)
            for binding in bindings_of(rule, slotted) if rule else ():
                if slotted.origin(binding.start) <= fact.start and fact.end <= slotted.origin(binding.end):
                    return dict(binding.slots)
        return {}

    def _explained(self, span: Span) -> Explained:
        facts = [(fact, self._texts(self.slots(fact))) for fact in self._facts(span)]
        slotted = self._view.slotted(span)
        lost = _distinct(self._lost(span))
        told = any(isinstance(fact, AwardFact) for fact, _ in facts) or any(len(one.slots) > 1 for one in lost)
        missed = [] if told else nearly(slotted, self._text, self._pipeline.pack.award_facts.rules, self._fragments)
        return Explained(
            text=self._text[span.start : span.end].strip(),
            span=span,
            mentions=[(self._piece(m), m) for m in self._result.mentions if span.start <= m.start and m.end <= span.end],
            facts=facts,
            lost=lost,
            nearly=missed,
        )

    def _spans(self) -> Iterator[Span]:
        for block in self._result.document.blocks:
            whole = block.kind == "table"
            yield from [Span(block.start, block.end)] if whole else split_sentences(self._text, [block])

    def _facts(self, span: Span) -> Iterator[Fact]:
        facts: tuple[Fact, ...] = (*self._result.award_facts, *self._result.funding_facts)
        return (fact for fact in facts if span.start <= fact.start < span.end)

    def _lost(self, span: Span) -> Iterator[Lost]:
        for dropped in self._result.dropped:
            if span.start <= dropped.span.start < span.end:
                yield Lost(dropped.rule, self._texts(dropped.slots), dropped.reason)
        yield from (lost for mention, lost in self._other_sums if span.start <= mention.start < span.end)

    @cached_property
    def _other_sums(self) -> list[tuple[Mention, Lost]]:
        """The sums of running text that are no funding, and why."""
        found: list[tuple[Mention, Lost]] = []
        for block in self._result.document.blocks:
            slotted = self._view.slotted(Span(block.start, block.end))
            for sum_ in decide(self._view, slotted, self._pipeline.pack.funding, []) if block.kind != "table" else ():
                mention = slotted.at(sum_.position)
                if sum_.kind is None and mention is not None:
                    reason = "it is no funding" if sum_.rule else "no rule tells what it is for"
                    found.append((mention, Lost(sum_.rule, {"amount": self._piece(mention)}, reason)))
        return found

    def _texts(self, slots: Mapping[str, tuple[Mention, ...]]) -> dict[str, str]:
        return {slot: "、".join(self._piece(mention) for mention in bound) for slot, bound in slots.items()}

    def _piece(self, mention: Mention) -> str:
        return self._text[mention.start : mention.end]


def _distinct(lost: Iterator[Lost]) -> list[Lost]:
    """Each loss once; overlapping matches of one rule tell the same."""
    kept: list[Lost] = []
    for one in lost:
        if one not in kept:
            kept.append(one)
    return kept
