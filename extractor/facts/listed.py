"""The number that a heading or an introduction tells of the list or table under it."""

from __future__ import annotations

from msgspec.structs import replace

from extractor.facts.lists import Section
from extractor.model import AwardFact, Check, Group, Span

# A number told at most this many characters before a list can be the list's.
NEAR = 300


def with_number(section: Section, facts: list[AwardFact], place: Span) -> Section:
    """The section that a block at `place` opens, its group with the number that the facts read so far tell of it.

    A number in that block is the list's; one that stands before it may be that of a longer list and is not firm. Where the block
    tells numbers of several awards or grades, none of them is the whole list's.
    """
    if section.group is None or section.group.told is not None:
        return section
    prize = (section.prize.name, section.prize.grade)
    told = [index for index in _numbers(facts, place) if facts[index].status == section.status]
    here = [index for index in told if _prize(facts[index]) == prize and facts[index].edition == section.prize.edition]
    if any(_prize(facts[index]) != prize for index in told):
        return section
    before = [] if here else _numbers(facts, Span(place.start - NEAR, place.start))
    numbers = here or [index for index in before if _prize(facts[index]) == prize][-1:]
    if len({facts[index].recipient_count for index in numbers}) != 1:
        return section
    number = facts[numbers[-1]]
    group = _told_by(number, "list", place, firm=bool(here))
    _join(facts, numbers, group)
    return replace(section, group=group)


def with_numbers(rows: list[AwardFact], facts: list[AwardFact], table: Span) -> list[AwardFact]:
    """The rows of a table, those of each award and grade in the group of the number told of it shortly before the table."""
    before = _numbers(facts, Span(table.start - NEAR, table.start))
    groups: dict[tuple[str, str | None], Group] = {}
    for prize in dict.fromkeys(_prize(row) for row in rows):
        numbers = [index for index in before if _prize(facts[index]) == prize]
        if len({facts[index].recipient_count for index in numbers}) == 1:
            number = facts[numbers[-1]]
            groups[prize] = _told_by(number, "table", Span(number.start, number.end), firm=False)
            _join(facts, numbers, groups[prize])
    return [replace(row, group=groups.get(_prize(row), row.group)) for row in rows]


def _prize(fact: AwardFact) -> tuple[str, str | None]:
    return fact.award, fact.grade


def _numbers(facts: list[AwardFact], place: Span) -> list[int]:
    """Which facts tell a number of winners in a range of the text."""
    within = (i for i, fact in enumerate(facts) if place.start <= fact.start < place.end)
    return [index for index in within if facts[index].recipient is None and facts[index].recipient_count is not None]


def _told_by(number: AwardFact, check: Check, place: Span, *, firm: bool) -> Group:
    """The group of a number, which stands at `place` where the fact does not know it better."""
    known = number.group if number.group is not None and number.group.told is not None else None
    start, end = (known.start, known.end) if known else place
    return Group(check, start, end, number.recipient_count, firm=firm and (known is None or known.firm))


def _join(facts: list[AwardFact], numbers: list[int], group: Group) -> None:
    """Puts the numbers that no names stand beside into the group."""
    for index in numbers:
        if not any(fact.recipient is not None and fact.group == facts[index].group for fact in facts):
            facts[index] = replace(facts[index], group=group)


def as_check(section: Section | None, check: Check, facts: list[AwardFact]) -> Group | None:
    """The section's group under the name of what its number is held against, in `facts` too; None where it has no number."""
    if section is None or section.group is None or section.group.told is None:
        return None
    group = replace(section.group, check=check)
    for index, fact in enumerate(facts):
        if fact.group == section.group:
            facts[index] = replace(fact, group=group)
    return group
