"""Articles for annotation tools: what the pipeline found in them, or what gold holds, as spans in the cleaned text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.model import AwardFact, FundingFact
from extractor.pipeline import ArticleResult
from extractor.tuning.annotation.spans import Annotated, Labelled, Relation, ordered
from extractor.tuning.annotation.values import KINDS, Item, key_of, labelled_mentions, plain
from extractor.tuning.gold import Gold, alike

Placed = dict[Labelled, Item]


def annotated(result: ArticleResult, name: str, gold: Gold | None = None) -> Annotated:
    """The article with the pipeline's spans; with `gold`, with the spans of what gold holds.

    Items of gold that stand nowhere in the text are kept beside it, so nothing is lost on the way back.
    """
    placed, held = _of_pipeline(result, name) if gold is None else _of_gold(result, gold)
    relations, facts = _relations(result.document.text, placed, held.get("award_facts", []))
    spans = ordered((*placed, *(relation.winner for relation in relations)))
    kept = {
        "gold": held,
        "items": [[*span, item] for span, item in sorted(placed.items())],
        "relations": [
            [*relation.award, *relation.winner, relation.status, index] for relation, index in zip(relations, facts, strict=True)
        ],
    }
    return Annotated(name, result.document.text, spans, tuple(relations), kept)


def _of_pipeline(result: ArticleResult, name: str) -> tuple[Placed, dict[str, Any]]:
    placed = dict(labelled_mentions(result))
    meta = result.document.meta
    held: dict[str, Any] = {"id": name, "source": result.article.source}
    held |= {"title": meta.title, "published": meta.published, "publisher": meta.publisher}
    for label, kind in KINDS.items():
        items = (item for span, item in placed.items() if span.label == label)
        held[kind] = list({key_of(kind, item): item for item in items}.values())
    held["award_facts"] = [_award_fact(fact) for fact in result.award_facts]
    held["funding_facts"] = [_funding_fact(fact) for fact in result.funding_facts]
    return placed, held


def _of_gold(result: ArticleResult, gold: Gold) -> tuple[Placed, dict[str, Any]]:
    """The spans of what gold holds: where the pipeline found the same, else wherever it is written so."""
    found: dict[str, list[tuple[Labelled, Item]]] = defaultdict(list)
    for span, item in labelled_mentions(result):
        found[span.label].append((span, item))
    placed: Placed = {}
    for label, kind in KINDS.items():
        same = alike(kind)
        for item in gold.get(kind, []):
            wanted = key_of(kind, item)
            spans = [span for span, other in found[label] if same(key_of(kind, other), wanted)]
            for span in spans or _written(result.document.text, item, label):
                placed.setdefault(span, item)
    return placed, dict(gold)


def _written(text: str, item: Item, label: str) -> Iterator[Labelled]:
    words = item.get("text") if isinstance(item, dict) else item
    place = text.find(words) if words else -1
    while words and place >= 0:
        yield Labelled(place, place + len(words), label)
        place = text.find(words, place + len(words))


def _relations(text: str, placed: Placed, facts: Sequence[Mapping[str, Any]]) -> tuple[list[Relation], list[int]]:
    """The facts whose award and winner stand in the text, each as the nearest pair, and their places in the list."""
    relations: dict[Relation, int] = {}
    for index, fact in enumerate(facts):
        awards = [span for span, item in placed.items() if span.label == "award" and item == fact.get("award")]
        winners = _winners(text, placed, fact)
        if awards and winners:
            award, winner = min(((a, w) for a in awards for w in winners), key=lambda pair: _distance(*pair))
            relations.setdefault(Relation(award, winner, fact.get("status") or "granted"), index)
    return list(relations), list(relations.values())


def _winners(text: str, placed: Placed, fact: Mapping[str, Any]) -> list[Labelled]:
    name, number = fact.get("recipient"), fact.get("recipient_count")
    if not name:
        counts = ((span, item) for span, item in placed.items() if span.label == "count" and isinstance(item, dict))
        return [s for s, item in counts if item["value"] == number and item.get("unit") in (None, fact.get("recipient_unit"))]
    found = list(_written(text, name, "recipient"))
    return [Labelled(s.start, s.end, "company") if Labelled(s.start, s.end, "company") in placed else s for s in found]


def _distance(one: Labelled, other: Labelled) -> tuple[int, Labelled, Labelled]:
    return max(one.start - other.end, other.start - one.end), one, other


def _award_fact(fact: AwardFact) -> dict[str, Any]:
    names = ("award", "kind", "edition", "year", "grade", "status", "recipient", "recipient_unit", "district", "grantor")
    told = {name: getattr(fact, name) for name in names}
    return {**told, "recipient_count": plain(fact.recipient_count), "amount": plain(fact.amount)}


def _funding_fact(fact: FundingFact) -> dict[str, Any]:
    told = {name: getattr(fact, name) for name in ("kind", "currency", "per", "purpose", "funder", "period")}
    numbers = {name: plain(getattr(fact, name)) for name in ("amount", "amount_max", "recipient_count", "project_count")}
    return {**told, **numbers, "recipients": list(fact.recipients), "rule": fact.is_policy}
