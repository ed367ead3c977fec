"""What supports a fact: where it stands, what its sentence tells of it, what was repaired there, and whether numbers agree.

The names of the evidence are the keys of rules/confidence.yaml, whose weights `python -m tests.calibrate` estimates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from extractor.facts.view import DocumentView
from extractor.model import AwardFact, BlockKind, Edit, FundingFact, Mention, Span
from extractor.rules.confidence import ConfidenceFile
from extractor.text.sentences import sentence_at

# A sentence of more characters than this holds more than one clause that a rule can take for another's. (The longest tenth of the
# sentences of the corpus that give facts.)
LONG = 160
# Where a block of each kind puts its facts.
_PLACES: dict[BlockKind, str] = {"title": "at.title", "heading": "at.heading", "item": "at.list", "table": "at.table"}


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells all its facts."""

    span: Span
    mentions: Sequence[Mention]
    awards: frozenset[str]
    common: tuple[str, ...]


class Evidence:
    """Tells the evidence for the facts of one article; `sentences` are those of all its blocks."""

    def __init__(self, view: DocumentView, sentences: Sequence[Span]) -> None:
        self._view = view
        self._text = view.document.text
        self._sentences = sentences
        self._starts = [block.start for block in view.document.blocks]
        self._told: dict[tuple[int, int], _Told] = {}

    @cached_property
    def _several_awards(self) -> bool:
        return len({mention.value for mention in self._view.mentions if mention.type == "award"}) > 2

    def of_award(self, fact: AwardFact) -> frozenset[str]:
        """What supports an award fact."""
        return frozenset((*self._common(fact), *self._of_winner(fact), *self._of_prize(fact)))

    def of_funding(self, fact: FundingFact) -> frozenset[str]:
        """What supports a funding fact."""
        return frozenset((*self._common(fact), *self._of_sum(fact)))

    def _around(self, fact: AwardFact | FundingFact) -> _Told:
        """What the fact's sentence tells; the facts of a list in one sentence ask the same."""
        told = self._told.get((fact.start, fact.end))
        if told is None:
            span = sentence_at(self._sentences, fact.start, fact.end)
            mentions = self._view.within(span)
            awards = frozenset(mention.value for mention in mentions if mention.type == "award")
            told = self._told[fact.start, fact.end] = _Told(span, mentions, awards, tuple(self._of_place(fact, span)))
        return told

    def _common(self, fact: AwardFact | FundingFact) -> Iterator[str]:
        yield from self._around(fact).common
        if fact.tellings > 1:
            yield "told.twice" if fact.tellings == 2 else "told.often"
        if fact.consistency:
            yield f"ledger.{fact.consistency.partition(' ')[0]}"

    def _of_place(self, fact: AwardFact | FundingFact, span: Span) -> Iterator[str]:
        block = self._view.document.blocks[max(0, bisect_right(self._starts, fact.start) - 1)]
        yield _PLACES.get(block.kind, "at.sentence")
        if block.kind != "table" and span.end - span.start > LONG:
            yield "sentence.long"
        yield from self._damage(span)

    def _damage(self, span: Span) -> Iterator[str]:
        document = self._view.document
        if document.repairs or document.unrepaired:
            raw = document.chain.to_source(span.start, span.end)
            if _any_within(document.repairs, raw):
                yield "damage.repaired"
            if _any_within(document.unrepaired, raw):
                yield "damage.left"

    def _of_winner(self, fact: AwardFact) -> Iterator[str]:
        yield f"winner.{fact.recipient_kind or 'group'}"
        if fact.recipient is None:
            return
        told = self._around(fact)
        if fact.recipient not in self._text[told.span.start : told.span.end]:
            yield "winner.before"
        found = next((m for m in told.mentions if m.value == fact.recipient), None)
        if found is not None and found.type == "company":
            yield f"name.{found.rule.partition('.')[2]}"

    def _of_prize(self, fact: AwardFact) -> Iterator[str]:
        awards = self._around(fact).awards
        yield "award.here" if fact.award in awards else "award.before"
        if len(awards) > 1:
            yield "awards.several_here"
        if self._several_awards:
            yield "awards.several"
        if fact.status != "granted":
            yield f"status.{fact.status}"
        yield f"kind.{fact.kind}"

    def _of_sum(self, fact: FundingFact) -> Iterator[str]:
        yield f"kind.{fact.kind}"
        yield f"per.{fact.per}"
        if fact.is_policy:
            yield "policy"
        if fact.recipients or fact.recipient_count is not None or fact.project_count is not None:
            yield "recipient.told"
        if sum(mention.type == "amount" for mention in self._around(fact).mentions) > 1:
            yield "sums.several_here"


def _any_within(edits: Sequence[Edit], span: Span) -> bool:
    """Whether one of the sorted edits begins in the range."""
    first = bisect_left(edits, span.start, key=lambda edit: edit.start)
    return first < len(edits) and edits[first].start < span.end


def with_confidence(
    evidence: Evidence, awards: Sequence[AwardFact], funding: Sequence[FundingFact], weights: ConfidenceFile
) -> tuple[list[AwardFact], list[FundingFact]]:
    """The facts, each with how likely it is right."""
    return (
        [replace(fact, confidence=weights.award.confidence(fact.rule, evidence.of_award(fact))) for fact in awards],
        [replace(fact, confidence=weights.funding.confidence(fact.rule, evidence.of_funding(fact))) for fact in funding],
    )
