"""Fragments of fact rules that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from extractor.errors import Problem
from extractor.rules.located import Located

# Fragments that the code asks for by their names.
_ASKED_FOR = frozenset(("reward", "subsidy", "relief", "financing", "investment", "earned", "spent", "worth"))
_NAME = re.compile(r"\{(\w+)\}")


def unused_fragments(located: Located) -> Iterator[Problem]:
    """A warning (W005) for each fragment that no pattern, cue or fragment of the file refers to."""
    fragments = located.data.get("fragments") if isinstance(located.data, dict) else None
    if not isinstance(fragments, dict):
        return
    used = set(_references(located.data))
    for name in fragments:
        if name not in used and name not in _ASKED_FOR:
            hint = f"write {{{name}}} into a pattern, or take the fragment out"
            yield located.problem(f"$.fragments.{name}", "W005", f"nothing uses the fragment {name}", hint)


def _references(data: Any) -> Iterator[str]:
    """The names in braces in all texts of the data."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _references(value)
    elif isinstance(data, list):
        for item in data:
            yield from _references(item)
    elif isinstance(data, str):
        yield from _NAME.findall(data)
