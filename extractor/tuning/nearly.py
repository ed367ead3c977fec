"""Rules that match a sentence in all parts but one, and the words that stand where that part should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.match.slots import Slotted
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.facts import FactRule
from extractor.rules.patterns import PatternError, compile_pattern

_TOKEN = re.compile(r"\{[!A-Za-z_][^{}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_TIMES = re.compile(r"(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?")
# Parts that match nearly anything, or nothing at all: without them a rule is no other rule.
_IDLE = re.compile(r"\{(?:gap|near|lead|tight|far|in|link)\}|\{!|\(\?[=!<]|\\?.$")
# How many words may stand where the missing part should.
_ANY = "(?P<missing_>{!who,prize,count}{0,12}?)"
_PRIZES = "".join(SLOT_CHARS[kind] for kind in ("award", "award_ref", "grade"))
TIME_LIMIT = 0.05


@dataclass(frozen=True, slots=True)
class Nearly:
    """A rule, the part of its pattern that did not match, and what stands there instead ("" for nothing)."""

    rule: str
    part: str
    instead: str


def nearly(slotted: Slotted, text: str, rules: Sequence[FactRule], fragments: Mapping[str, str]) -> list[Nearly]:
    """The award rules that would match the sentence but for one part, by falling priority. `text` is the document's.

    Only rules that name both a winner and an award are tried, on sentences that hold an award or the word 奖.
    """
    if "奖" not in slotted.text and not any(char in slotted.text for char in _PRIZES):
        return []
    found: list[Nearly] = []
    for rule in rules:
        if {"recipient", "award"} <= set(rule.pattern.slots) and not _matches(rule, slotted):
            found += _without_one(rule, slotted, text, fragments)
    return found


def _matches(rule: FactRule, slotted: Slotted) -> bool:
    try:
        return rule.pattern.expression.search(slotted.text, timeout=TIME_LIMIT) is not None
    except TimeoutError:
        return False


def _without_one(rule: FactRule, slotted: Slotted, text: str, fragments: Mapping[str, str]) -> Iterator[Nearly]:
    parts = parts_of(rule.spec.pattern)
    for index, part in enumerate(parts):
        if _IDLE.match(part) or part.endswith(("?", "*")):
            continue
        source = "".join([*parts[:index], _ANY, *parts[index + 1 :]])
        try:
            match = compile_pattern(source, fragments, ALPHABET).expression.search(slotted.text, timeout=TIME_LIMIT)
        except (PatternError, TimeoutError):
            continue
        if match is not None:
            start, end = match.span("missing_")
            yield Nearly(rule.spec.id, part, text[slotted.origin(start) : slotted.origin(end)])


def parts_of(pattern: str) -> list[str]:
    """The parts of a pattern in a row: slots, fragments, groups and characters, each with its quantifier.

    One part, the whole, where alternatives stand outside all brackets.
    """
    parts: list[str] = []
    depth, begun, position = 0, 0, 0
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        assert token is not None  # the last alternative takes any character
        position = token.end()
        depth += (token.group() == "(") - (token.group() == ")")
        if depth:
            continue
        if token.group() == "|":
            return [pattern]
        times = _TIMES.match(pattern, position)
        position = times.end() if times else position
        parts.append(pattern[begun:position])
        begun = position
    return parts
