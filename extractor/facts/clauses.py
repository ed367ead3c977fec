"""Fact rules matched on sentences: what each rule bound, before anything is concluded from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex
from msgspec import Struct

from extractor.match.slots import Slotted
from extractor.model import Mention, Span
from extractor.rules.alphabet import SLOT_CHARS
from extractor.rules.facts import FactRule

PLACE = SLOT_CHARS["district"]
# Seconds one rule may take on one sentence before it is given up; a sentence of ordinary length takes microseconds.
TIME_LIMIT = 0.25
TRIES = 2
_CLOSERS = {"（": "）", "(": ")", "[": "]", "【": "】"}
# What ends the stretch that a rule of a scope is for.
_SCOPE_ENDS = {"clause": "，,；;：:。！？!?\n", "sentence": "。！？!?；;\n"}


class Binding(Struct, frozen=True):
    """A rule's match: the mentions in each of its slots, the ranges of slots and named groups in the slotted text, and its
    own range there."""

    rule: FactRule
    slots: dict[str, tuple[Mention, ...]]
    ranges: dict[str, tuple[int, int]]
    start: int
    end: int
    groups: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TimedOut:
    """A rule that ran out of time on a sentence."""

    rule: str
    span: Span


def bindings_of(rule: FactRule, slotted: Slotted, timed_out: list[TimedOut] | None = None) -> Iterator[Binding]:
    """All matches of one rule on a sentence that tell something."""
    rules = (rule,) if rule.can_match(set(slotted.text)) else ()
    return bindings(slotted, rules, [] if timed_out is None else timed_out)


def bindings(slotted: Slotted, rules: tuple[FactRule, ...], timed_out: list[TimedOut]) -> Iterator[Binding]:
    """All matches on a sentence of all `rules`, which are those that can match it, in their order; a rule that runs out of time
    is added to `timed_out`."""
    for rule in rules:
        if rule.sentence is not None and not rule.sentence.search(slotted.text):
            continue
        matches = _matches(rule, slotted.text)
        if matches is None:
            timed_out.append(TimedOut(rule.spec.id, slotted.span))
            continue
        begun = (0, 0)
        for match in matches:
            if _crosses(rule, match):
                continue
            binding = _binding(rule, match, slotted)
            first = min(binding.ranges.values(), default=(binding.start, binding.start))
            # A match that begins inside the enumeration of the one before it is only a part of that one.
            if begun[0] < first[0] < begun[1]:
                continue
            begun = first
            yield binding


def _matches(rule: FactRule, text: str) -> list[regex.Match[str]] | None:
    """The matches of a rule; None where it runs out of time twice.

    The clock runs on while the process waits for a processor or clears memory, so that one try is no proof: the same article
    would give other facts on a busy machine. Other threads are not let in between (`concurrent`): that would take as long as
    a short sentence.
    """
    for _ in range(TRIES):
        try:
            return list(rule.pattern.expression.finditer(text, overlapped=True, concurrent=False, timeout=TIME_LIMIT))
        except TimeoutError:
            continue
    return None


def _binding(rule: FactRule, match: regex.Match[str], slotted: Slotted) -> Binding:
    ranges = _spans(match, rule.pattern.slots)
    slots = {name: tuple(items(slotted, *span)) for name, span in ranges.items()}
    return Binding(rule, slots, ranges, match.start(), match.end(), _spans(match, rule.groups))


def _spans(match: regex.Match[str], names: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The ranges of those of the named groups that matched."""
    return {name: span for name in names if (span := match.span(name))[0] >= 0}


def _crosses(rule: FactRule, match: regex.Match[str]) -> bool:
    """Whether a match reaches over the end of the stretch that its rule is for, outside its slots (which may hold lists)."""
    ends = _SCOPE_ENDS.get(rule.spec.scope or "")
    if ends is None:
        return False
    text, start, end = match.string, match.start(), match.end()
    slots = _spans(match, rule.pattern.slots).values()
    return any(text[at] in ends and not any(a <= at < b for a, b in slots) for at in range(start, end))


def items(slotted: Slotted, start: int, end: int) -> list[Mention]:
    """The mentions of an enumeration, without those inside the brackets behind its items."""
    if end - start == 1:
        alone = slotted.at(start)
        return [alone] if alone is not None else []
    found: list[Mention] = []
    depth = 0
    for position in range(start, end):
        char = slotted.text[position]
        if char in "（([【":
            depth += 1
        elif char in "）)]】":
            depth = max(0, depth - 1)
        elif depth == 0:
            mention = slotted.at(position)
            # A place before a name (江都区的A公司) is no item of its own.
            if mention is not None and not (mention.type == "district" and len(slotted.text[start:end]) > 1):
                found.append(mention)
    return found


def bracket_after(slotted: Slotted, position: int) -> tuple[int, int] | None:
    """The range of the bracket's content that follows the mention at `position`, None where none follows."""
    text = slotted.text
    position += text[position + 1 : position + 2] == "”"
    opening = text[position + 1 : position + 2]
    if opening not in _CLOSERS:
        return None
    closing = closing_bracket(text, position) if opening in "（(" else text.find(_CLOSERS[opening], position)
    return (position + 2, closing) if closing >= 0 else None


def closing_bracket(text: str, position: int) -> int:
    """Where the first round bracket closes from `position` on, -1 where none does."""
    return min((at for at in (text.find("）", position), text.find(")", position)) if at >= 0), default=-1)


def open_brackets(text: str) -> int:
    """How many more brackets open in the text than close."""
    return sum(text.count(mark) for mark in "（([【") - sum(text.count(mark) for mark in "）)]】")
