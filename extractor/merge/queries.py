"""SQL over an output directory: the tables of its run, and the merged ones where there are any."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from extractor.errors import UsageError
from extractor.merge.store import FILE, OFFLINE, Store, quoted
from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.read_tables import ENDINGS
from extractor.outputs.schema import TABLES, Table

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(38, 8)", "boolean": "BOOLEAN"}
"""What DuckDB calls the types of columns."""


@contextmanager
def tables_of(out: Path) -> Iterator[Store]:
    """A connection that has a view for each table of the directory, under its own and its English column names.

    The store is read only. Raises UsageError for a directory without tables.
    """
    store = duckdb.connect(config=OFFLINE)
    try:
        known = [*_stored(store, out), *_in_files(store, out)]
        if not known:
            raise UsageError(f"no tables in {out}")
        yield store
    finally:
        store.close()


def answer(out: Path, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The column names and the rows that a query gives. Raises UsageError with what DuckDB says of a wrong one."""
    with tables_of(out) as store:
        try:
            result = store.execute(query)
            return [column[0] for column in result.description or ()], result.fetchall()
        except duckdb.Error as error:
            raise UsageError(f"query: {' '.join(str(error).split())}") from error


def _stored(store: Store, out: Path) -> Iterator[str]:
    """The merged tables, from the store."""
    path = out / FILE
    if not path.is_file():
        return
    try:
        store.execute(f"ATTACH '{quoted(path)}' AS merged (READ_ONLY)")
    except duckdb.Error as error:
        raise UsageError(f"cannot open {path}: {str(error).splitlines()[0]}") from error
    for table in MERGED_TABLES:
        store.execute(f"CREATE VIEW {table.name} AS FROM merged.{table.name}")
        yield table.name


def _in_files(store: Store, out: Path) -> Iterator[str]:
    """The tables of the run, from its files."""
    for table in TABLES:
        found = next((path for path in (out / f"{table.name}.{ending}" for ending in ENDINGS) if path.is_file()), None)
        if found is not None:
            store.execute(f"CREATE VIEW {table.name} AS {_reading(found, table)}")
            yield table.name


def _reading(path: Path, table: Table) -> str:
    """The rows of a file under the English names of its columns, which are told by their place: it may have Chinese ones."""
    if path.suffix == ".csv":
        types = ", ".join(f"'{column.name}': '{TYPES[column.type]}'" for column in table.columns)
        return f"FROM read_csv('{quoted(path)}', header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{types}}})"
    named = list(zip(_names(path, table), table.columns, strict=False))
    picked = ", ".join(f'"{name}" AS {column.name}' for name, column in named)
    if path.suffix == ".parquet":
        return f"SELECT {picked} FROM read_parquet('{quoted(path)}')"
    types = ", ".join(f"'{name}': '{TYPES[column.type]}'" for name, column in named)
    return f"SELECT {picked} FROM read_json('{quoted(path)}', format = 'newline_delimited', columns = {{{types}}})"


def _names(path: Path, table: Table) -> list[str]:
    """The names of the file's columns as they are written there."""
    if path.suffix == ".parquet":
        from pyarrow.parquet import read_schema

        return [str(name) for name in read_schema(path).names]
    with path.open(encoding="utf-8") as file:
        return list(json.loads(file.readline() or "{}")) or [column.name for column in table.columns]
