"""Spaces and line breaks repaired: spaced-out characters, lines broken inside sentences, numbers that a list converter put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.model import Edit
from extractor.text.repair.rules import SpacingRules

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_PIECE = rf"[{_HAN}，。、：；！？“”（）《》0-9]"
_SPACED_SIGN = re.compile(rf" [{_HAN}] [{_HAN}] [{_HAN}] ")
_CARRIAGE = re.compile(r"\r\n?")
_NUMBERED = re.compile(r"(?m)^[ \t]{2,12}(\d{1,3})\. (?=\S)")


@cache
def _spaced(least: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s])[{_HAN}](?: {_PIECE}){{{least - 1},2000}}(?![^\s])")


def find_line_ends(text: str) -> list[Edit]:
    """The edits that make carriage returns line feeds."""
    return [Edit(found.start(), found.end(), "\n", "repair.line-end") for found in _CARRIAGE.finditer(text)]


def find_spacing(text: str, rules: SpacingRules) -> list[Edit]:
    """The edits for spaces and line breaks, in text whose lines end in line feeds."""
    edits = [*_spaces(text, rules), *_numbers(text)] if " " in text else []
    return [*edits, *_breaks(text, rules)]


def _spaces(text: str, rules: SpacingRules) -> Iterator[Edit]:
    if not _SPACED_SIGN.search(text):
        return
    for found in _spaced(rules.spaced_at_least).finditer(text):
        if any(char in rules.spaced_evidence for char in found.group()):
            first = found.start()
            yield from (
                Edit(first + index, first + index + 1, "", "repair.spaced", 0.95) for index in range(1, len(found.group()), 2)
            )


def _numbers(text: str) -> Iterator[Edit]:
    """A lone "    1. " before a line: a list with more than one item keeps its numbers."""
    found = list(_NUMBERED.finditer(text)) if "1. " in text else []
    numbers = [int(one.group(1)) for one in found]
    for index, one in enumerate(found):
        if numbers[index] == 1 and (index + 1 == len(found) or numbers[index + 1] != 2):
            yield Edit(one.start(), one.end(), "", "repair.list-number", 0.95)


def _breaks(text: str, rules: SpacingRules) -> Iterator[Edit]:
    """Line breaks inside sentences, where the lines' lengths show that a converter broke them at a fixed width."""
    lines = text.split("\n")
    if len(lines) <= rules.wrapped_at_least:
        return
    open_ended = [
        index
        for index in range(len(lines) - 1)
        if lines[index]
        and lines[index + 1]
        and lines[index][-1] not in rules.sentence_ends
        and lines[index + 1][0] not in rules.item_starts
    ]
    width = max(map(len, lines))
    full = {index for index in open_ended if len(lines[index]) >= width - 2}
    low, high = rules.wrapped_width
    if len(full) < rules.wrapped_at_least or len(full) * 100 < rules.wrapped_share * len(open_ended) or not low <= width <= high:
        return
    position = 0
    for index, line in enumerate(lines):
        position += len(line)
        if index in full:
            glue = " " if line[-1].isascii() and line[-1].isalnum() and lines[index + 1][0].isascii() else ""
            yield Edit(position, position + 1, glue, "repair.line-break", 0.9)
        position += 1
