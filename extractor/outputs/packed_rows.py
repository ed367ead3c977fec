"""Rows as bytes and back, exactly: what is kept of a table until it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from extractor.outputs.rows import Row, Value
from extractor.outputs.schema import Table

_ENCODER = msgspec.msgpack.Encoder()


def packed(content: Any) -> bytes:
    """The content as MessagePack; a lone surrogate, which no file can hold, becomes a question mark."""
    try:
        return _ENCODER.encode(content)
    except UnicodeEncodeError:
        return _ENCODER.encode(_encodable(content))


def unpacked_rows(rows: Iterable[Sequence[Any]], table: Table) -> list[Row]:
    """The rows again, from the lists that MessagePack makes of them."""
    numbers = [index for index, column in enumerate(table.columns) if column.type == "number"]
    if not numbers:
        return [tuple(row) for row in rows]
    return [_with_numbers(row, numbers) for row in rows]


def _with_numbers(row: Sequence[Any], numbers: Sequence[int]) -> Row:
    values: list[Value] = list(row)
    for index in numbers:
        value = values[index]
        if isinstance(value, str):
            values[index] = Decimal(value)
    return tuple(values)


def _encodable(content: Any) -> Any:
    if isinstance(content, str):
        return content.encode("utf-8", "replace").decode("utf-8")
    if isinstance(content, list | tuple):
        return [_encodable(inner) for inner in content]
    return {key: _encodable(value) for key, value in content.items()} if isinstance(content, dict) else content
