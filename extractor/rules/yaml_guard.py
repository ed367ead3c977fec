"""What a YAML file may not do to its reader: nest or grow without end, or ask for objects of Python's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from extractor.errors import Problem

MOST_CHARACTERS = 8_000_000
"""The longest rule file of the product has 41,000 characters, its table of places 400,000."""

MOST_DEPTH = 60
"""How deep values may stand in one another; the product's rules go down to 7. The parser's own composer overflows the stack, and
ends the process, at some 20,000."""

MOST_VALUES = 1_000_000
"""How many values a file may have, each as often as an alias repeats it; the largest of the product has 5,000."""

_OWN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool",
             "tag:yaml.org,2002:null", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")  # fmt: skip


def guard_problems(path: Path, text: str, loader: Any) -> list[Problem]:
    """The first fault of the file (R001 or R016) for which it must not be composed; none where it is harmless.

    Raises YAMLError where it is no YAML. It reads the parser's events, which need no stack of their own.
    """
    if len(text) > MOST_CHARACTERS:
        return [Problem(str(path), 1, 1, "R016", f"longer than {MOST_CHARACTERS:,} characters")]
    sizes = _Sizes()
    for event in yaml.parse(text, Loader=loader):
        told = _tag_fault(event) or sizes.fault(event)
        if told:
            mark = event.start_mark
            return [Problem(str(path), mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, *told)]
    return []


def _tag_fault(event: Any) -> tuple[str, str, str] | None:
    tag = getattr(event, "tag", None)
    if tag is None or tag == "!" or tag in _OWN_TAGS:
        return None
    return "R016", f"the tag {tag[:60]} is not allowed", "rules are plain values; take the tag out"


class _Sizes:
    """How deep the events stand, and how many values they make once aliases are written out."""

    def __init__(self) -> None:
        self._open: list[tuple[str | None, int]] = []
        self._values = 0
        self._named: dict[str, int] = {}

    def fault(self, event: Any) -> tuple[str, str, str] | None:
        """What is wrong with the file up to this event, as code, message and hint."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event.anchor, self._values))
            self._values += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self._open.pop()
            self._name(anchor, self._values - before)
        elif isinstance(event, yaml.ScalarEvent):
            self._values += 1
            self._name(event.anchor, 1)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor in (anchor for anchor, _ in self._open):
                return "R016", f"the alias *{event.anchor} stands inside what it repeats", "write the values out"
            self._values += self._named.get(str(event.anchor), 1)
        if len(self._open) > MOST_DEPTH:
            return "R016", f"values nested more than {MOST_DEPTH} deep", "close the brackets, or flatten the values"
        if self._values > MOST_VALUES:
            return "R016", f"more than {MOST_VALUES:,} values, those that aliases repeat counted", "use fewer aliases"
        return None

    def _name(self, anchor: str | None, size: int) -> None:
        if anchor is not None:
            self._named[anchor] = size
