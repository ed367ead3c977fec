"""Tables as Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from pathlib import Path

import pyarrow
from pyarrow.parquet import ParquetWriter

from extractor.outputs.arrow_schema import DIGITS, PLACES, arrow_schema
from extractor.outputs.rows import Row, Value
from extractor.outputs.schema import Table

ROW_GROUP = 20_000
"""How many rows are held before they are written."""

_EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


class ParquetTable:
    """A Parquet file (zstd) that takes rows and writes them in groups."""

    def __init__(self, path: Path, table: Table, language: str) -> None:
        self._schema = arrow_schema(table, language)
        self._numbers = [column.type == "number" for column in table.columns]
        self._writer = ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def write(self, rows: Iterable[Row]) -> None:
        """Adds the rows."""
        self._rows.extend(rows)
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def close(self) -> None:
        """Writes what is held and ends the file."""
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        columns = [list(values) for values in zip(*self._rows, strict=True)]
        arrays = [
            pyarrow.array([_fitting(value) for value in values] if number else values, type=field.type)
            for values, number, field in zip(columns, self._numbers, self._schema, strict=True)
        ]
        self._writer.write_table(pyarrow.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def _fitting(value: Value) -> Decimal | None:
    """The number in the column's type, rounded to its places; None where it has more digits than that."""
    if not isinstance(value, Decimal):
        return None
    try:
        return value.quantize(Decimal(1).scaleb(-PLACES), context=_EXACT)
    except InvalidOperation:
        return None
