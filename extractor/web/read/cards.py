"""The facts of an article as the page shows them beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.model import AwardFact, FundingFact, Mention, Span
from extractor.pipeline import ArticleResult
from extractor.tuning.example import plain_value
from extractor.tuning.explain import Explainer
from extractor.web.read.layers import sentence_span

_AWARD = "recipient award grade edition year recipient_count recipient_unit district grantor amount"
_FUNDING = "amount amount_max currency qualifier recipients recipient_count project_count purpose funder period district"
SHOWN = {"award": tuple(_AWARD.split()), "funding": tuple(_FUNDING.split())}
"""The columns of a fact that are shown, the most telling first."""


@dataclass(frozen=True, slots=True)
class Card:
    """A fact: `name` is what the page calls it, `slots` the mentions it is made of as `m3:recipient`, `sentence` and
    `raw_sentence` where its sentence stands in the two texts."""

    name: str
    kind: str
    rule: str
    label: str
    values: dict[str, str]
    slots: str
    sentence: Span
    raw_sentence: Span
    confidence: str
    consistency: str
    tellings: int


def cards(result: ArticleResult, explainer: Explainer) -> list[Card]:
    """The award and funding facts in the order of the text."""
    facts = [*_named("a", result.award_facts), *_named("f", result.funding_facts)]
    return [_card(result, explainer, name, fact) for name, fact in sorted(facts, key=lambda pair: (pair[1].start, pair[0]))]


def _named(letter: str, facts: tuple[AwardFact | FundingFact, ...]) -> Iterator[tuple[str, AwardFact | FundingFact]]:
    return ((f"{letter}{number}", fact) for number, fact in enumerate(facts))


def _card(result: ArticleResult, explainer: Explainer, name: str, fact: AwardFact | FundingFact) -> Card:
    kind = "award" if isinstance(fact, AwardFact) else "funding"
    values = {column: told for column in SHOWN[kind] if (told := plain_value(getattr(fact, column)))}
    sentence = sentence_span(result, fact)
    return Card(
        name=name,
        kind=kind,
        rule=fact.rule,
        label=fact.status if isinstance(fact, AwardFact) else fact.kind,
        values=values,
        slots=" ".join(_slots(result, explainer, fact, sentence)),
        sentence=sentence,
        raw_sentence=result.raw_span(sentence.start, sentence.end) if sentence.start < sentence.end else Span(0, 0),
        confidence=plain_value(fact.confidence),
        consistency=fact.consistency or "",
        tellings=fact.tellings,
    )


def _slots(result: ArticleResult, explainer: Explainer, fact: AwardFact | FundingFact, sentence: Span) -> Iterator[str]:
    """The mentions that the fact's rule bound; for facts of lists and tables those that its values are read from."""
    found = list(_bound(result, explainer.slots(fact)))
    return iter(found or _read_from(result, fact, sentence))


def _bound(result: ArticleResult, slots: Mapping[str, tuple[Mention, ...]]) -> Iterator[str]:
    """A count is bound without its object, so that a mention is told by where it begins."""
    known = {(mention.type, mention.start): number for number, mention in enumerate(result.mentions)}
    for slot, mentions in slots.items():
        for mention in mentions:
            number = known.get((mention.type, mention.start))
            if number is not None:
                yield f"m{number}:{slot}"


def _read_from(result: ArticleResult, fact: AwardFact | FundingFact, sentence: Span) -> Iterator[str]:
    wanted = {
        "recipient": {fact.recipient} if isinstance(fact, AwardFact) else set(fact.recipients),
        "award": {fact.award} if isinstance(fact, AwardFact) else set(),
        "amount": {plain_value(fact.amount)} if fact.amount is not None else set(),
    }
    for number, mention in enumerate(result.mentions):
        if not (min(fact.start, sentence.start) <= mention.start and mention.end <= max(fact.end, sentence.end)):
            continue
        told = {mention.value, result.document.text[mention.start : mention.end], plain_value(mention.number)}
        yield from (f"m{number}:{slot}" for slot, values in wanted.items() if values & told - {"", None})
