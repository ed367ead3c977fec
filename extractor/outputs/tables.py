"""The output directory: every table in every format asked for, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol

from extractor.errors import UsageError
from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.rows import Row, TableRows
from extractor.outputs.schema import TABLES, Table

FORMATS = ("csv", "jsonl", "parquet", "xlsx")
LANGUAGES = ("en", "zh")


@dataclass(frozen=True, slots=True)
class TableSet:
    """Tables that are written together, and the name of the Excel workbook that holds them all."""

    workbook: str
    tables: tuple[Table, ...]


Fragments = Mapping[str, Mapping[str, bytes]]
"""By format and table: rows as the file of that format takes them, so that a file is put together without looking into it."""

EXTRACTED = TableSet("tables", TABLES)
MERGED = TableSet("merged", MERGED_TABLES)


class OneTable(Protocol):
    """A file of one table that takes rows."""

    def write(self, rows: Iterable[Row]) -> None: ...

    def append(self, fragment: bytes) -> None: ...

    def close(self) -> None: ...


class AllTables(Protocol):
    """All tables in one format."""

    def write(self, table: str, rows: Iterable[Row]) -> None: ...

    def append(self, table: str, fragment: bytes) -> None: ...

    def close(self) -> None: ...


class OutputTables:
    """The tables under `directory`, open for rows; a context manager.

    Files are written beside their final names and take these when the block ends; where it ends with an error, nothing that
    stood there before is touched. Raises UsageError where the directory cannot be written.
    """

    def __init__(
        self, directory: Path, formats: Sequence[str] = ("csv",), language: str = "en", *, book: TableSet = EXTRACTED
    ) -> None:
        self._directory = directory
        self._book = book
        self._parts: list[tuple[Path, Path]] = []
        self._writers: dict[str, AllTables] = {}
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for name in dict.fromkeys(formats):
                self._writers[name] = self._opened(name, language)
        except OSError as error:
            self._abort()
            raise UsageError(f"cannot write to {directory}: {error.strerror or error}") from error

    def __enter__(self) -> OutputTables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._abort()
            return
        for writer in self._writers.values():
            writer.close()
        for part, final in self._parts:
            part.replace(final)

    @property
    def notes(self) -> list[str]:
        """What is to be told of the files once the block has ended."""
        return [note for writer in self._writers for note in getattr(writer, "notes", ())]

    @property
    def files(self) -> list[Path]:
        """The files that the tables stand in once the block has ended."""
        return [final for _, final in self._parts]

    def write(self, rows: TableRows) -> None:
        """Adds rows to their tables."""
        for table, of_table in rows.items():
            if of_table:
                for writer in self._writers.values():
                    writer.write(table, of_table)

    def append(self, fragments: Fragments) -> None:
        """Adds rows that `fragments_of` made ready, for each format that this directory has."""
        for name, of_format in fragments.items():
            for table, fragment in of_format.items():
                self._writers[name].append(table, fragment)

    def _opened(self, name: str, language: str) -> AllTables:
        if name == "xlsx":
            from extractor.outputs.xlsx_book import XlsxBook

            return XlsxBook(self._part(f"{self._book.workbook}.xlsx"), self._book.tables, language)
        opener = _opener(name)
        return _FileEach({table.name: opener(self._part(f"{table.name}.{name}"), table, language) for table in self._book.tables})

    def _part(self, name: str) -> Path:
        """Where the file of this name is written until it is whole."""
        part = self._directory / f".{name}.part"
        self._parts.append((part, self._directory / name))
        return part

    def _abort(self) -> None:
        for writer in self._writers.values():
            writer.close()
        for part, _ in self._parts:
            part.unlink(missing_ok=True)


class _FileEach:
    """A format with a file for each table."""

    def __init__(self, tables: Mapping[str, OneTable]) -> None:
        self._tables = tables

    def write(self, table: str, rows: Iterable[Row]) -> None:
        self._tables[table].write(rows)

    def append(self, table: str, fragment: bytes) -> None:
        self._tables[table].append(fragment)

    def close(self) -> None:
        for table in self._tables.values():
            table.close()


def fragments_of(rows: TableRows, tables: Iterable[Table], formats: Sequence[str], language: str) -> Fragments:
    """The rows of each table, ready for `OutputTables.append` in the same formats and language; none of tables without rows."""
    filled = [table for table in tables if rows.get(table.name)]
    made = {name: _fragment_maker(name) for name in dict.fromkeys(formats)}
    return {name: {table.name: make(rows[table.name], table, language) for table in filled} for name, make in made.items()}


def _fragment_maker(name: str) -> Callable[[Iterable[Row], Table, str], bytes]:
    if name == "csv":
        from extractor.outputs.csv_tables import csv_fragment

        return csv_fragment
    if name == "jsonl":
        from extractor.outputs.jsonl_tables import jsonl_fragment

        return jsonl_fragment
    if name == "parquet":
        from extractor.outputs.parquet_tables import parquet_fragment

        return parquet_fragment
    from extractor.outputs.xlsx_book import xlsx_fragment

    return xlsx_fragment


def _opener(name: str) -> Callable[[Path, Table, str], OneTable]:
    """The class that writes a table in this format; only what is used is imported."""
    if name == "csv":
        from extractor.outputs.csv_tables import CsvTable

        return CsvTable
    if name == "jsonl":
        from extractor.outputs.jsonl_tables import JsonlTable

        return JsonlTable
    if name == "parquet":
        from extractor.outputs.parquet_tables import ParquetTable

        return ParquetTable
    raise UsageError(f"unknown format {name}; formats: {', '.join(FORMATS)}")
