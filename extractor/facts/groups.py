"""Which facts of a sentence stand together, and the number that the sentence tells of them (A、B等8家企业; 5家企业分别是A、B)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from extractor.facts.clauses import Binding
from extractor.match.slots import Slotted
from extractor.model import AwardFact, Group, Mention
from extractor.rules.alphabet import SLOT_GROUPS
from extractor.rules.context import ContextRules

_CLOSING = "”」』"
# The word that announces a list stands so close before it.
LEAD = 14
# A number and two names.
LEAST = 3


def enumeration_groups(binding: Binding, slotted: Slotted, words: ContextRules) -> dict[int, Group]:
    """The group of each winner that a rule bound, by where the winner begins.

    A number closes the names before it (A、B等8家企业, A、B两家企业) unless it counts others beside them (A、B和其他6家企业);
    names that no number closes have the one before the list, where the rule spans both.
    """
    groups: dict[int, Group] = {}
    names: list[Mention] = []
    for winner in binding.slots.get("recipient", ()):
        if winner.type != "count":
            names.append(winner)
            continue
        told = _told(winner, words)
        if told is not None:
            groups[winner.start] = told
        if names and _closes(names[-1], winner, slotted, words):
            groups.update({name.start: told for name in names if told is not None})
        else:
            groups.update(_untold(names))
        names = []
    if not names:
        return groups
    before = [m for m in slotted.within(binding.start, slotted.place(names[0])) if m.type == "count"]
    leads = len(names) > 1 and bool(before) and not groups and _leads(before[-1], names[0], slotted, words)
    led = _told(before[-1], words) if leads else None
    return groups | ({name.start: led for name in names} if led is not None else _untold(names))


def led_lists(facts: list[AwardFact], slotted: Slotted, words: ContextRules) -> list[AwardFact]:
    """The facts of a sentence, with a list whose number is another fact of it joined to that (5家企业获奖，分别是A、B).

    One name alone behind a number (5家企业获奖：A摘得金奖，…) is no list.
    """
    if len(facts) < LEAST:
        return facts
    joined: dict[Group, Group] = {}
    sizes = Counter(fact.group for fact in facts)
    for first in facts:
        if first.group is None or first.group.told is not None or first.group in joined or sizes[first.group] < 2:
            continue
        start = next((m for m in slotted.mentions if m.start == first.group.start), None)
        for number in facts if start is not None else ():
            count = _mention_of(number, slotted)
            same = (number.award, number.grade, number.status) == (first.award, first.grade, first.status)
            if same and count is not None and start is not None and _leads(count, start, slotted, words) and number.group:
                joined[first.group] = number.group
    return [replace(fact, group=joined.get(fact.group, fact.group)) if fact.group else fact for fact in facts]


def _mention_of(number: AwardFact, slotted: Slotted) -> Mention | None:
    """The counted group that a fact without a name tells."""
    if number.recipient is not None or number.group is None:
        return None
    return next((m for m in slotted.mentions if m.start == number.group.start), None)


def _told(count: Mention, words: ContextRules) -> Group | None:
    """The group that a number tells; None where it counts no winners (2个类别)."""
    if count.number is None or count.unit not in words.group_units:
        return None
    if count.object and not words.winner_nouns.search(count.object):
        return None
    return Group("enumeration", count.start, count.end, count.number, firm=count.qualifier is None)


def _untold(names: Sequence[Mention]) -> dict[int, Group]:
    if not names:
        return {}
    group = Group("enumeration", names[0].start, names[-1].end)
    return {name.start: group for name in names}


def _closes(last: Mention, count: Mention, slotted: Slotted, words: ContextRules) -> bool:
    """Whether a number counts the names before it together with those not named."""
    between = slotted.text[slotted.place(last) + 1 : slotted.place(count)].lstrip(_CLOSING)
    if between[:1] in ("（", "(", "[", "【"):
        between = between[1 + max(between.rfind(mark) for mark in "）)]】") :].lstrip(_CLOSING)
    return not words.beside_group.search(between)


def _leads(count: Mention, first: Mention, slotted: Slotted, words: ContextRules) -> bool:
    """Whether a number tells how long the list is that begins with `first`: announced, and no other name or number between."""
    if count.end > first.start or not slotted.holds(first):
        return False
    start, end = slotted.place(count) + 1, slotted.place(first)
    if any(m.type in SLOT_GROUPS["winner"] for m in slotted.within(start, end)):
        return False
    return words.list_leads.search(slotted.text[max(start, end - LEAD) : end]) is not None
