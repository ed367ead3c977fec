"""The consistency ledger: the facts that stand together, held against the number that the text tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from extractor.model import AwardFact, Contradiction, FundingFact, Group

_Fact = TypeVar("_Fact", AwardFact, FundingFact)
COMPLETE = "complete"
CONTRADICTS = "contradicts"
# Rounded parts of a total differ from it by less than this share of it (set, not tuned).
ROUNDING = Decimal("0.001")


def award_ledger(facts: Sequence[AwardFact]) -> tuple[list[AwardFact], list[Contradiction]]:
    """The facts as they were read, each marked by how its group agrees with the number told of it, and the contradictions."""
    counts: dict[Group, Counted] = {group: counted(group, members) for group, members in _by_group(facts).items()}
    contradictions = [
        _contradiction(group, found.subject, Decimal(found.number), found.rule)
        for group, found in counts.items()
        if found.mark == CONTRADICTS
    ]
    marks = [counts[fact.group].mark_of(fact) if fact.group is not None else None for fact in facts]
    return [replace(fact, consistency=mark) if mark else fact for fact, mark in zip(facts, marks, strict=True)], contradictions


@dataclass(frozen=True, slots=True)
class Counted:
    """How a counted group agrees with its number: the mark, what was counted, the award and the rule of its facts, and, where
    only those of one award and grade were counted, which."""

    mark: str | None = None
    number: int = 0
    subject: str = ""
    rule: str = ""
    only: tuple[str, str | None] | None = None

    def mark_of(self, fact: AwardFact) -> str | None:
        """The mark of one of its facts."""
        return self.mark if self.only in (None, (fact.award, fact.grade)) else None


def counted(group: Group, members: Sequence[AwardFact]) -> Counted:
    """What the facts of a group say to the number told of it.

    A group may be counted by its names, by its places in the text (the items of a list, the rows of a table), or by those of
    them that have the award and grade of the number itself: the text agrees where one of these does, and contradicts itself
    only where all of them are more than it tells.
    """
    named = [fact for fact in members if fact.recipient is not None]
    if group.told is None or not named:
        return Counted()
    number = next((fact for fact in members if fact.recipient is None), None)
    prize = (number.award, number.grade) if number is not None else None
    all_sizes, own_sizes = (_sizes(group, part) for part in (named, [f for f in named if (f.award, f.grade) == prize]))
    about = (named[0].award, named[0].rule)
    if group.told in all_sizes:
        return Counted(COMPLETE, int(group.told), *about)
    if group.told in own_sizes:
        return Counted(COMPLETE, int(group.told), *about, only=prize)
    sizes = all_sizes | own_sizes
    if group.firm and min(sizes) > group.told:
        return Counted(CONTRADICTS, min(sizes), *about)
    if group.firm and max(sizes) < group.told:
        return Counted(f"partial ({max(sizes)} of {group.told:f})", max(sizes), *about)
    return Counted()


def _sizes(group: Group, facts: Sequence[AwardFact]) -> set[int]:
    """The numbers of different recipients and, where each has its own, of places; none for no facts."""
    return {len(found) for found in _counted_ways(group, facts) if found}


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
    return [replace(fact, consistency=marks.get(fact.group)) if fact.group else fact for fact in facts], contradictions


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
