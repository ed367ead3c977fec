"""What tables and columns hold, in either language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.schema import TABLES, Column, Table

ALL_TABLES = (*TABLES, *MERGED_TABLES)
"""The tables of a run, and those that merging adds."""


def table_description(table: Table, language: str) -> str:
    """What a row of the table is, in English (`en`) or Chinese (`zh`)."""
    return _chinese()["tables"][table.name] if language == "zh" else table.description


def column_description(table: Table, column: Column, language: str) -> str:
    """What the column holds, in English (`en`) or Chinese (`zh`)."""
    if language != "zh":
        return column.description
    told = _chinese()["columns"]
    return told.get(f"{table.name}.{column.name}") or told[column.name]


@cache
def _chinese() -> Mapping[str, Mapping[str, str]]:
    import yaml

    loaded: Mapping[str, Mapping[str, str]] = yaml.safe_load(Path(__file__).with_name("descriptions.zh.yaml").read_text("utf-8"))
    return loaded
