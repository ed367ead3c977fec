"""Slotted text: a stretch of the document in which each mention is one private-use character.

Fact patterns match on it: `{company}` is one character, `、` between two of them is literal text, and a match leads back to
the mentions and to the document's offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.model import Mention, Span
from extractor.rules.alphabet import SLOT_CHARS, SLOT_TYPES


@dataclass(frozen=True, slots=True)
class Slotted:
    """`text` with one character a mention; `starts[i]` is where the i-th mention's character stands in it."""

    span: Span
    text: str
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions whose characters lie in text[start:end]."""
        first = bisect_right(self.starts, start - 1)
        last = bisect_right(self.starts, end - 1)
        return list(self.mentions[first:last])

    def at(self, position: int) -> Mention | None:
        """The mention whose character stands at `position`."""
        index = bisect_right(self.starts, position) - 1
        return self.mentions[index] if index >= 0 and self.starts[index] == position else None

    def origin(self, position: int) -> int:
        """The document offset of a boundary in the slotted text."""
        index = bisect_right(self.starts, position - 1) - 1
        if index < 0:
            return self.span.start + position
        return self.mentions[index].end + position - self.starts[index] - 1

    def place(self, mention: Mention) -> int:
        """Where the mention's character stands."""
        return self.starts[self.mentions.index(mention)]


def top_level(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that no longer one covers or crosses, sorted: the longest wins, then the order of SLOT_TYPES."""
    rank = {kind: index for index, kind in enumerate(SLOT_TYPES)}
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end, rank[m.type])):
        if kept and mention.start < kept[-1].end:
            longer = mention.end - mention.start > kept[-1].end - kept[-1].start
            if longer:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def slot_text(text: str, span: Span, mentions: Sequence[Mention]) -> Slotted:
    """The slotted form of text[span]; `mentions` are sorted, not overlapping, and those outside the span are ignored."""
    pieces: list[str] = []
    starts: list[int] = []
    inside = [m for m in mentions if span.start <= m.start and m.end <= span.end]
    position, length = span.start, 0
    for mention in inside:
        pieces.append(text[position : mention.start])
        length += mention.start - position
        starts.append(length)
        pieces.append(SLOT_CHARS[mention.type])
        length += 1
        position = mention.end
    pieces.append(text[position : span.end])
    return Slotted(span, "".join(pieces), tuple(inside), tuple(starts))
