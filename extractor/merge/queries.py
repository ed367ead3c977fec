"""SQL over an output directory: the tables of its run, and the merged ones where there are any."""

from __future__ import annotations

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

_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(38, 8)", "boolean": "BOOLEAN"}


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
    if path.suffix == ".parquet":
        return f"FROM read_parquet('{quoted(path)}')"
    types = ", ".join(f"'{column.name}': '{_TYPES[column.type]}'" for column in table.columns)
    if path.suffix == ".jsonl":
        return f"FROM read_json('{quoted(path)}', format = 'newline_delimited', columns = {{{types}}})"
    return f"FROM read_csv('{quoted(path)}', header = true, delim = ',', quote = '\"', escape = '\"', columns = {{{types}}})"
