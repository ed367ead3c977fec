"""The JSON Schema of a table's rows."""

from __future__ import annotations

from typing import Any, get_args

from extractor.model import Check, FundingKind, Media, MentionType, Region, Status
from extractor.outputs.descriptions import column_description, table_description
from extractor.outputs.schema import DATES, Column, Table

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_NAMES = """doc_id source script n_raw_chars n_clean_chars n_repairs region media type text value raw_start raw_end raw_text
    sentence rule award kind status amount currency per is_policy check subject told counted location reason fact_id cluster_id
    best_copy n_copies is_voice award_id n_sources n_articles articles entity_id name written evidence"""
_KEPT = frozenset(_NAMES.split())
"""Columns that every row of their table fills."""
_MAY_BE_EMPTY = frozenset(("award_facts.amount", "merged_awards.amount", "mentions.currency"))

_FORMS: dict[str, dict[str, Any]] = {
    "doc_id": {"pattern": "^[0-9a-f]{16}$"},
    "adcode": {"pattern": "^[0-9]{6}$"},
    "currency": {"pattern": "^[A-Z]{3}$"},
    **{name: {"format": "date"} for name in DATES},
    "confidence": {"minimum": 0, "maximum": 1},
    "raw_start": {"minimum": 0},
    "raw_end": {"minimum": 0},
    "script": {"enum": ["hans", "hant"]},
    "region": {"enum": list(get_args(Region))},
    "media": {"enum": list(get_args(Media))},
    "type": {"enum": list(get_args(MentionType))},
    "per": {"enum": ["total", "each"]},
    "check": {"enum": list(get_args(Check))},
    "documents.status": {"enum": ["ok", "repaired", "empty"]},
    "status": {"enum": list(get_args(Status))},
    "award_facts.kind": {"enum": ["prize", "title"]},
    "funding_facts.kind": {"enum": list(get_args(FundingKind))},
    "merged_funding.kind": {"enum": list(get_args(FundingKind))},
}
"""What values of a column look like beyond their type; a name with a dot is one table's column."""


def json_schema(table: Table, language: str = "en") -> dict[str, Any]:
    """The schema (draft 2020-12) of a row as JSON Lines have it, with the headers of the language.

    A cell of CSV is the same value as text, and an empty cell is null. Further columns may be added to a table, so further
    properties are allowed. Titles and descriptions are English, in Chinese they stand under `x-zh`.
    """
    headers = table.headers(language)
    return {
        "$schema": DIALECT,
        "title": table.name,
        "description": table_description(table, "en"),
        "x-zh": {"title": table.chinese, "description": table_description(table, "zh")},
        "type": "object",
        "properties": {header: _property(table, column) for header, column in zip(headers, table.columns, strict=True)},
        "required": headers,
    }


def is_filled(table: Table, column: Column) -> bool:
    """Whether every row has a value in the column."""
    return column.name in _KEPT and f"{table.name}.{column.name}" not in _MAY_BE_EMPTY


def _property(table: Table, column: Column) -> dict[str, Any]:
    form = _FORMS.get(f"{table.name}.{column.name}", _FORMS.get(column.name, {}))
    kind = _TYPES[column.type]
    filled = is_filled(table, column)
    if "enum" in form and not filled:
        form = {"enum": [*form["enum"], None]}
    return {
        "title": column.name,
        "description": column_description(table, column, "en"),
        "x-zh": {"title": column.chinese, "description": column_description(table, column, "zh")},
        "type": kind if filled else [kind, "null"],
        **form,
    }
