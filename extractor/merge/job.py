"""Merging the tables of output directories into the store of one of them, and writing the merged tables there."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from extractor.merge.facts import doubt_names, renew_facts, settle_names
from extractor.merge.intake import Intake, Readers
from extractor.merge.reading import Article, articles_of, stamp
from extractor.merge.reprints import find_copies, renew_clusters
from extractor.merge.store import MEMORY, Store, number, opened, run
from extractor.merge.store_tables import TOLD_TABLES
from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.rows import Value
from extractor.outputs.schema import Table
from extractor.outputs.tables import MERGED, OutputTables
from extractor.rules.pack import files_of

_HELD = 2_000  # articles whose rows are held before they go to the store
_ROWS = 10_000  # rows of a table that are held while it is written


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """How merging is done: `memory` is what the store may hold of it, in DuckDB's words."""

    rules: tuple[Path, ...] = ()
    formats: tuple[str, ...] = ("csv",)
    language: str = "en"
    memory: str = MEMORY


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What the merged tables hold; `fresh` articles were new or changed."""

    fresh: int
    articles: int
    texts: int
    awards: int
    funding: int
    seconds: float
    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def merge(outs: Sequence[Path], options: MergeOptions | None = None) -> MergeSummary:
    """Merges what the directories tell into the store of the first, and writes the merged tables there.

    What the store has already is not read again, unless the rules have changed; an article that tells something else than
    before is merged anew. Raises UsageError for a directory that no run wrote, and RuleError for rules; the store is then as
    it was.
    """
    options = options or MergeOptions()
    started = time.monotonic()
    rules = files_of(options.rules).digest()
    stamps = {str(out.resolve()): f"{rules} {stamp(out)}" for out in outs}
    with opened(outs[0], memory=options.memory) as store:
        known = dict(store.execute("SELECT path, stamp FROM inputs").fetchall())
        stamps |= {
            path: f"{rules} {stamp(Path(path))}" for path in known.keys() - stamps.keys() if known[path].split()[0] != rules
        }
        changed = sorted(path for path, told in stamps.items() if known.get(path) != told)
        fresh = 0
        if changed:
            readers = Readers.of(options.rules)
            fresh = sum(add(store, articles_of(Path(path)), readers) for path in changed)
        for path in changed:
            store.execute("DELETE FROM inputs WHERE path = ?", [path])
            store.execute("INSERT INTO inputs VALUES (?, ?)", [path, stamps[path]])
        files, notes = _write(store, outs[0], options)
        counts = _counts(store)
    seconds = time.monotonic() - started
    return MergeSummary(fresh, *counts, seconds=seconds, files=tuple(files), notes=tuple(notes))


def add(store: Store, articles: Iterable[Article], readers: Readers) -> int:
    """Merges articles into the store; the number of those that were new or changed."""
    for table in (*TOLD_TABLES, "far_names"):
        run(store, f"CREATE OR REPLACE TEMP TABLE new_{table} AS FROM {table} LIMIT 0")
    intake = Intake(readers)
    for count, article in enumerate(articles, 1):
        intake.add(article)
        if count % _HELD == 0:
            intake.flush(store, "new_")
    intake.flush(store, "new_")
    return take(store)


def take(store: Store) -> int:
    """Merges what stands in the `new_` tables; the number of articles that were new or changed."""
    _find_fresh(store)
    fresh = number(store, "SELECT count(*) FROM fresh")
    if fresh:
        doubt_names(store, "fresh")
        _replace(store)
        find_copies(store)
        renew_clusters(store)
        doubt_names(store, "stale")
        settle_names(store)
        renew_facts(store)
    for table in (*TOLD_TABLES, "far_names"):
        run(store, f"DROP TABLE new_{table}")
    return fresh


def _find_fresh(store: Store) -> None:
    """Makes `fresh`: the new articles, and those of which some row is another than before."""
    differing = " UNION ".join(
        f"SELECT doc FROM (SELECT doc FROM (SELECT doc, count(*), bit_xor(hash(t)) FROM new_{table} t GROUP BY doc EXCEPT "
        f"SELECT doc, count(*), bit_xor(hash(t)) FROM {table} t SEMI JOIN new_articles USING (doc) GROUP BY doc) UNION ALL "
        f"SELECT doc FROM {table} SEMI JOIN new_articles USING (doc) ANTI JOIN new_{table} USING (doc))"
        for table in TOLD_TABLES
    )
    run(
        store,
        f"CREATE OR REPLACE TEMP TABLE fresh AS SELECT DISTINCT doc FROM ({differing})",
        "CREATE OR REPLACE TEMP TABLE doubted (kind VARCHAR, short VARCHAR)",
        "CREATE OR REPLACE TEMP TABLE blocks (fact VARCHAR, block VARCHAR)",
        "CREATE OR REPLACE TEMP TABLE parted AS SELECT r.doc FROM reprints r WHERE cluster IN (SELECT cluster FROM "
        "reprints SEMI JOIN "
        "fresh USING (doc)) AND n_copies > 1",
    )


def _replace(store: Store) -> None:
    """Puts the fresh articles in the place of what was told before; their facts of before leave the merged rows."""
    run(
        store,
        "INSERT INTO blocks SELECT DISTINCT fact, block FROM members SEMI JOIN fresh USING (doc)",
        "DELETE FROM members WHERE doc IN (SELECT doc FROM fresh)",
        "DELETE FROM copies WHERE a IN (SELECT doc FROM fresh) OR b IN (SELECT doc FROM fresh)",
    )
    for table in TOLD_TABLES:
        run(
            store,
            f"DELETE FROM {table} WHERE doc IN (SELECT doc FROM fresh)",
            f"INSERT INTO {table} SELECT * FROM new_{table} SEMI JOIN fresh USING (doc)",
        )
    run(store, "INSERT INTO far_names SELECT DISTINCT * FROM new_far_names EXCEPT SELECT * FROM far_names")


def _counts(store: Store) -> tuple[int, int, int, int]:
    return (
        number(store, "SELECT count(*) FROM articles"),
        number(store, "SELECT count(DISTINCT cluster) FROM reprints"),
        number(store, "SELECT count(*) FROM award_rows"),
        number(store, "SELECT count(*) FROM funding_rows"),
    )


def _write(store: Store, out: Path, options: MergeOptions) -> tuple[list[Path], list[str]]:
    with OutputTables(out, options.formats, options.language, book=MERGED) as tables:
        for table in MERGED_TABLES:
            _write_table(store, tables, table)
    return tables.files, tables.notes


def _write_table(store: Store, tables: OutputTables, table: Table) -> None:
    """Writes the rows in the order of their columns' values, the same on every run."""
    names = [column.name for column in table.columns]
    order = [*names[1:], names[0]] if table.name in ("merged_awards", "merged_funding") else names
    query = f"SELECT {', '.join(names)} FROM {table.name} ORDER BY {', '.join(order)}"
    result = store.execute(query)
    while batch := result.fetchmany(_ROWS):
        tables.write({table.name: [tuple(_plain(value) for value in row) for row in batch]})


def _plain(value: Value) -> Value:
    return value.normalize() if isinstance(value, Decimal) else value
