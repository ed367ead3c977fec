"""Tables as JSON Lines files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from extractor.outputs.json_rows import json_value
from extractor.outputs.rows import Row
from extractor.outputs.schema import Table


class JsonlTable:
    """A JSON Lines file that takes rows: an object a line, absent values as null, numbers exact."""

    def __init__(self, path: Path, table: Table, language: str) -> None:
        self._file = path.open("wb")
        self._table = table
        self._language = language

    def write(self, rows: Iterable[Row]) -> None:
        """Adds the rows."""
        self._file.write(jsonl_fragment(rows, self._table, self._language))

    def append(self, fragment: bytes) -> None:
        """Adds the rows of a fragment."""
        self._file.write(fragment)

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


def jsonl_fragment(rows: Iterable[Row], table: Table, language: str) -> bytes:
    """The rows as they stand in the file."""
    names = table.headers(language)
    return msgspec.json.Encoder().encode_lines([dict(zip(names, map(json_value, row), strict=True)) for row in rows])
