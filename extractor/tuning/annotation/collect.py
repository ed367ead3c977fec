"""Gold from what an annotation tool gave back: what people left is as it was, what they drew is read by the pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.pipeline import Pipeline
from extractor.tuning.annotation.spans import Annotated, Labelled, Relation
from extractor.tuning.annotation.values import KINDS, Item, Reading, key_of


def gold_of(article: Annotated, pipeline: Pipeline) -> tuple[dict[str, Any], list[str]]:
    """The gold of an article, and the spans in words whose value nobody could tell: they are not in the gold.

    Award facts follow the relations: one that was taken away goes, one that was drawn is added. What a tool cannot show
    (facts without a place, optional items, what may not be found) stays as it was exported.
    """
    known = {Labelled(*row[:3]): row[3] for row in article.kept.get("items", [])}
    held: dict[str, Any] = dict(article.kept.get("gold") or {"id": article.name})
    reading = Reading(pipeline, article.text)
    items: dict[Labelled, Item] = {}
    lost = []
    for span in article.spans:
        item = known[span] if span in known else reading.item(span)
        if item is None:
            lost.append(f"{article.name}: 「{article.text[span.start : span.end]}」 is no {span.label} that can be read")
        else:
            items[span] = item
    for label, kind in KINDS.items():
        held[kind] = _section(held.get(kind, []), label, known, items)
    held["award_facts"] = _facts(article, held.get("award_facts", []), items, reading)
    return held, lost


def _section(before: Sequence[Item], label: str, known: dict[Labelled, Item], items: dict[Labelled, Item]) -> list[Item]:
    """Items whose spans are there, in the order they had; those that never had a span; new ones behind."""
    kind = KINDS[label]
    placed = {key_of(kind, item) for span, item in known.items() if span.label == label}
    now = {key_of(kind, item): item for span, item in items.items() if span.label == label}
    still = {key_of(kind, known[span]) for span in items if span in known and span.label == label}
    kept = [item for item in before if (key := key_of(kind, item)) in still or key not in placed]
    keys = {key_of(kind, item) for item in kept}
    return [*kept, *(item for key, item in now.items() if key not in keys)]


def _facts(
    article: Annotated, before: list[dict[str, Any]], items: dict[Labelled, Item], reading: Reading
) -> list[dict[str, Any]]:
    """The facts of the relations that are there, those that never had one, and new ones behind."""
    exported = {_relation(row): row[7] for row in article.kept.get("relations", [])}
    gone = {index for relation, index in exported.items() if relation not in article.relations}
    kept = [fact for index, fact in enumerate(before) if index not in gone]
    drawn = (relation for relation in article.relations if relation not in exported)
    return [
        *kept,
        *(_new_fact(relation, article.text, items, (reading, before)) for relation in drawn if relation.award in items),
    ]


def _relation(row: list[Any]) -> Relation:
    return Relation(Labelled(*row[:3]), Labelled(*row[3:6]), row[6])


def _new_fact(
    relation: Relation, text: str, items: dict[Labelled, Item], known: tuple[Reading, list[dict[str, Any]]]
) -> dict[str, Any]:
    """A fact as it was drawn; of an award that other facts are about, its kind is theirs."""
    reading, before = known
    award, winner = items[relation.award], items.get(relation.winner)
    kind = next((fact.get("kind") for fact in before if fact.get("award") == award), None)
    number = winner if isinstance(winner, dict) else None
    return {
        "award": award,
        "kind": kind,
        **reading.award(relation.award),
        "status": relation.status,
        "recipient": None if number else text[relation.winner.start : relation.winner.end],
        "recipient_count": number["value"] if number else None,
        "recipient_unit": number.get("unit") if number else None,
        "district": None,
        "grantor": None,
        "amount": None,
    }
