"""The Arrow schema of a table, which its Parquet file has too."""

from __future__ import annotations

from typing import Any

import pyarrow

from extractor.outputs.descriptions import column_description, table_description
from extractor.outputs.schema import Table

DIGITS, PLACES = 38, 8
"""The decimal type of number columns, the widest that DuckDB and pandas read: up to 30 digits before the point."""

_TYPES: dict[str, Any] = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.decimal128(DIGITS, PLACES),
    "boolean": pyarrow.bool_(),
}


def arrow_schema(table: Table, language: str = "en") -> Any:
    """The schema, with the headers of the language; metadata tells each field's name and description in both languages."""
    fields = [
        pyarrow.field(
            header,
            _TYPES[column.type],
            metadata={
                "name": column.name,
                "name_zh": column.chinese,
                "description": column_description(table, column, "en"),
                "description_zh": column_description(table, column, "zh"),
            },
        )
        for header, column in zip(table.headers(language), table.columns, strict=True)
    ]
    told = {
        "name": table.name,
        "name_zh": table.chinese,
        "description": table_description(table, "en"),
        "description_zh": table_description(table, "zh"),
    }
    return pyarrow.schema(fields, metadata=told)
