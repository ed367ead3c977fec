"""Inputs in chunks, for processes that work on several at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from extractor.model import RawArticle, Reject

_T = TypeVar("_T", RawArticle, RawArticle | Reject)


def chunks(items: Iterable[_T], *, articles: int, characters: int) -> Iterator[list[_T]]:
    """The items in lists that end at so many items or so many characters of text, whichever comes first."""
    chunk: list[_T] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, RawArticle) else 0
        if len(chunk) >= articles or size >= characters:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
