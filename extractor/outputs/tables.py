"""The output directory: every table in every format asked for, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
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

KEPT = ".before"
"""Behind the name of a file that was changed by hand and gave way to a new one."""

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

    Files are written beside their final names and take these when the block ends and all are whole; where it ends with an error,
    nothing that stood there before is touched. A file that stood there and that `is_changed` tells to be somebody's own work is
    kept under another name. Raises UsageError where the directory cannot be written.
    """

    def __init__(
        self,
        directory: Path,
        formats: Sequence[str] = ("csv",),
        language: str = "en",
        *,
        book: TableSet = EXTRACTED,
        is_changed: Callable[[Path], bool] | None = None,
    ) -> None:
        self._directory = directory
        self._book = book
        self._is_changed = is_changed
        self._parts: dict[Path, Path] = {}
        self._beside: set[Path] = set()
        self._kept: list[str] = []
        self._writers: dict[str, AllTables] = {}
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for name in dict.fromkeys(formats):
                self._open(name, language)
        except OSError as error:
            self._abort()
            raise UsageError(f"cannot write to {directory}: {error.strerror or error}") from error
        except UsageError:
            self._abort()
            raise

    def __enter__(self) -> OutputTables:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            self._abort()
            return
        try:
            for writer in self._writers.values():
                writer.close()
        except BaseException:
            self._abort()
            raise
        for part, final in self._parts.items():
            self._keep(final)
            part.replace(final)

    @property
    def notes(self) -> list[str]:
        """What is to be told of the files once the block has ended."""
        return [*(note for writer in self._writers.values() for note in getattr(writer, "notes", ())), *self._kept]

    @property
    def files(self) -> list[Path]:
        """The files that the tables stand in once the block has ended."""
        return [final for final in self._parts.values() if final not in self._beside]

    def beside(self, name: str) -> Path:
        """Where a file that belongs to the tables is to be written inside the block; it takes this name with them. Raises
        UsageError."""
        part = self._part(name)
        self._beside.add(self._parts[part])
        return part

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

    def _open(self, name: str, language: str) -> None:
        """Opens the tables in the format of that name. Raises UsageError and OSError."""
        if name == "xlsx":
            from extractor.outputs.xlsx_book import XlsxBook

            self._writers[name] = XlsxBook(self._part(f"{self._book.workbook}.xlsx"), self._book.tables, language)
            return
        opener = _opener(name)
        tables: dict[str, OneTable] = {}
        self._writers[name] = _FileEach(tables)  # known before they are opened, so that those that are can be closed
        for table in self._book.tables:
            tables[table.name] = opener(self._part(f"{table.name}.{name}"), table, language)

    def _part(self, name: str) -> Path:
        """Where the file of this name is written until it is whole. Raises UsageError."""
        part, final = self._directory / f".{name}.part", self._directory / name
        if final.is_dir():
            raise UsageError(f"cannot write to {self._directory}: {name} is a directory there")
        self._parts[part] = final
        return part

    def _keep(self, final: Path) -> None:
        """Gives a file of somebody's own that would be replaced another name, and notes it."""
        if self._is_changed and final.is_file() and self._is_changed(final):
            kept = final.with_name(f"{final.name}{KEPT}")
            final.replace(kept)
            self._kept.append(f"{final.name} was changed after the last run; it is kept as {kept.name}")

    def _abort(self) -> None:
        for writer in self._writers.values():
            with suppress(OSError):  # a full disk, which is being told; what cannot be written is thrown away
                writer.close()
        for part in self._parts:
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
