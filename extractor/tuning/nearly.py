"""Rules that match a sentence in all parts but one, and the words that stand where that part should."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractor.match.slots import Slotted
from extractor.rules.alphabet import ALPHABET
from extractor.rules.facts import SLOT_NAMES, FactRule
from extractor.rules.patterns import PatternError, compile_pattern, named

_TOKEN = re.compile(r"\{[!A-Za-z_][^{}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_TIMES = re.compile(r"(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?")
# Parts that match nearly anything or nothing at all, and groups with slots in them, which are whole patterns of their own.
_IDLE = re.compile(r"\{(?:gap|near|lead|tight|far|in|link)\}|\{!|\(\?[=!<]|\\?.$|\(.*\{\w+:.*\)")
# What stands where the missing part should, with the idle parts beside it.
_ANY = "(?P<missing_>(?:(?![，,：:]){!who,prize}){1,40})"
_OPTIONAL = re.compile(r"[?*][?+]?$|\{0?,\d*\}[?+]?$")
_PRIZES = ALPHABET.of("prize")
OWN_NAMES = SLOT_NAMES["facts/awards.yaml"]
TIME_LIMIT = 0.05
# More would hide the one that matters.
MOST = 3


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
    return found[:MOST]


def _matches(rule: FactRule, slotted: Slotted) -> bool:
    try:
        return rule.pattern.expression.search(slotted.text, timeout=TIME_LIMIT) is not None
    except TimeoutError:
        return False


def _without_one(rule: FactRule, slotted: Slotted, text: str, fragments: Mapping[str, str]) -> Iterator[Nearly]:
    for pattern in rule.spec.patterns:
        yield from _without_part(rule.spec.id, parts_of(named(pattern, OWN_NAMES)), slotted, text, fragments)


def _without_part(rule: str, parts: Sequence[str], slotted: Slotted, text: str, fragments: Mapping[str, str]) -> Iterator[Nearly]:
    needed = [index for index, part in enumerate(parts) if not _IDLE.match(part) and not _OPTIONAL.search(part)]
    words = [index for index in needed if not _is_slot(parts[index])]
    for index in needed:
        if not [other for other in words if other != index] and _is_slot(parts[index]):
            continue  # without a word of the rule's own nearly every sentence would do
        match = _search(_with_gap(parts, index), slotted, fragments)
        if match is not None:
            start, end = match.span("missing_")
            yield Nearly(rule, parts[index], text[slotted.origin(start) : slotted.origin(end)])


def _is_slot(part: str) -> bool:
    return part.startswith("{") and (":" in part or part.strip("{}+") in ALPHABET.chars)


def _with_gap(parts: Sequence[str], index: int) -> str:
    """The pattern with anything in place of one part and of the idle parts beside it."""
    first, last = index, index + 1
    while first > 0 and _IDLE.match(parts[first - 1]):
        first -= 1
    while last < len(parts) and _IDLE.match(parts[last]):
        last += 1
    return "".join([*parts[:first], _ANY, *parts[last:]])


def _search(source: str, slotted: Slotted, fragments: Mapping[str, str]) -> regex.Match[str] | None:
    try:
        return compile_pattern(source, fragments, ALPHABET).expression.search(slotted.text, timeout=TIME_LIMIT)
    except (PatternError, TimeoutError):
        return None


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
