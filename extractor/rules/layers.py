"""A rule file with what other files add to it (`extends: true`)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from extractor.rules.located import Located, Place

# Files whose top-level keys are data (a short name and its full name), not lists of words.
_MAPS = ("gazetteers/aliases.yaml", "gazetteers/former_names.yaml", "gazetteers/award_names.yaml")
# Where a path ends, or a step of it does.
_STEP = re.compile(r"(?=[.\[])|$")
# Texts that are one regular expression: what is added is one more alternative. So are all fragments.
_ALTERNATIVES = frozenset(("legal_form", "list_tail", "boundary_after", "row_between", "payers", "period", "purpose_ends"))
# Texts in which each character stands for itself: characters are added.
_CHARACTERS = frozenset(
    (
        "not_after_prize",
        "not_before_prize",
        "not_last",
        "after_head",
        "function_chars",
        "sentence_ends",
        "item_starts",
        "fold",
        "group_units",
    )
)


def merged(base: Located, added: Located, name: str) -> Located:
    """The base with what the other file adds: items to lists, entries to maps, words to word lists, alternatives to
    fragments; a number, a yes or no, or the entry of a map that both have, is the other file's. `name` is the rule file's
    name relative to its root. The places of what was added stand in the other file."""
    return _Merger(base, added, name).result()


class _Merger:
    def __init__(self, base: Located, added: Located, name: str) -> None:
        self._base = base
        self._added = added
        self._name = name
        self._places = dict(base.places)

    def result(self) -> Located:
        extra = {key: value for key, value in self._added.data.items() if key not in ("extends", "version")}
        return Located(self._base.path, self._map(self._base.data, extra, "$"), self._places)

    def _map(self, base: dict[str, Any], added: dict[str, Any], path: str) -> dict[str, Any]:
        whole = dict(base)
        for key, value in added.items():
            inner = f"{path}.{key}"
            whole[key] = self._value(base[key], value, inner) if key in base else self._taken(value, inner, inner)
        return whole

    def _value(self, base: Any, added: Any, path: str) -> Any:
        if isinstance(base, dict) and isinstance(added, dict):
            return self._map(base, added, path)
        if isinstance(base, list) and isinstance(added, list):
            start = len(base)
            return base + [self._taken(item, f"{path}[{i}]", f"{path}[{start + i}]") for i, item in enumerate(added)]
        self._taken(added, path, path)
        if isinstance(base, str) and isinstance(added, str):
            return self._text(base, added, path)
        return added

    def _text(self, base: str, added: str, path: str) -> str:
        _, *parents, key = path.split(".")
        if parents in (["fragments"], ["tables"]) or key in _ALTERNATIVES:
            return f"{base}|{added}"
        if key in _CHARACTERS:
            return base + added
        return added if parents or self._name in _MAPS else f"{base} {added}"

    def _taken(self, value: Any, old: str, new: str) -> Any:
        """The value, with its places told under its new path."""
        for path in self._inside.get(old, ()):
            place = self._added.places[path]
            self._places[new + path[len(old) :]] = Place(place.line, place.column, self._added.path)
        return value

    @cached_property
    def _inside(self) -> dict[str, list[str]]:
        """The paths of the other file by each path that they stand in, their own too."""
        inside: dict[str, list[str]] = {}
        for path in self._added.places:
            for end in _STEP.finditer(path):
                inside.setdefault(path[: end.start()], []).append(path)
        return inside
