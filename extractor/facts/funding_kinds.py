"""What each sum of a passage is: one of the five kinds of funding, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from extractor.facts.clauses import Binding, TimedOut, bindings
from extractor.facts.setting import set_values
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import FundingKind
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.funding import KINDS, FundingRules

AMOUNT = SLOT_CHARS["amount"]
_COMPANY = SLOT_CHARS["company"]
_PRIZES = tuple(ALPHABET.of("prize"))
_JOINS = ("、", "和", "及", "与", "或", "以及")
# A sum is a part of one told at most this many characters before it, its own word at most this many behind it.
REACH_BACK = 90
REACH_ON = 120
# Rules from this priority on look at what stands right beside a sum.
BESIDE = 85
# What told the kind of a sum that holds its own word.
INSIDE = "funding.inside"


@dataclass(frozen=True, slots=True)
class Decided:
    """A sum: where its character stands, the rule that decided, its kind (None for no funding), the run it belongs to, and
    the fields that the rule sets."""

    position: int
    run: tuple[int, ...]
    kind: FundingKind | None
    rule: str
    values: Mapping[str, Any] = field(default_factory=dict)


def decide(view: DocumentView, slotted: Slotted, rules: FundingRules, timed_out: list[TimedOut]) -> list[Decided]:
    """What each sum of a passage is, in order; sums that no rule tells anything of are none."""
    candidates = _candidates(slotted, rules, timed_out)
    decided: list[Decided] = []
    for run in _runs(slotted.text):
        members = [(at,) for at in run] if _differ(run, candidates) else [run]
        for member in members:
            pool = [found for at in member for found in candidates.get(at, {}).values()]
            pool.sort(key=lambda found: (-found.rule.spec.priority, found.end - found.start, found.rule.spec.id))
            inside = _inside(view, slotted, member, rules)
            if inside is not None and (not pool or pool[0].rule.spec.priority < BESIDE):
                told: tuple[FundingKind | None, str] = (inside, INSIDE)
            else:
                told = _choose(pool, member[0], slotted, rules, decided)
            values = next((set_values(found, slotted, view) for found in pool if found.rule.spec.id == told[1]), {})
            decided.extend(Decided(at, member, *told, values) for at in member)
    return decided


def _inside(view: DocumentView, slotted: Slotted, member: tuple[int, ...], rules: FundingRules) -> FundingKind | None:
    """The kind that a word within a sum tells (最高可获奖励5万元), None for the most of them."""
    for at in member:
        mention = slotted.at(at)
        word = rules.topics.search(view.document.text, mention.start, mention.end) if mention is not None else None
        if word is not None:
            return next((kind for kind in KINDS if kind == word.lastgroup), None)
    return None


def _candidates(slotted: Slotted, rules: FundingRules, timed_out: list[TimedOut]) -> dict[int, dict[str, Binding]]:
    """For each sum, the closest match of each rule that speaks of it."""
    found: dict[int, dict[str, Binding]] = {}
    for binding in bindings(slotted, rules.for_passage(slotted.text), timed_out):
        if "amount" not in binding.ranges:
            continue
        own = found.setdefault(binding.ranges["amount"][0], {})
        other = own.get(binding.rule.spec.id)
        if other is None or binding.end - binding.start < other.end - other.start:
            own[binding.rule.spec.id] = binding
    return found


def _runs(text: str) -> Iterator[tuple[int, ...]]:
    """The sums by enumerations (分别给予100万元、50万元): a sum alone is a run of one."""
    positions = [at for at, char in enumerate(text) if char == AMOUNT]
    run: list[int] = positions[:1]
    for left, right in pairwise(positions):
        if text[left + 1 : right] in _JOINS:
            run.append(right)
        else:
            yield tuple(run)
            run = [right]
    if run:
        yield tuple(run)


def _differ(run: tuple[int, ...], candidates: dict[int, dict[str, Binding]]) -> bool:
    """Whether the sums of a run have words of their own that say different things (奖励100万元和200万元贷款)."""
    kinds: set[str] = set()
    for at in run:
        beside = [found.rule.spec for found in candidates.get(at, {}).values() if found.rule.spec.priority >= BESIDE]
        best = max(beside, key=lambda spec: spec.priority, default=None)
        if best is not None and best.kind in KINDS:
            kinds.add(best.kind)
    return len(kinds) > 1


def _choose(
    pool: Sequence[Binding], position: int, slotted: Slotted, rules: FundingRules, before: Sequence[Decided]
) -> tuple[FundingKind | None, str]:
    """The kind that the first usable binding tells, and its rule; no kind and no rule where none is usable."""
    for binding in pool:
        kind = binding.rule.spec.kind
        told: str | None = kind
        if kind == "condition":
            mention = slotted.at(binding.ranges["amount"][0])
            told = "none" if mention is not None and mention.qualifier in rules.cues.bounds else None
        elif kind == "same":
            told = _told_before(position, slotted, rules, before)
        elif kind == "later":
            match = rules.topics.search(slotted.text, position + 1, position + REACH_ON)
            told = match.lastgroup if match else None
        if told is not None:
            return next((known for known in KINDS if known == told), None), binding.rule.spec.id
    return None, ""


def _told_before(position: int, slotted: Slotted, rules: FundingRules, before: Sequence[Decided]) -> str | None:
    """The kind told last before a sum: by a sum, a word of a kind, a bank; else by an award; None where nothing tells."""
    start = max(0, position - REACH_BACK)
    at, kind = -1, None
    for match in rules.topics.finditer(slotted.text, start, position):
        at, kind = match.start(), match.lastgroup
    bank = _bank_before(slotted, start, position, rules)
    if bank > at:
        at, kind = bank, "financing"
    if before and before[-1].position >= max(start, at):
        return before[-1].kind or "none"
    if kind is None and any(char in slotted.text[start:position] for char in _PRIZES):
        return "reward"
    return kind


def _bank_before(slotted: Slotted, start: int, position: int, rules: FundingRules) -> int:
    """Where the last bank before a sum stands, -1 for none."""
    place = slotted.text.rfind(_COMPANY, start, position)
    while place >= 0:
        mention = slotted.at(place)
        if mention is not None and mention.value.endswith(rules.roles.banks):
            return place
        place = slotted.text.rfind(_COMPANY, start, place)
    return -1
