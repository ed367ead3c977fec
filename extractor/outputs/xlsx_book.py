"""Tables as the sheets of one Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter

from extractor.outputs.packed_rows import packed, unpacked_rows
from extractor.outputs.rows import Row, Value, plain_number
from extractor.outputs.schema import Column, Table

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
EXACT_DIGITS = 15
"""Excel's limits: rows of a sheet, characters of a cell, digits of a number."""

_WIDTHS = {"integer": 11, "number": 16, "boolean": 9}
_WIDE_COLUMNS = {"source": 30, "sentence": 60, "title": 40, "reason": 50, "raw_text": 24, "text": 24}


class XlsxBook:
    """A workbook with a sheet a table, each with a frozen header row and a filter; a full sheet is followed by another one."""

    def __init__(self, path: Path, tables: Iterable[Table], language: str) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._header = self._book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        tables = tuple(tables)
        self._tables = {table.name: table for table in tables}
        self._sheets = {table.name: _Sheet(self, table, language) for table in tables}

    def write(self, table: str, rows: Iterable[Row]) -> None:
        """Adds the rows to the table's sheet."""
        for row in rows:
            self._sheets[table].write(row)

    def append(self, table: str, fragment: bytes) -> None:
        """Adds the rows of a fragment."""
        self.write(table, unpacked_rows(msgspec.msgpack.decode(fragment), self._tables[table]))

    def close(self) -> None:
        """Writes the workbook."""
        for sheet in self._sheets.values():
            sheet.finish()
        self._book.close()

    def new_sheet(self, name: str, columns: Iterable[Column], headers: Iterable[str]) -> Any:
        """An empty sheet with its header row."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, (column, header) in enumerate(zip(columns, headers, strict=True)):
            sheet.set_column(index, index, _WIDE_COLUMNS.get(column.name, _WIDTHS.get(column.type, 16)))
            sheet.write_string(0, index, header, self._header)
        return sheet


def xlsx_fragment(rows: Iterable[Row], table: Table, language: str) -> bytes:
    """The rows, packed: a workbook is written in one piece."""
    del table, language
    return packed(list(rows))


class _Sheet:
    """The sheet, or sheets, of one table."""

    def __init__(self, book: XlsxBook, table: Table, language: str) -> None:
        self._book = book
        self._columns = table.columns
        self._headers = table.headers(language)
        self._name = table.chinese if language == "zh" else table.name
        self._number = 1
        self._row = 1
        self._sheet = book.new_sheet(self._name, self._columns, self._headers)

    def write(self, row: Row) -> None:
        if self._row == MAX_ROWS:
            self.finish()
            self._number += 1
            self._row = 1
            self._sheet = self._book.new_sheet(f"{self._name} {self._number}", self._columns, self._headers)
        for index, value in enumerate(row):
            _write_cell(self._sheet, self._row, index, value)
        self._row += 1

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row - 1, 0), len(self._columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Value) -> None:
    """Writes the value; a number of more digits than Excel keeps is written as text."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value if len(value) <= MAX_CELL else value[: MAX_CELL - 1] + "…")
    elif len(Decimal(value).normalize().as_tuple().digits) > EXACT_DIGITS:
        sheet.write_string(row, column, plain_number(Decimal(value)))
    else:
        sheet.write_number(row, column, value)
