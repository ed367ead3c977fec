"""What was extracted from an article as one JSON object: a list of rows for each table."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

import msgspec

from extractor.errors import UsageError
from extractor.outputs.rows import TableRows, Value, plain_number
from extractor.outputs.schema import TABLES

ARTICLE_TABLES = tuple(table.name for table in TABLES if table.name != "rejects")
"""The tables that an article has rows in."""

_COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}
_ENCODER = msgspec.json.Encoder()


def json_value(value: Value) -> object:
    """The value for a JSON encoder of msgspec: decimals exactly, as numbers without an exponent."""
    return msgspec.Raw(plain_number(value).encode()) if isinstance(value, Decimal) else value


def json_tables(rows: TableRows, wanted: Collection[str] = ARTICLE_TABLES) -> dict[str, Any]:
    """The rows of the wanted tables by their column names; `documents` has one row, so it is that row alone."""
    tables: dict[str, Any] = {
        name: [dict(zip(_COLUMNS[name], map(json_value, row), strict=True)) for row in rows.get(name, ())]
        for name in ARTICLE_TABLES
        if name in wanted
    }
    if "documents" in tables:
        tables["documents"] = tables["documents"][0]
    return tables


def encoded(data: object) -> bytes:
    """The data as UTF-8 JSON in one line."""
    return _ENCODER.encode(data)


def checked_tables(names: str) -> tuple[str, ...]:
    """The tables that are named, joined by commas; all where none are. Raises UsageError."""
    told = tuple(name.strip() for name in names.split(",") if name.strip())
    unknown = [name for name in told if name not in ARTICLE_TABLES]
    if unknown:
        raise UsageError(f"no table {unknown[0]}; tables: {', '.join(ARTICLE_TABLES)}")
    return told or ARTICLE_TABLES
