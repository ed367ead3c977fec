"""Compiled regular expressions as data: what a pattern was compiled to, and the pattern made of it again.

`re` and `regex` compile in Python and take a second for all rules; what they then hand to their engines is a list of numbers,
from which a pattern is there at once. Both engines check the numbers they are given, and a part is kept only where the pattern
made of it equals the one compiled.
"""

from __future__ import annotations

import copyreg
import re
import sys
from array import array
from importlib import import_module
from typing import Any

import msgspec
import regex

ENGINES = f"{sys.implementation.cache_tag} {import_module('_sre').MAGIC} {sys.byteorder} regex {regex.__version__}"
"""Whose numbers these are; others mean something else by them."""

_FAULTS = (AttributeError, TypeError, ValueError, RuntimeError, OverflowError, regex.error)
"""What is raised where a version of an engine is not built as expected, or refuses the numbers."""


class ReCode(msgspec.Struct, array_like=True, frozen=True):
    """What the standard library's engine is told of a pattern."""

    flags: int
    numbers: bytes
    groups: int
    names: dict[str, int]


class RegexCode(msgspec.Struct, array_like=True, frozen=True):
    """The same of `regex`, in the order of its own."""

    flags: int
    numbers: bytes | list[int]
    names: dict[str, int]
    by_index: dict[int, str]
    required: tuple[int, tuple[int, ...], int]
    groups: int


def re_code_of(pattern: re.Pattern[str], flags: int) -> ReCode | None:
    """The code of a pattern that was compiled with these flags; None where it cannot be told."""
    try:
        parser, compiler = import_module("re._parser"), import_module("re._compiler")
        parsed = parser.parse(pattern.pattern, flags)
        numbers = array("I", compiler._code(parsed, flags)).tobytes()
        code = ReCode(flags | parsed.state.flags, numbers, parsed.state.groups - 1, dict(parsed.state.groupdict))
    except (ImportError, *_FAULTS):
        return None
    return code if re_made_of(pattern.pattern, code) == pattern else None


def re_made_of(text: str, code: ReCode) -> re.Pattern[str] | None:
    """The pattern; None where the engine does not take the code."""
    by_index: list[str | None] = [None] * (code.groups + 1)
    try:
        for name, index in code.names.items():
            by_index[index] = name
        numbers = array("I", code.numbers).tolist()
        made = import_module("_sre").compile(text, code.flags, numbers, code.groups, code.names, tuple(by_index))
    except (IndexError, *_FAULTS):
        return None
    return made if isinstance(made, re.Pattern) else None


def regex_code_of(pattern: regex.Pattern[str]) -> RegexCode | None:
    """The code of a pattern of `regex`; None where it cannot be told, or has named lists."""
    try:
        _, (_, flags, numbers, names, by_index, lists, list_indexes, *required, groups) = _reduced(pattern)
        if lists or list_indexes:
            return None
        offset, chars, required_flags = required
        code = RegexCode(int(flags), numbers, dict(names), dict(by_index), (offset, tuple(chars), required_flags), groups)
    except _FAULTS:
        return None
    made = regex_made_of(pattern.pattern, code)
    return code if made is not None and _reduced(made) == _reduced(pattern) else None


def regex_made_of(text: str, code: RegexCode) -> regex.Pattern[str] | None:
    """The pattern; None where the engine does not take the code."""
    try:
        made = _regex_maker()(text, code.flags, code.numbers, code.names, code.by_index, {}, [], *code.required, code.groups)
    except _FAULTS:
        return None
    return made if isinstance(made, regex.Pattern) else None


def _reduced(pattern: regex.Pattern[str]) -> Any:
    """The function that makes the pattern, and what it is told."""
    return copyreg.dispatch_table[regex.Pattern](pattern)


def _regex_maker() -> Any:
    return _reduced(_ANY)[0]


_ANY = regex.compile("")
