"""JSON and JSON Lines files: each object an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.json_values import JsonCutter
from extractor.sources.lines import Line, decoded_chunks, decoded_lines
from extractor.sources.options import ReadOptions
from extractor.sources.records import article_of, has_text
from extractor.sources.streams import Input

BLANK = "\x00\x1e \t\r\n"
"""What a line without a record is made of."""

_OPEN_LINE = re.compile(rb"^\xef?\xbb?\xbf?\s*(?:\[|\{)\s*$", re.MULTILINE)


def read_json(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """An object, an array of objects, an object that holds such an array, or many values one after another."""
    cutter = JsonCutter(options.max_article_bytes)
    number = 0
    for value in (value for piece in decoded_chunks(item, options) for value in cutter.feed(piece)):
        if value is None:
            number += 1
            yield Reject(item.source, f"record {number}", f"longer than {options.max_article_bytes:,} characters")
            continue
        for record in _records(value, options):
            number += 1
            yield _article(record, item.source, number, f"record {number}", options)
    if cutter.unfinished:
        yield Reject(item.source, f"record {number + 1}", "the file ends inside this record")
    elif not number:
        raise UnreadableError("no JSON objects")


def read_jsonl(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """One object a line; a file that is one JSON text over many lines, in spite of its name, is read as that."""
    if is_one_text(item.head):
        yield from read_json(item, options)
        return
    empty = True
    for article in line_articles(decoded_lines(item, options), item.source, options):
        empty = False
        yield article
    if empty:
        raise UnreadableError("empty")


def is_one_text(head: bytes) -> bool:
    """Whether a file that begins so is one JSON text over many lines."""
    first, _, _ = head.partition(b"\n")
    return _OPEN_LINE.match(first) is not None


def line_articles(
    lines: Iterable[Line], source: str, options: ReadOptions, *, records_before: int = 0
) -> Iterator[RawArticle | Reject]:
    """The article of each line that is not blank, numbered on from those before."""
    number = records_before
    for line in lines:
        if line.text is not None and not line.text.strip(BLANK):
            continue
        number += 1
        place = f"record {number}, line {line.number}"
        if line.text is None:
            yield Reject(source, place, f"longer than {options.max_article_bytes:,} bytes")
            continue
        record = _parsed(line.text.strip("\x1e"))
        yield _article(record, source, number, place, options, line.encoding)


def _article(
    record: Any, source: str, number: int, place: str, options: ReadOptions, encoding: str = "utf-8"
) -> RawArticle | Reject:
    if isinstance(record, UnreadableError):
        return Reject(source, place, str(record))
    if isinstance(record, str):
        record = {"text": record}
    if not isinstance(record, Mapping):
        return Reject(source, place, f"not an object but {type(record).__name__}")
    try:
        return article_of(record, f"{source}#{number}", options, encoding=encoding)
    except UnreadableError as error:
        return Reject(source, place, str(error))


def _records(value: str, options: ReadOptions) -> Iterator[Any]:
    """The value, or where it has no text but holds a list of objects (`{"data": [...]}`), those."""
    record = _parsed(value)
    if isinstance(record, Mapping) and not has_text(record, options):
        inner = _longest_list(record)
        if inner:
            yield from inner
            return
    yield record


def _longest_list(record: Mapping[str, Any]) -> list[Any]:
    lists = [value for value in _values(record) if isinstance(value, list) and any(isinstance(entry, Mapping) for entry in value)]
    return max(lists, key=len, default=[])


def _values(record: Mapping[str, Any]) -> Iterator[Any]:
    """The record's values and those of the objects right inside it."""
    for value in record.values():
        yield value
        if isinstance(value, Mapping):
            yield from value.values()


def _parsed(text: str) -> Any:
    """The value, or an UnreadableError that says what is wrong with it. Raw control characters and NaN are taken as meant."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass  # what the strict reader refuses may still be plain for the lenient one
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        return UnreadableError(f"not JSON: {error}")
