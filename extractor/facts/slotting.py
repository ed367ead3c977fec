"""The slotted text of a document, written once; that of its sentences and blocks is cut out of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from extractor.match.slots import Slotted, slot_text
from extractor.model import Mention, Span


class SlottedDocument:
    """Gives the slotted form of any span of a text; `mentions` are sorted and do not overlap."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        self._mentions = tuple(mentions)
        self._begins = [mention.start for mention in mentions]
        # How many characters the slots before each mention, and before the end, have taken away.
        self._taken = [0, *accumulate(mention.end - mention.start - 1 for mention in mentions)]
        whole = slot_text(text, Span(0, len(text)), mentions)
        self.text, self._places = whole.text, whole.starts
        self._known: dict[Span, Slotted] = {}

    def of(self, span: Span) -> Slotted:
        """The slotted form of a span."""
        known = self._known.get(span)
        if known is None:
            known = self._known[span] = self._cut(span)
        return known

    def _cut(self, span: Span) -> Slotted:
        start, end = span
        first, last = bisect_left(self._begins, start), bisect_left(self._begins, end)
        mentions = self._mentions[first:last]
        # A mention that lies across an edge of the span has no slot in it.
        if (first and self._mentions[first - 1].end > start) or (mentions and mentions[-1].end > end):
            return slot_text(self._text, span, mentions)
        begin = start - self._taken[first]
        text = self.text[begin : end - self._taken[last]]
        return Slotted(span, text, mentions, tuple([place - begin for place in self._places[first:last]]))

    def origins(self, places: Sequence[int]) -> list[int]:
        """The document offsets of places in `text`."""
        starts, taken = self._places, self._taken
        return [place + taken[bisect_left(starts, place)] for place in places]
