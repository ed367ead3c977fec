"""Lines of JSON in, lines of JSON out: one article at a time, in order, whatever a line holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from extractor.batch.work import extract_one
from extractor.errors import UnreadableError
from extractor.outputs.json_rows import ARTICLE_TABLES, encoded, json_tables
from extractor.pipeline import Pipeline
from extractor.sources import ReadOptions
from extractor.sources.records import article_of

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """What of each article is written; `keep` puts the input's own object beside it, under `input`."""

    read: ReadOptions = field(default_factory=ReadOptions)
    tables: tuple[str, ...] = ARTICLE_TABLES
    keep: bool = False


@dataclass(slots=True)
class FilterCounts:
    """How many lines were read, and how many of them gave an error record."""

    lines: int = 0
    errors: int = 0


def filtered(lines: BinaryIO, pipeline: Pipeline, options: FilterOptions, counts: FilterCounts | None = None) -> Iterator[bytes]:
    """A line of JSON for each line that is not blank: its number and tables, or its number and what is wrong with it.

    Nothing is held but the line under way, of at most `read.max_article_bytes`.
    """
    counts = counts or FilterCounts()
    for number, line in enumerate(_bounded(lines, options.read.max_article_bytes), 1):
        if line is not None and not line.strip():
            continue
        counts.lines += 1
        answer = _answer(line, number, pipeline, options)
        counts.errors += "error" in answer
        yield encoded({"line": number, **answer}) + b"\n"


def _answer(line: bytes | None, number: int, pipeline: Pipeline, options: FilterOptions) -> dict[str, Any]:
    record: Mapping[str, Any] = {}
    try:
        record = _parsed(line, options.read.max_article_bytes)
        article = article_of(record, f"-#{number}", options.read)
    except UnreadableError as error:
        return _kept({"error": str(error)}, record, options)
    done = extract_one(pipeline, article)
    if "rejects" in done.rows:
        return _kept({"error": str(done.rows["rejects"][0][-1])}, record, options)
    return _kept(json_tables(done.rows, options.tables), record, options)


def _kept(answer: dict[str, Any], record: Mapping[str, Any], options: FilterOptions) -> dict[str, Any]:
    return {"input": record, **answer} if options.keep and record else answer


def _parsed(line: bytes | None, limit: int) -> Mapping[str, Any]:
    if line is None:
        raise UnreadableError(f"longer than {limit:,} bytes")
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise UnreadableError(f"not an object but {type(record).__name__}")
    return record


def _bounded(lines: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines; None for one that is longer than the limit, whose rest is read over."""
    while line := lines.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while (rest := lines.readline(_PIECE)) and not rest.endswith(b"\n"):
            pass
        yield None
