"""Tables as Parquet files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.ipc
from pyarrow.parquet import ParquetWriter

from extractor.outputs.arrow_schema import DIGITS, PLACES, arrow_schema
from extractor.outputs.rows import Row, Value
from extractor.outputs.schema import Table

ROW_GROUP = 20_000
"""How many rows are held before they are written."""

_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


class ParquetTable:
    """A Parquet file (zstd) that takes rows and writes them in groups of ROW_GROUP, however they come."""

    def __init__(self, path: Path, table: Table, language: str) -> None:
        self._table = table
        self._language = language
        self._schema = arrow_schema(table, language)
        self._writer = ParquetWriter(path, self._schema, compression="zstd")
        self._held: list[Any] = []
        self._rows = 0

    def write(self, rows: Iterable[Row]) -> None:
        """Adds the rows."""
        self._add(_arrow_table(list(rows), self._table, self._language))

    def append(self, fragment: bytes) -> None:
        """Adds the rows of a fragment."""
        with pyarrow.ipc.open_stream(fragment) as reader:
            self._add(reader.read_all())

    def close(self) -> None:
        """Writes what is held and ends the file."""
        if self._rows:
            self._writer.write_table(pyarrow.concat_tables(self._held).combine_chunks())
        self._held, self._rows = [], 0
        self._writer.close()

    def _add(self, rows: Any) -> None:
        self._held.append(rows)
        self._rows += rows.num_rows
        if self._rows < ROW_GROUP:
            return
        held = pyarrow.concat_tables(self._held)
        whole = self._rows - self._rows % ROW_GROUP
        for start in range(0, whole, ROW_GROUP):
            self._writer.write_table(held.slice(start, ROW_GROUP).combine_chunks())
        rest = held.slice(whole).combine_chunks()
        self._held, self._rows = [rest], rest.num_rows


def parquet_fragment(rows: Iterable[Row], table: Table, language: str) -> bytes:
    """The rows as an Arrow stream."""
    found = _arrow_table(list(rows), table, language)
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, found.schema) as writer:
        writer.write_table(found)
    return bytes(sink.getvalue())


def _arrow_table(rows: Sequence[Row], table: Table, language: str) -> Any:
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    schema = arrow_schema(table, language)
    arrays = [
        pyarrow.array([_fitting(value) for value in values] if column.type == "number" else list(values), type=field.type)
        for values, column, field in zip(columns, table.columns, schema, strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _fitting(value: Value) -> Decimal | None:
    """The number in the column's type, rounded to its places; None where it has more digits than that."""
    if not isinstance(value, Decimal):
        return None
    try:
        return value.quantize(Decimal(1).scaleb(-PLACES), context=_EXACT)
    except InvalidOperation:
        return None
