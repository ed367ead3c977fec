"""The tables that a run wrote, read again from whichever format is there."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from extractor.errors import UsageError
from extractor.outputs.cells import restored
from extractor.outputs.rows import plain_number
from extractor.outputs.schema import Table


def table_rows(out: Path, table: Table) -> Iterator[list[str]]:
    """The table's rows as texts, absent values as "". Columns are told by their place, as headers may be Chinese.

    Raises UsageError where the directory holds the table in no format that can be read.
    """
    for ending, reader in (("csv", _csv_rows), ("jsonl", _jsonl_rows), ("parquet", _parquet_rows)):
        path = out / f"{table.name}.{ending}"
        if path.is_file():
            width = len(table.columns)
            return ((row + [""] * width)[:width] for row in reader(path))
    raise UsageError(f"no {table.name} as csv, jsonl or parquet in {out}")


def table_records(out: Path, table: Table) -> Iterator[dict[str, str]]:
    """The same rows by the English names of their columns. Raises UsageError."""
    names = [column.name for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table_rows(out, table))


def _csv_rows(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for row in rows:
            yield [restored(cell) for cell in row]


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
