"""Reading back the tables that a run wrote, from whichever format is there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from extractor.errors import UsageError
from extractor.outputs.cells import restored
from extractor.outputs.rows import plain_number
from extractor.outputs.schema import Table

ENDINGS = ("csv", "jsonl", "parquet")


def table_file(out: Path, table: Table) -> Path:
    """The file of the table. Raises UsageError where there is none."""
    for ending in ENDINGS:
        path = out / f"{table.name}.{ending}"
        if path.is_file():
            return path
    raise UsageError(f"no {table.name} as csv, jsonl or parquet in {out}")


def table_rows(out: Path, table: Table) -> Iterator[list[str]]:
    """The rows as texts. Columns are told by their place: headers may be Chinese, and later ones may be missing."""
    path = table_file(out, table)
    reader = {".csv": _csv_rows, ".jsonl": _jsonl_rows, ".parquet": _parquet_rows}[path.suffix]
    width = len(table.columns)
    return ((row + [""] * width)[:width] for row in reader(path))


def table_records(out: Path, table: Table) -> Iterator[dict[str, str]]:
    """The same rows by the English names of their columns. Raises UsageError."""
    names = [column.name for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table_rows(out, table))


def picked_rows(out: Path, table: Table, columns: Sequence[str]) -> Iterator[list[str]]:
    """The same, only the named columns and in their order."""
    names = [column.name for column in table.columns]
    places = [names.index(column) for column in columns]
    return ([row[place] for place in places] for row in table_rows(out, table))


def _csv_rows(path: Path) -> Iterator[list[str]]:
    before = csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        try:
            for row in rows:
                yield [restored(cell) for cell in row]
        finally:
            csv.field_size_limit(before)  # it is the whole process's


def _jsonl_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield _texts(json.loads(line, parse_float=Decimal).values())


def _parquet_rows(path: Path) -> Iterator[list[str]]:
    from pyarrow.parquet import ParquetFile

    for batch in ParquetFile(path).iter_batches(batch_size=1000):
        for row in batch.to_pylist():
            yield _texts(row.values())


def _texts(values: Iterable[object]) -> list[str]:
    return ["" if value is None else plain_number(value) if isinstance(value, Decimal) else str(value) for value in values]
