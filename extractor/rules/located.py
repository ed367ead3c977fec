"""Data that knows where it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.errors import Problem


class Place(NamedTuple):
    """Line and column, from 1, and the file where it is not the one the data is named after."""

    line: int
    column: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A file's plain data and the place of each value by its path such as `$.verbs[0]`; a key's place is its value's."""

    path: str
    data: Any
    places: dict[str, Place]

    def place(self, path: str) -> Place:
        """Where the value at `path` stands, or its nearest parent that is known."""
        while path not in self.places and path != "$":
            path = re.sub(r"(\.[^.\[\]]*|\[[^\]]*\])$", "", path) or "$"
        return self.places.get(path, Place(1, 1))

    def problem(self, path: str, code: str, message: str, hint: str | None = None) -> Problem:
        """A problem that stands at `path`."""
        line, column, file = self.place(path)
        return Problem(file or self.path, line, column, code, message, hint)
