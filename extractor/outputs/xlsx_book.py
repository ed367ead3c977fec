"""Tables as the sheets of one Excel workbook."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter

from extractor.outputs.packed_rows import packed, unpacked_rows
from extractor.outputs.rows import RECIPIENT_SEPARATOR, Row, Value, plain_number
from extractor.outputs.schema import DATES, Column, Table

MAX_ROWS = 1_048_576
MAX_CELL = 32_767
EXACT_DIGITS = 15
"""Excel's limits: rows of a sheet, characters of a cell, digits of a number."""

MAX_ARTICLES = 200_000
"""How many articles' rows are remembered for links; facts are written soon after their article."""

_WIDTHS = {"integer": 11, "number": 16, "boolean": 9}
_WIDE_COLUMNS = {
    "source": 30,
    "sentence": 60,
    "title": 40,
    "reason": 50,
    "raw_text": 24,
    "text": 24,
    "award": 28,
    "recipient": 32,
}
_WIDE_COLUMNS |= {"recipients": 32, "purpose": 24, "funder": 20, "grantor": 20, "name": 32, "written": 32, "disagreements": 40}
_HOMES = ("documents", "merged_articles")
_LINKING = ("doc_id", "articles")
"""The tables with a row per article, and the columns by which others lead to it (of several articles, to the first)."""


class XlsxBook:
    """A workbook with a sheet a table, each with a frozen header row and a filter; a full sheet is followed by another one.

    Dates and numbers are such, and the article of a fact is a link to its row. `notes` tells which tables were split.
    """

    def __init__(self, path: Path, tables: Iterable[Table], language: str, *, max_rows: int = MAX_ROWS) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(str(path), options)
        self._header = self._book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
        tables = tuple(tables)
        self._tables = {table.name: table for table in tables}
        self._date = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._link = self._book.add_format({"font_color": "#0563C1", "underline": 1})
        self._places: OrderedDict[str, str] = OrderedDict()
        self.max_rows = max_rows
        self.notes: list[str] = []
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
        self.notes = [note for sheet in self._sheets.values() if (note := sheet.note())]
        for sheet in self._sheets.values():
            sheet.finish()
        self._book.close()

    def new_sheet(self, name: str, columns: Iterable[Column], headers: Iterable[str]) -> Any:
        """An empty sheet with its header row."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for index, (column, header) in enumerate(zip(columns, headers, strict=True)):
            wide = 12 if column.name in DATES else _WIDTHS.get(column.type, 16)
            sheet.set_column(index, index, _WIDE_COLUMNS.get(column.name, wide))
            sheet.write_string(0, index, header, self._header)
        return sheet

    def remember(self, article: str, place: str) -> None:
        """Keeps where the row of an article stands."""
        self._places[article] = place
        if len(self._places) > MAX_ARTICLES:
            self._places.popitem(last=False)

    def write_link(self, sheet: Any, place: tuple[int, int], text: str) -> bool:
        """Writes the text as a link to its article's row; whether that is known. (A formula, as Excel has only 65,530 others.)"""
        target = self._places.get(text.split(RECIPIENT_SEPARATOR, 1)[0])
        if target is None or len(text) > 255:
            return False
        sheet.write_formula(*place, f'=HYPERLINK("#{target}","{text}")', self._link, text)
        return True

    def write_date(self, sheet: Any, place: tuple[int, int], text: str) -> bool:
        """Writes the day as a date; whether it is one that Excel knows."""
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return False
        if day.year < 1901:
            return False
        sheet.write_datetime(*place, day, self._date)
        return True


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
        names = [column.name for column in table.columns]
        self._home = names.index("doc_id") if table.name in _HOMES else None
        self._links = {names.index(name) for name in _LINKING if name in names and table.name not in _HOMES}
        self._dates = {index for index, name in enumerate(names) if name in DATES}

    def write(self, row: Row) -> None:
        if self._row == self._book.max_rows:
            self.finish()
            self._number += 1
            self._row = 1
            self._sheet = self._book.new_sheet(self._sheet_name, self._columns, self._headers)
        if self._home is not None:
            self._book.remember(str(row[self._home]), f"'{self._sheet_name}'!A{self._row + 1}")
        for index, value in enumerate(row):
            if not (isinstance(value, str) and self._special(index, value)):
                _write_cell(self._sheet, self._row, index, value)
        self._row += 1

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row - 1, 0), len(self._columns) - 1)

    def note(self) -> str | None:
        if self._number == 1:
            return None
        rows = (self._number - 1) * (self._book.max_rows - 1) + self._row - 1
        return (
            f"{self._name} has {rows:,} rows, more than a sheet holds: they go on in {self._number} sheets, to {self._sheet_name}"
        )

    @property
    def _sheet_name(self) -> str:
        return self._name if self._number == 1 else f"{self._name} {self._number}"

    def _special(self, index: int, value: str) -> bool:
        """Whether the text was written as a date or a link."""
        place = (self._row, index)
        if index in self._dates:
            return self._book.write_date(self._sheet, place, value)
        return index in self._links and self._book.write_link(self._sheet, place, value)


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
