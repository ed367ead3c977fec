"""The facts of one award and one recipient over all articles, as the rows of the merged table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.merge.occasions import Group, Told, by_time, disagreements, labelled, most_told, sources_told, split
from extractor.merge.plain import stable_id

_SHOWN = ("year", "grade", "amount", "recipient_count")
_MONTHS = 190  # days: a number of winners that is told later than that without edition and year is of another round


def merge_awards(block: str, told: Sequence[Told]) -> Iterator[tuple[Any, ...]]:
    """The rows of facts that agree in award, status and recipient (or in place, where only a number is told)."""
    rounds = _rounds(told)
    years = {key: {fact.values["year"] for fact in group} - {None} for key, group in rounds}
    for (edition, year), group in rounds:
        same_year = {other for (other, _), found in years.items() if other != edition and found & years[edition, year]}
        for part, facts in _parts(group):
            yield _row(block, (edition, year, *part), facts, _editions(edition, same_year))


def _rounds(told: Sequence[Told]) -> list[tuple[tuple[Any, Any], Group]]:
    """The facts by edition, and where none is told by year. What tells neither, or a year that is no other's, joins the
    only edition."""
    editions = sorted({fact.values["edition"] for fact in told} - {None})
    found: dict[tuple[Any, Any], Group] = {}
    for fact in told:
        found.setdefault(_round(fact, told, editions), []).append(fact)
    silent = found.pop((None, None), None)
    if silent is not None and len(found) == 1:
        next(iter(found.values())).extend(silent)
    elif silent is not None:
        found[None, None] = silent
    return sorted(found.items(), key=lambda item: tuple((value is None, value or 0) for value in item[0]))


def _round(fact: Told, told: Sequence[Told], editions: Sequence[int]) -> tuple[Any, Any]:
    edition, year = fact.values["edition"], fact.values["year"]
    if edition is not None or year is None:
        return edition, None
    of_year = {other.values["edition"] for other in told if other.values["year"] == year} - {None}
    if len(of_year) == 1:
        return of_year.pop(), None
    if len(editions) == 1:
        years = {other.values["year"] for other in told if other.values["edition"] in (None, editions[0])} - {None}
        if years == {year}:
            return editions[0], None
    return None, year


def _parts(group: Group) -> Iterator[tuple[tuple[Any, ...], Group]]:
    """One round's facts: grades and numbers that one article tells side by side are several facts."""
    named = bool(group[0].keys.get("recipient"))
    dated = named or any(fact.values["edition"] or fact.values["year"] for fact in group)
    for day, run in [(None, group)] if dated else by_time(group, _MONTHS):
        for grade, graded in labelled(split(run, lambda fact: fact.values["grade"], disagree=named)):
            for count, facts in labelled(split(graded, lambda fact: fact.values["recipient_count"], disagree=True)):
                yield (day, grade, count), facts


def _editions(edition: int | None, others: set[Any]) -> str:
    told = sorted({edition, *others} - {None}, key=int)
    return f"edition: {' | '.join(map(str, told))} in one year" if len(told) > 1 else ""


def _row(block: str, part: tuple[Any, ...], facts: Group, editions: str) -> tuple[Any, ...]:
    first = min(facts, key=lambda fact: (fact.source.doc_id, str(fact.values["grade"])))
    (award_key,) = first.keys["award"]
    whom = first.keys.get("recipient", ())
    name = max((name for fact in facts for name in fact.names.get("recipient", ())), key=lambda n: (len(n), n), default=None)
    recipient = (stable_id("e", whom[0]) if whom else None, name)
    award = min(name for fact in facts for name in fact.names["award"])
    told = {column: most_told(facts, column) for column in first.values}
    shown = "; ".join(filter(None, (editions, disagreements(facts, _SHOWN)))) or None
    return (
        stable_id("f", block, *part),
        block,
        stable_id("a", award_key),
        award,
        *(told[column] for column in ("edition", "year", "grade")),
        first.values["status"],
        *recipient,
        *(told[column] for column in ("recipient_kind", "recipient_count", "recipient_unit")),
        *(told[column] for column in ("district", "adcode", "grantor", "amount")),
        *sources_told(facts),
        shown,
    )
