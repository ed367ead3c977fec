"""Sentences: where they begin and end, never across a block or a table cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractor.model import Block, Span

# A sentence ends after 。！？； (and closing quotes) or at a line end; ASCII ! and ? count where Han follows or the line ends.
_SENTENCE = re.compile(r"[^\n\t。！？；!?;]*(?:[。！？；!?;]+[”’」』）)\]】]*|(?=[\n\t])|$)")

# A longer run without an end is cut behind a comma: rules look back to the beginning of a sentence from each of its clauses,
# which grows with the square of its length. The longest real one is a list of winners; 10,000 characters hold some 800 names.
LONGEST = 10_000
_CUTS = "，、,"


def split_sentences(text: str, blocks: Sequence[Block] = ()) -> tuple[Span, ...]:
    """The sentences of the text in order, each trimmed of white space, none empty, none across two blocks."""
    spans: list[Span] = []
    pieces = [(block.start, block.end) for block in blocks] or [(0, len(text))]
    for start, end in pieces:
        position = start
        while position < end:
            match = _SENTENCE.match(text, position, min(end, position + LONGEST))
            stop = match.end() if match and match.end() > position else position + 1
            if stop == position + LONGEST < end:
                stop = max(text.rfind(mark, position, stop) for mark in _CUTS) + 1 or stop
            piece = text[position:stop]
            left = len(piece) - len(piece.lstrip())
            if piece.strip():
                spans.append(Span(position + left, position + len(piece.rstrip())))
            position = stop
    return tuple(spans)


def sentence_at(sentences: Sequence[Span], start: int, end: int) -> Span:
    """The run of sentences that covers the range; the range itself where it lies outside all of them."""
    first = max(0, bisect_right(sentences, (start, float("inf"))) - 1)
    if not sentences or sentences[first].end <= start:
        return Span(start, end)
    last = max(first, bisect_right(sentences, (max(start, end - 1), float("inf"))) - 1)
    return Span(sentences[first].start, max(sentences[last].end, end))
