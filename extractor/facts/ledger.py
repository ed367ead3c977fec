"""The consistency ledger: the facts that stand together, held against the number that the text tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from extractor.model import AwardFact, Contradiction, FundingFact, Group

_Fact = TypeVar("_Fact", AwardFact, FundingFact)
COMPLETE = "complete"
CONTRADICTS = "contradicts"
# Rounded parts of a total differ from it by less than this share of it (set, not tuned).
ROUNDING = Decimal("0.001")


def award_ledger(facts: Sequence[AwardFact]) -> tuple[list[AwardFact], list[Contradiction]]:
    """The facts as they were read, each marked by how its group agrees with the number told of it, and the contradictions."""
    marks: dict[Group, str | None] = {}
    contradictions: list[Contradiction] = []
    for group, members in _by_group(facts).items():
        marks[group], counted = _counted_mark(group, members)
        if marks[group] == CONTRADICTS and group.told is not None:
            contradictions.append(_contradiction(group, members[0].award, Decimal(counted), _rule_of(members)))
    return [replace(fact, consistency=marks.get(fact.group) if fact.group else None) for fact in facts], contradictions


def _rule_of(members: Sequence[AwardFact]) -> str:
    """The rule that found the names, else the one that found the number."""
    return next((fact.rule for fact in members if fact.recipient is not None), members[0].rule)


def _counted_mark(group: Group, members: Sequence[AwardFact]) -> tuple[str | None, int]:
    """The mark of a counted group and what was counted.

    A group may be counted by its names, by its places in the text (the items of a list, the rows of a table), or by those of
    them that have the award and grade of the number itself: the text agrees where one of these does, and contradicts itself
    only where all of them are more than it tells.
    """
    named = [fact for fact in members if fact.recipient is not None]
    if group.told is None or not named:
        return None, 0
    number = next((fact for fact in members if fact.recipient is None), None)
    own = [f for f in named if number is not None and (f.award, f.grade) == (number.award, number.grade)]
    sizes = {len(distinct) for part in (named, own) for distinct in _counted_ways(group, part) if distinct}
    if group.told in sizes:
        return COMPLETE, int(group.told)
    if min(sizes) > group.told:
        return (CONTRADICTS if group.firm else None), min(sizes)
    if max(sizes) < group.told:
        return f"partial ({max(sizes)} of {group.told:f})", max(sizes)
    return None, 0


def _counted_ways(group: Group, facts: Iterable[AwardFact]) -> tuple[set[object], set[object]]:
    """The facts' recipients, and their places where each has its own."""
    facts = list(facts)
    places: set[object] = {(fact.start, fact.end) for fact in facts} if group.check != "enumeration" else set()
    return {fact.recipient for fact in facts}, places


def reconciled(facts: Sequence[AwardFact]) -> list[AwardFact]:
    """The distinct facts of an article, where a number counts as complete if all its names are told anywhere in the article.

    等8家企业 names one and a list further down all eight; a number in the headline is told again by the names in the text.
    """
    named: dict[tuple[object, ...], set[str]] = {}
    for fact in facts:
        if fact.recipient is not None:
            named.setdefault(_prize(fact), set()).add(fact.recipient)
    whole = {
        fact.group if fact.group is not None else fact: fact
        for fact in facts
        if fact.recipient_count is not None and fact.recipient_count == len(named.get(_prize(fact), ()))
    }
    return [replace(fact, consistency=COMPLETE) if _is_whole(fact, whole) else fact for fact in facts]


def _is_whole(fact: AwardFact, whole: dict[Group | AwardFact, AwardFact]) -> bool:
    """Whether a fact is such a number, or stands in its group."""
    key = fact.group if fact.group is not None else fact
    return fact.consistency != CONTRADICTS and key in whole


def _prize(fact: AwardFact) -> tuple[object, ...]:
    return fact.award, fact.grade, fact.edition, fact.year, fact.status


def funding_ledger(facts: Sequence[FundingFact]) -> tuple[list[FundingFact], list[Contradiction]]:
    """The sums as they were read, each marked by how the sums of its group add up to the total told, and the contradictions."""
    marks: dict[Group, str | None] = {}
    contradictions: list[Contradiction] = []
    for group, members in _by_group(facts).items():
        counted = _added_up(group, members)
        if group.told is None or counted is None:
            continue
        agrees = abs(counted - group.told) <= ROUNDING * group.told
        marks[group] = COMPLETE if agrees else CONTRADICTS if group.firm else None
        if marks[group] == CONTRADICTS:
            contradictions.append(_contradiction(group, members[0].kind, counted, members[0].rule))
    return [replace(fact, consistency=marks.get(fact.group) if fact.group else None) for fact in facts], contradictions


def _added_up(group: Group, members: Sequence[FundingFact]) -> Decimal | None:
    """What the parts of a total add up to; None where one of them has no number."""
    parts = [fact for fact in members if not (group.check == "product" and fact.per == "total")]
    if not parts:
        return None
    total = Decimal(0)
    for fact in parts:
        times = Decimal(1) if group.check == "total" else number_of(fact) or group.times
        if times is None:
            return None
        total += fact.amount * times
    return total


def number_of(fact: FundingFact) -> Decimal | None:
    """How many get a sum: the number told, else how many are named where several are."""
    told = fact.recipient_count if fact.recipient_count is not None else fact.project_count
    return told if told is not None else Decimal(len(fact.recipients)) if len(fact.recipients) > 1 else None


def _by_group(facts: Iterable[_Fact]) -> dict[Group, list[_Fact]]:
    groups: dict[Group, list[_Fact]] = {}
    for fact in facts:
        if fact.group is not None:
            groups.setdefault(fact.group, []).append(fact)
    return groups


def _contradiction(group: Group, subject: str, counted: Decimal, rule: str) -> Contradiction:
    return Contradiction(group.check, subject, group.told or Decimal(0), counted, group.start, group.end, rule)
