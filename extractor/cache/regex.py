"""The package `regex`, whose `compile` remembers while rules are loaded: `from extractor.cache import regex`."""

from __future__ import annotations

from regex import V1, Match, Pattern, error, escape
from regex import compile as compiled

from extractor.cache.codes import RegexCode, regex_code_of, regex_made_of
from extractor.cache.entry import loading

__all__ = ["V1", "Match", "Pattern", "compile", "error", "escape"]


def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """The pattern compiled; made of its kept code where rules are being loaded that were loaded before. Raises `error`."""
    entry = loading()
    if entry is None:
        return compiled(pattern, flags)
    name = f"regex {int(flags)} {pattern}"
    code = entry.part(name, RegexCode)
    made = None if code is None else regex_made_of(pattern, code)
    if made is None:
        made = compiled(pattern, flags)
        fresh = regex_code_of(made)
        if fresh is not None:
            entry.keep(name, fresh)
    return made
