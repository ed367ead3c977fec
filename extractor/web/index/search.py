"""Answers of the index: pages of articles, the values to filter by, what an article tells."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import zstandard

from extractor.web.index.filters import Filters, where
from extractor.web.index.words import holds, plain, wanted
from extractor.web.judge.goldfile import Kind

PAGE = 50
SHOWN_AROUND = 28
_MOST_LOOKED_AT = 4000
"""Articles whose texts one page looks at; a page that is not full by then tells where the next one goes on."""

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles in their order; `after` is the number that the next page begins behind, None at the end."""

    items: list[Item]
    after: int | None


def page_of(connection: sqlite3.Connection, filters: Filters, after: int = 0, size: int = PAGE) -> Page:
    """The articles behind number `after` that meet the filters."""
    condition = where(filters)
    sql = f"SELECT * FROM articles WHERE n > ? AND {condition.sql} ORDER BY n LIMIT ?"
    rows = connection.execute(sql, (after, *condition.values, _MOST_LOOKED_AT if filters.q else size + 1))
    names = [column[0] for column in rows.description]
    items: list[Item] = []
    seen = 0
    for row in rows:
        item = dict(zip(names, row, strict=True))
        if len(items) == size:
            return Page(items, items[-1]["n"])
        seen += 1
        if _met(connection, item, filters.q):
            items.append(item)
    return Page(items, item["n"] if filters.q and seen == _MOST_LOOKED_AT else None)


def _met(connection: sqlite3.Connection, item: Item, q: str) -> bool:
    """Whether the article holds the words; where they stand in its text becomes its `snippet`."""
    if not q:
        return True
    words = wanted(q)
    text = text_of(connection, item["n"])
    title = plain(item["title"] or "")
    if not holds(f"{title}\n{plain(text)}", words):
        return False
    item["snippet"] = snippet(text, words)
    return True


def snippet(text: str, words: list[str]) -> tuple[str, str, str] | None:
    """The text before, at and behind the first of the words that it holds, in one line."""
    lowered = text.casefold()
    for word in words:
        at = lowered.find(word)
        if at >= 0 and len(lowered) == len(text):
            end = at + len(word)
            parts = text[max(0, at - SHOWN_AROUND) : at], text[at:end], text[end : end + SHOWN_AROUND]
            return tuple(" ".join(part.split()) for part in parts)  # type: ignore[return-value]
    return None


def text_of(connection: sqlite3.Connection, n: int) -> str:
    """The cleaned text of an article; "" where it is not in the index yet."""
    row = connection.execute("SELECT packed FROM texts WHERE n = ?", (n,)).fetchone()
    return zstandard.decompress(row[0]).decode("utf-8") if row else ""


def number_of(connection: sqlite3.Connection, filters: Filters) -> int:
    """How many articles meet the filters (for words: at most so many, as pairs of characters tell it)."""
    condition = where(filters)
    found: int = connection.execute(f"SELECT count(*) FROM articles WHERE {condition.sql}", condition.values).fetchone()[0]
    return found


def article(connection: sqlite3.Connection, doc_id: str) -> Item | None:
    """What the index knows of an article."""
    rows = connection.execute("SELECT * FROM articles WHERE doc_id = ?", (doc_id,))
    names = [column[0] for column in rows.description]
    row = rows.fetchone()
    return dict(zip(names, row, strict=True)) if row else None


def values_like(connection: sqlite3.Connection, field: str, text: str, size: int = 12) -> list[tuple[str, str, int]]:
    """The values of a field that hold the text, with their names and how many articles have them, the most frequent first."""
    sql = "SELECT value, label, articles FROM values_ WHERE field = ? AND instr(label, ?) ORDER BY articles DESC, value LIMIT ?"
    return connection.execute(sql, (field, text, size)).fetchall()


def label_of(connection: sqlite3.Connection, field: str, value: str) -> str:
    """How a value is shown."""
    row = connection.execute("SELECT label FROM values_ WHERE field = ? AND value = ?", (field, value)).fetchone()
    return row[0] if row else value


def facts_of(connection: sqlite3.Connection, n: int) -> Iterator[tuple[Kind, dict[str, str]]]:
    """The kind and the values of each fact that the tables have of an article."""
    for kind, told in connection.execute("SELECT kind, told FROM facts WHERE article = ? ORDER BY rowid", (n,)):
        yield kind, json.loads(told)
