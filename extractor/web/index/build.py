"""Fills the index from the tables, stage by stage: what a list needs first, the texts last."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.outputs.read_tables import picked_rows, table_records
from extractor.outputs.schema import AWARD_FACTS, CONTRADICTIONS, COUNT_FACTS, DOCUMENTS, FUNDING_FACTS, MENTIONS, Table
from extractor.web.index.schema import finished

Progress = Callable[[str, int], None]

LOW = 0.5
"""A fact below this confidence is more likely wrong than right."""
ARTICLE_COLUMNS = [
    "doc_id",
    "source",
    "title",
    "published",
    "publisher",
    "script",
    "status",
    "n_repairs",
    "n_clean_chars",
    "rules",
]
_BATCH = 2000
_NAMES = {"award": "award", "company": "company", "district": "district"}


class Builder:
    """Builds the stages that come from tables; `on` is told each stage and how many rows of it are done."""

    def __init__(self, connection: sqlite3.Connection, out: Path, on: Progress, place_name: Callable[[str], str]) -> None:
        self._connection = connection
        self._out = out
        self._on = on
        self._place_name = place_name
        self._numbers: dict[str, int] = {}

    def build(self) -> None:
        """Builds what is missing. Raises UsageError where a table cannot be read."""
        stages: dict[str, Callable[[], None]] = {"articles": self._articles, "facts": self._facts, "mentions": self._mentions}
        for name, stage in stages.items():
            if name in finished(self._connection):
                continue
            self._connection.execute("BEGIN")
            try:
                stage()
                self._connection.execute("INSERT INTO stages VALUES (?)", (name,))
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def _articles(self) -> None:
        rows = picked_rows(self._out, DOCUMENTS, ARTICLE_COLUMNS)
        places = ", ".join("?" * (len(ARTICLE_COLUMNS) + 1))
        columns = "n, doc_id, source, title, published, publisher, script, status, repairs, characters, rules"
        statement = f"INSERT OR IGNORE INTO articles ({columns}) VALUES ({places})"
        for batch in batches(enumerate(rows, 1)):
            self._connection.executemany(statement, ([number, *row] for number, row in batch))
            self._on("articles", batch[-1][0])
        self._terms(
            (
                ("year", published[:4], n)
                for n, published in self._connection.execute("SELECT n, published FROM articles WHERE published <> ''").fetchall()
            )
        )
        self._count_values("year")

    def _facts(self) -> None:
        counted: dict[str, Counter[int]] = {}
        for kind, table in (("award", AWARD_FACTS), ("funding", FUNDING_FACTS)):
            counted[kind] = self._facts_of(kind, table)
        counted["count"] = self._only_counted(COUNT_FACTS)
        counted["contradiction"] = self._only_counted(CONTRADICTIONS)
        columns = {"awards": "award", "funding": "funding", "counts": "count", "contradictions": "contradiction"}
        for column, kind in columns.items():
            self._connection.executemany(
                f"UPDATE articles SET {column} = ? WHERE n = ?", ((number, n) for n, number in counted[kind].items())
            )
        self._connection.execute("CREATE INDEX facts_of ON facts (article)")
        self._connection.execute("CREATE INDEX facts_by_rule ON facts (kind, rule)")
        self._connection.execute(
            "UPDATE articles SET confidence = (SELECT min(confidence) FROM facts WHERE article = n) WHERE awards OR funding"
        )
        self._terms(("flag", name, n) for n, name in self._flags())
        for field in ("rule", "kind", "flag"):
            self._count_values(field)

    def _facts_of(self, kind: str, table: Table) -> Counter[int]:
        found: Counter[int] = Counter()
        for batch in batches(table_records(self._out, table)):
            rows = [(n, row) for row in batch if (n := self._number(row["doc_id"])) is not None]
            self._connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)", (_fact(n, kind, row) for n, row in rows))
            self._terms(term for n, row in rows for term in _terms_of(n, kind, row))
            found.update(n for n, _ in rows)
            self._on("facts", found.total())
        return found

    def _only_counted(self, table: Table) -> Counter[int]:
        found: Counter[int] = Counter()
        for batch in batches(picked_rows(self._out, table, ["doc_id"])):
            found.update(n for (doc_id,) in batch if (n := self._number(doc_id)) is not None)
        kind = {"count_facts": "count"}.get(table.name)
        if kind:
            self._terms(("kind", kind, n) for n in found)
        return found

    def _flags(self) -> Iterator[tuple[int, str]]:
        """What an article is filtered by besides what it tells."""
        wheres = {
            "damaged": "repairs > 0",
            "contradicting": "contradictions > 0",
            "low": f"confidence < {LOW}",
            "none": "awards + funding = 0",
        }
        for name, where in wheres.items():
            yield from ((n, name) for (n,) in self._connection.execute(f"SELECT n FROM articles WHERE {where}").fetchall())

    def _mentions(self) -> None:
        done = 0
        for batch in batches(picked_rows(self._out, MENTIONS, ["doc_id", "type", "value"])):
            rows = ((_NAMES[kind], value, self._number(doc_id)) for doc_id, kind, value in batch if kind in _NAMES and value)
            self._terms((field, value, n) for field, value, n in rows if n is not None)
            done += len(batch)
            self._on("mentions", done)
        for field in _NAMES:
            self._count_values(field)
        labels = self._connection.execute("SELECT value FROM values_ WHERE field = 'district'").fetchall()
        named = ((self._place_name(code) or code, code) for (code,) in labels)
        self._connection.executemany("UPDATE values_ SET label = ? WHERE field = 'district' AND value = ?", named)

    def _terms(self, terms: Iterable[tuple[str, str, int]]) -> None:
        self._connection.executemany("INSERT OR IGNORE INTO terms VALUES (?, ?, ?)", terms)

    def _count_values(self, field: str) -> None:
        counted = "SELECT field, value, value, count(*) FROM terms WHERE field = ? GROUP BY value"
        self._connection.execute(f"INSERT OR REPLACE INTO values_ {counted}", (field,))

    def _number(self, doc_id: str) -> int | None:
        """The article's number; None where the tables have no such document."""
        if not self._numbers:
            self._numbers = dict(self._connection.execute("SELECT doc_id, n FROM articles").fetchall())
        return self._numbers.get(doc_id)


def batches(rows: Iterable[Any], size: int = _BATCH) -> Iterator[list[Any]]:
    """The rows in lists of that size."""
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


def _fact(article: int, kind: str, row: dict[str, str]) -> tuple[object, ...]:
    told = {name: value for name, value in row.items() if value and name not in ("doc_id", "source")}
    return (
        article,
        kind,
        row["rule"],
        float(row["confidence"]) if row["confidence"] else None,
        int(row["consistency"] == "contradicts"),
        json.dumps(told, ensure_ascii=False),
    )


def _terms_of(article: int, kind: str, row: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    yield "kind", kind, article
    yield "rule", row["rule"], article
    if row.get("year"):
        yield "year", row["year"], article


def first_articles(out: Path, number: int) -> list[dict[str, Any]]:
    """The first articles straight from the tables, before there is an index."""
    rows = enumerate(picked_rows(out, DOCUMENTS, ARTICLE_COLUMNS), 1)
    names = ["doc_id", "source", "title", "published", "publisher", "script", "status", "repairs", "characters", "rules"]
    return [{"n": n, **dict(zip(names, row, strict=True))} for n, row in islice(rows, number)]
