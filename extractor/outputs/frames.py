"""The tables as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractor.model import Reject
from extractor.outputs.rows import Row, TableRows, reject_rows, rows_of
from extractor.outputs.schema import TABLES

if TYPE_CHECKING:
    import pandas

    from extractor.pipeline import ArticleResult

_DTYPES = {"integer": "Int64", "boolean": "boolean"}


def to_frames(results: Iterable[ArticleResult | Reject]) -> dict[str, pandas.DataFrame]:
    """A data frame for each table, by its name. Numbers are `Decimal` objects, integers nullable, absent texts None."""
    return rows_to_frames(reject_rows(result) if isinstance(result, Reject) else rows_of(result) for result in results)


def rows_to_frames(inputs: Iterable[TableRows]) -> dict[str, pandas.DataFrame]:
    """The same of the rows of each input."""
    import pandas

    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for of_input in inputs:
        for name, of_table in of_input.items():
            rows[name].extend(of_table)
    frames: dict[str, pandas.DataFrame] = {}
    for table in TABLES:
        names = [column.name for column in table.columns]
        frame = pandas.DataFrame(rows[table.name], columns=names, dtype=object)
        types = {column.name: _DTYPES[column.type] for column in table.columns if column.type in _DTYPES}
        frames[table.name] = frame.astype(types)
    return frames
