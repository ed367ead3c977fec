"""What is done to one article, in this process or in a worker."""

from __future__ import annotations

import traceback
from collections.abc import Collection
from dataclasses import dataclass

from extractor.model import Document, RawArticle, Reject
from extractor.outputs.fingerprints import Fingerprint, fingerprint_of
from extractor.outputs.rows import TableRows, reject_rows, rows_of
from extractor.outputs.schema import TABLES
from extractor.outputs.token_rows import token_rows
from extractor.pipeline import Pipeline

USUAL = frozenset(table.name for table in TABLES)
"""The tables that are written where nothing else is told."""


@dataclass(frozen=True, slots=True)
class Done:
    """The rows of one input, the traceback where the pipeline failed on it, the fingerprint and cleaned article where it did
    not."""

    rows: TableRows
    traceback: str = ""
    fingerprint: Fingerprint | None = None
    document: Document | None = None


def extract_one(
    pipeline: Pipeline, item: RawArticle | Reject, cleaned: Document | None = None, *, tables: Collection[str] = USUAL
) -> Done:
    """The rows of an article or reject; an article that makes the pipeline fail becomes a reject, and the rest goes on.

    `cleaned` is the article as it was cleaned before, where that is known; rows of other `tables` are not made where they cost
    something.
    """
    if isinstance(item, Reject):
        return Done(reject_rows(item))
    try:
        result = pipeline.extract(item) if cleaned is None else pipeline.extract_cleaned(item, cleaned)
        rows = dict(rows_of(result, mentions="mentions" in tables))
        if "tokens" in tables:
            rows["tokens"] = token_rows(result, pipeline.words)
        return Done(rows, fingerprint=fingerprint_of(result), document=result.document)
    except Exception as error:  # noqa: BLE001 one bad article must not end the run, and is told in rejects
        return Done(reject_rows(failed(item, error)), traceback.format_exc())


def failed(item: RawArticle, why: str | Exception) -> Reject:
    """The article as a reject of extraction, for a reason or by an error."""
    told = why if isinstance(why, str) else f"{type(why).__name__}: {why}"
    return Reject(item.source, "", f"failed: {told}")
