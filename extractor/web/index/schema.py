"""The tables of the index, and connections to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

VERSION = 2
"""Part of the index's name: one with other tables is another index."""

TABLES = """
CREATE TABLE IF NOT EXISTS articles (
    n INTEGER PRIMARY KEY, doc_id TEXT, source TEXT, title TEXT, published TEXT, publisher TEXT, script TEXT, status TEXT,
    repairs INTEGER, characters INTEGER, rules TEXT,
    awards INTEGER DEFAULT 0, funding INTEGER DEFAULT 0, counts INTEGER DEFAULT 0, contradictions INTEGER DEFAULT 0,
    confidence REAL
);
CREATE UNIQUE INDEX IF NOT EXISTS article_ids ON articles (doc_id);
CREATE TABLE IF NOT EXISTS facts (
    article INTEGER, kind TEXT, rule TEXT, confidence REAL, contradicts INTEGER, told TEXT
);
CREATE TABLE IF NOT EXISTS terms (field TEXT, value TEXT, article INTEGER, PRIMARY KEY (field, value, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS values_ (field TEXT, value TEXT, label TEXT, articles INTEGER, PRIMARY KEY (field, value));
CREATE TABLE IF NOT EXISTS texts (n INTEGER PRIMARY KEY, packed BLOB);
CREATE TABLE IF NOT EXISTS stages (name TEXT PRIMARY KEY);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (pairs, content='', detail=none, tokenize="unicode61 remove_diacritics 0");
"""
"""`articles` are numbered in the order of the tables; `terms` tells which values an article has, `values_` how many have each;
`words` holds the pairs of characters of each text, `texts` the text itself. What belongs to no stage yet is not finished."""


def connected(file: Path) -> sqlite3.Connection:
    """A connection to the index that may write."""
    connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # it can be made again
    return connection


def finished(connection: sqlite3.Connection) -> set[str]:
    """The stages that are done."""
    return {name for (name,) in connection.execute("SELECT name FROM stages")}
