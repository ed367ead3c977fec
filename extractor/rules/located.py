"""Data that knows where it was written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from extractor.errors import Problem


class Place(NamedTuple):
    """Line and column, from 1, and the file where it is not the one the data is named after."""

    line: int
    column: int
    path: str = ""


class LatePlaces(Mapping[str, Place]):
    """Places that are looked for when the first is asked for, as they are where a fault has to be told."""

    def __init__(self, find: Callable[[], Mapping[str, Place]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[str, Place]:
        return self._find()

    def __getitem__(self, path: str) -> Place:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class Located:
    """A file's plain data and the place of each value by its path such as `$.verbs[0]`; a key's place is its value's."""

    path: str
    data: Any
    places: Mapping[str, Place]

    def place(self, path: str) -> Place:
        """Where the value at `path` stands, or its nearest parent that is known."""
        while path not in self.places and path != "$":
            path = re.sub(r"(\.[^.\[\]]*|\[[^\]]*\])$", "", path) or "$"
        return self.places.get(path, Place(1, 1))

    def problem(self, path: str, code: str, message: str, hint: str | None = None) -> Problem:
        """A problem that stands at `path`."""
        line, column, file = self.place(path)
        return Problem(file or self.path, line, column, code, message, hint)
