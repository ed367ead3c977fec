"""The standard library's `re`, whose `compile` remembers while rules are loaded: `from extractor.cache import re`."""

from __future__ import annotations

from re import (
    DOTALL,
    IGNORECASE,
    MULTILINE,
    Match,
    Pattern,
    RegexFlag,
    error,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from re import compile as compiled

from extractor.cache.codes import ReCode, re_code_of, re_made_of
from extractor.cache.entry import loading

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "Match",
    "Pattern",
    "RegexFlag",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]


def compile(pattern: str, flags: int | RegexFlag = 0) -> Pattern[str]:
    """The pattern compiled; made of its kept code where rules are being loaded that were loaded before. Raises `error`."""
    entry = loading()
    if entry is None:
        return compiled(pattern, flags)
    name = f"re {int(flags)} {pattern}"
    code = entry.part(name, ReCode)
    made = None if code is None else re_made_of(pattern, code)
    if made is None:
        made = compiled(pattern, flags)
        fresh = re_code_of(made, int(flags))
        if fresh is not None:
            entry.keep(name, fresh)
    return made
