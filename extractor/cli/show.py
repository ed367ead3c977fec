"""`extractor show`: a table that a run wrote, on the terminal."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from extractor.errors import UsageError
from extractor.outputs.cells import restored
from extractor.outputs.rows import plain_number
from extractor.outputs.schema import TABLES, Table

SHOWN = {
    "documents": "title published publisher script n_clean_chars n_repairs status",
    "mentions": "type text value value_max unit object qualifier currency",
    "award_facts": "award edition year grade status recipient recipient_count district amount consistency confidence",
    "funding_facts": "kind amount amount_max per recipients recipient_count purpose funder period consistency confidence",
    "count_facts": "value unit object qualifier sentence",
    "contradictions": "check subject told counted sentence rule",
    "rejects": "source location reason",
}
"""The columns of each table that a terminal has room for; the files have all."""
WIDEST = 220
"""Characters in a line where nothing tells the width: into a pipe, a file or a log."""


def show_command(out: Path, name: str, limit: int) -> None:
    """Prints the first rows of the table. Raises UsageError where there is no such table or file."""
    table = next((table for table in TABLES if table.name == name), None)
    if table is None:
        raise UsageError(f"no table {name}; tables: {', '.join(table.name for table in TABLES)}")
    rows = _rows(out, table)
    shown = list(islice(rows, limit))
    more = sum(1 for _ in rows)
    console, grid = Console(highlight=False), _grid(table, shown, len(shown) + more)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = max(console.width, console.measure(grid, options=console.options.update(width=WIDEST)).maximum)
    console.print(grid)
    if more:
        console.print(f"… and {more:,} more rows", markup=False)


def _grid(table: Table, rows: list[list[str]], total: int) -> Grid:
    """The rows as a grid, without columns that are empty in all of them."""
    grid = Grid(title=f"{table.name}: {total:,} rows", title_justify="left")
    kept: list[int] = []
    shown = SHOWN[table.name].split()
    for index, column in enumerate(table.columns):
        if column.name in shown and any(row[index] for row in rows):
            kept.append(index)
            grid.add_column(column.name, justify="right" if column.type in ("integer", "number") else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(row[index]) for index in kept))
    return grid


def _rows(out: Path, table: Table) -> Iterator[list[str]]:
    """The rows from whichever format of the table is there. Columns are told by their place: headers may be Chinese."""
    for ending, reader in (("csv", _csv_rows), ("jsonl", _jsonl_rows), ("parquet", _parquet_rows)):
        path = out / f"{table.name}.{ending}"
        if path.is_file():
            width = len(table.columns)
            return ((row + [""] * width)[:width] for row in reader(path))
    raise UsageError(f"no {table.name} as csv, jsonl or parquet in {out}")


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
