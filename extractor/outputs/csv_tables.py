"""Tables as CSV files that Excel opens rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from extractor.outputs.cells import text_cell
from extractor.outputs.rows import Row
from extractor.outputs.schema import Table


class CsvTable:
    """A CSV file (RFC 4180, UTF-8 with byte order mark) that takes rows."""

    def __init__(self, path: Path, table: Table, language: str) -> None:
        self._file = path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(table.headers(language))

    def write(self, rows: Iterable[Row]) -> None:
        """Adds the rows."""
        self._writer.writerows([text_cell(value) for value in row] for row in rows)

    def append(self, fragment: bytes) -> None:
        """Adds the rows of a fragment."""
        self._file.flush()
        self._file.buffer.write(fragment)

    def close(self) -> None:
        """Ends the file."""
        self._file.close()


def csv_fragment(rows: Iterable[Row], table: Table, language: str) -> bytes:
    """The rows as they stand in the file."""
    del table, language
    text = io.StringIO(newline="")
    csv.writer(text).writerows([text_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")
