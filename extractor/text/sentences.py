"""Sentences: where they begin and end, never across a block or a table cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from extractor.model import Block, Span

# A sentence ends after 。！？； (and closing quotes) or at a line end. It begins with no white space, and may be marks alone.
_ENDS = "。！？；!?;"
_MARKS = f"[{_ENDS}]+[”’」』）)\\]】]*"
_SENTENCE = re.compile(f"[^\\s{_ENDS}][^\n\t{_ENDS}]*(?:{_MARKS})?|{_MARKS}")

# A longer run without an end is cut behind a comma: rules look back to the beginning of a sentence from each of its clauses,
# which grows with the square of its length. The longest real one is a list of winners; 10,000 characters hold some 800 names.
LONGEST = 10_000
_CUTS = "，、,"


def split_sentences(text: str, blocks: Sequence[Block] = ()) -> tuple[Span, ...]:
    """The sentences of the text in order, each trimmed of white space, none empty, none across two blocks."""
    if not blocks:
        return tuple(_sentences(text, 0, len(text)))
    return tuple(chain.from_iterable(sentences_by_block(text, blocks)))


def sentences_by_block(text: str, blocks: Iterable[Block]) -> list[list[Span]]:
    """The sentences of each block."""
    return [_sentences(text, block.start, block.end) for block in blocks]


def cut_sentences(text: str, blocks: Iterable[Block]) -> int:
    """How many sentences are longer than `LONGEST` characters, and so told as several."""
    if len(text) <= LONGEST:
        return 0
    ends = (match.span() for block in blocks for match in _SENTENCE.finditer(text, block.start, block.end))
    return sum(end - start > LONGEST for start, end in ends)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    for match in _SENTENCE.finditer(text, start, end):
        span = match.span()
        if text[span[1] - 1].isspace():
            span = (span[0], span[0] + len(match.group().rstrip()))
        found += [Span._make(span)] if span[1] - span[0] <= LONGEST else _cut(text, *span)
    return found


def _cut(text: str, start: int, end: int) -> list[Span]:
    """The pieces of a sentence that is too long, each ending behind a comma where there is one."""
    pieces: list[Span] = []
    while end - start > LONGEST:
        stop = max(text.rfind(mark, start, start + LONGEST) for mark in _CUTS) + 1 or start + LONGEST
        pieces.append(Span(start, stop))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    return [*pieces, Span(start, end)] if start < end else pieces


def sentence_at(sentences: Sequence[Span], start: int, end: int) -> Span:
    """The run of sentences that covers the range; the range itself where it lies outside all of them."""
    first = max(0, bisect_right(sentences, (start, float("inf"))) - 1)
    if not sentences or sentences[first].end <= start:
        return Span(start, end)
    if end <= sentences[first].end and sentences[first].start <= start:
        return sentences[first]
    last = max(first, bisect_right(sentences, (max(start, end - 1), float("inf"))) - 1)
    return Span(sentences[first].start, max(sentences[last].end, end))
