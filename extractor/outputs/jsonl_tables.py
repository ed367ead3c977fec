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
        self._names = table.headers(language)
        self._encoder = msgspec.json.Encoder()

    def write(self, rows: Iterable[Row]) -> None:
        """Adds the rows."""
        objects = [dict(zip(self._names, map(json_value, row), strict=True)) for row in rows]
        self._file.write(self._encoder.encode_lines(objects))

    def close(self) -> None:
        """Ends the file."""
        self._file.close()
