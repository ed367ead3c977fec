"""The tables that figures count, open in DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.figures.words import Words
from extractor.merge.queries import TYPES, tables_of
from extractor.merge.store import Store
from extractor.outputs.schema import TABLES

_AWARDS = {
    True: "(SELECT *, first_date AS told_on FROM merged_awards)",
    False: "(SELECT *, published AS told_on FROM award_facts)",
}


@dataclass(frozen=True, slots=True)
class Tables:
    """A store with a view for each table of a run, the run's directory, whether the merged tables are among them, and the
    language of the figures."""

    store: Store
    out: Path
    merged: bool
    words: Words

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self.store.execute(query, list(values)).fetchall()

    def one(self, query: str, *values: object) -> tuple[Any, ...]:
        """The only row that a query gives."""
        return self.rows(query, *values)[0]

    @property
    def awards(self) -> str:
        """The relation that award figures count: the merged facts where there are any. `told_on` is the (first) publication."""
        return _AWARDS[self.merged]

    @property
    def sums(self) -> str:
        """The relation that figures of money count."""
        return "merged_funding" if self.merged else "funding_facts"

    @property
    def once(self) -> str:
        """How the facts are counted, for the note of a figure."""
        return self.words("once.merged" if self.merged else "once.told")


@contextmanager
def opened_tables(out: Path, words: Words) -> Iterator[Tables]:
    """The tables of an output directory. Raises UsageError where there are none."""
    with tables_of(out) as store:
        yield _over(store, out, words)


def _over(store: Store, out: Path, words: Words) -> Tables:
    """The tables of a store that has the views already; of a table that the run left out there are no rows."""
    known = {
        name
        for (name,) in store.execute(
            "SELECT view_name FROM duckdb_views() UNION SELECT table_name FROM duckdb_tables()"
        ).fetchall()
    }
    for table in TABLES:
        if table.name not in known:
            columns = ", ".join(f"NULL::{TYPES[column.type]} AS {column.name}" for column in table.columns)
            store.execute(f"CREATE VIEW {table.name} AS SELECT {columns} WHERE false")
    return Tables(store, out, "merged_awards" in known, words)
