"""Parquet files: each row an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.options import ReadOptions
from extractor.sources.records import article_of, text_fields
from extractor.sources.streams import Input, seekable

BATCH_ROWS = 64
"""How many rows are held at a time."""


def read_parquet(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The rows, of which only the columns that matter are read."""
    import pyarrow

    number = 0
    try:
        for record in _records(item, options):
            number += 1
            try:
                yield article_of(record, f"{item.source}#{number}", options)
            except UnreadableError as error:
                yield Reject(item.source, f"record {number}", str(error))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        first_line = (str(error).splitlines() or [""])[0]
        raise UnreadableError(f"damaged Parquet file after record {number}: {first_line}") from error
    if not number:
        raise UnreadableError("empty")


def _records(item: Input, options: ReadOptions) -> Iterator[dict[str, Any]]:
    from pyarrow.parquet import ParquetFile

    with seekable(item) as whole:
        table = ParquetFile(whole.stream)
        columns = text_fields(table.schema_arrow.names, options) or table.schema_arrow.names
        for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=columns):
            yield from batch.to_pylist()
