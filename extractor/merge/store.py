"""The store: one DuckDB file in the output directory, with what was told, what was settled, and the merged tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from extractor.errors import UsageError
from extractor.merge.store_tables import SCHEMA_VERSION, STATEMENTS

FILE = "merged.duckdb"
MEMORY = "1GB"
"""What DuckDB may hold in memory; what is more goes to files beside the store while a merge runs."""

BATCH = 20_000
"""Rows that go to the store, or come from it, at once."""

_TYPES = dict.fromkeys(("doc", "cluster", "best"), pyarrow.uint64())

OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""DuckDB would fetch code from the network, or load it from the user's home, where a query names an address or a format."""

Store = duckdb.DuckDBPyConnection


@contextmanager
def opened(directory: Path, *, memory: str = MEMORY) -> Iterator[Store]:
    """The store of a directory, made where it is missing, in one transaction: an error leaves it as it was. Raises UsageError."""
    path = directory / FILE
    try:
        store = duckdb.connect(str(path), config=OFFLINE)
    except duckdb.Error as error:
        raise UsageError(f"cannot open {path}: {str(error).splitlines()[0]}") from error
    try:
        store.execute(f"SET memory_limit = '{memory}'")
        store.execute("SET preserve_insertion_order = false")
        store.execute(f"SET temp_directory = '{quoted(directory / '.merge_tmp')}'")
        store.execute("BEGIN")
        _make(store, path)
        yield store
        store.execute("COMMIT")
        store.execute("CHECKPOINT")
    finally:
        store.close()


def quoted(path: Path) -> str:
    """The path as it stands between single quotes in SQL."""
    return str(path).replace("'", "''")


def _make(store: Store, path: Path) -> None:
    """Makes the tables. Raises UsageError for a store of another version."""
    store.execute("CREATE TABLE IF NOT EXISTS store_version (version INTEGER)")
    found = store.execute("SELECT version FROM store_version").fetchone()
    if found is not None and found[0] != SCHEMA_VERSION:
        raise UsageError(f"{path} was made by another version; delete it and merge again")
    if found is None:
        for statement in STATEMENTS:
            store.execute(statement)
        store.execute("INSERT INTO store_version VALUES (?)", [SCHEMA_VERSION])


def run(store: Store, *statements: str) -> None:
    """Runs statements one after another."""
    for statement in statements:
        store.execute(statement)


def insert(store: Store, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Adds rows, their values cast to the types of the table's columns."""
    if rows:
        names = ", ".join(columns)
        values = zip(columns, map(list, zip(*rows, strict=True)), strict=True)
        insert_columns(store, table, {name: pyarrow.array(column, type=_TYPES.get(name)) for name, column in values}, names)


def insert_columns(store: Store, table: str, values: Mapping[str, Any], names: str) -> None:
    """The same for columns."""
    store.register("incoming", pyarrow.table(dict(values)))
    store.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM incoming")
    store.unregister("incoming")


def groups(store: Store, query: str, key: str, *, order: str, size: int = BATCH) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query that share `key`, in some order; about `size` keys are in memory at a time.

    What goes out between two of them may run other statements, but not this function.
    """
    run(
        store,
        f"CREATE OR REPLACE TEMP TABLE streamed AS SELECT *, dense_rank() OVER (ORDER BY {key}) // {size} AS chunk FROM "
        f"({query})",
    )
    for chunk in range(number(store, "SELECT coalesce(max(chunk), -1) + 1 FROM streamed")):
        found = store.execute(
            f"SELECT * EXCLUDE (chunk), {key} FROM streamed WHERE chunk = {chunk} ORDER BY {key}, {order}"
        ).fetchall()
        for _, group in groupby(found, key=lambda row: row[-1]):
            yield [row[:-1] for row in group]
    run(store, "DROP TABLE streamed")


def number(store: Store, query: str) -> int:
    """The one number that a query gives."""
    found = store.execute(query).fetchone()
    return int(found[0]) if found else 0
