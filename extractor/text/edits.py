"""Edit lists: each stage of cleaning is a sparse list of replacements, and positions travel both ways through them.

No stage keeps one entry per character: the arrays hold one entry per edit and are searched by bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from extractor.model import Edit, Span


class EditList:
    """The edits of one stage over a source of known length, sorted and not overlapping.

    A replacement of equal length maps character by character; any other maps as a whole to what it replaced.
    """

    __slots__ = ("_shifts", "_source_starts", "_target_ends", "_target_starts", "edits", "source_length")

    def __init__(self, source_length: int, edits: Iterable[Edit] = ()) -> None:
        self.source_length = source_length
        self.edits = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
        for before, after in pairwise(self.edits):
            if after.start < before.end:
                raise ValueError(f"edits overlap: {before} and {after}")
        if self.edits and (self.edits[0].start < 0 or self.edits[-1].end > source_length):
            raise ValueError(f"an edit lies outside the source of {source_length} characters")
        self._source_starts = [edit.start for edit in self.edits]
        self._target_starts: list[int] = []
        self._target_ends: list[int] = []
        # How far the source is ahead of the target behind none, one, two … of the edits.
        self._shifts = [0]
        shift = 0
        for edit in self.edits:
            start = edit.start + shift
            self._target_starts.append(start)
            self._target_ends.append(start + len(edit.text))
            shift += len(edit.text) - (edit.end - edit.start)
            self._shifts.append(-shift)

    def apply(self, source: str) -> str:
        """The target text. Raises ValueError where `source` has not the length the list was made for."""
        if len(source) != self.source_length:
            raise ValueError(f"source has {len(source)} characters, the edits were made for {self.source_length}")
        pieces: list[str] = []
        position = 0
        for edit in self.edits:
            pieces.append(source[position : edit.start])
            pieces.append(edit.text)
            position = edit.end
        pieces.append(source[position:])
        return "".join(pieces)

    def to_source(self, start: int, end: int) -> Span:
        """The source range that the non-empty target range comes from, without what was deleted at its edges."""
        begun = bisect_right(self._target_starts, start)
        between = bisect_left(self._target_starts, end, begun) == begun and (not begun or self._target_ends[begun - 1] <= start)
        if between:  # as most ranges are
            shift = self._shifts[begun]
            return Span(start + shift, end + shift)
        return Span(self._source_of(start, last=False), self._source_of(end - 1, last=True))

    def to_target(self, start: int, end: int) -> Span:
        """The target range of a source range; empty where all of it was deleted."""
        return Span(self._target_of(start, last=False), max(self._target_of(start, last=False), self._target_of(end, last=True)))

    def shift(self, start: int, end: int) -> int | None:
        """How far a non-empty source range moves as a whole; None where an edit touches it."""
        index = bisect_right(self._source_starts, start) - 1
        if index < 0:
            return 0 if not self.edits or self.edits[0].start >= end else None
        edit = self.edits[index]
        following = self._source_starts[index + 1] if index + 1 < len(self.edits) else end
        return self._target_ends[index] - edit.end if edit.end <= start and following >= end else None

    def _source_of(self, position: int, *, last: bool) -> int:
        """Where the target character at `position` begins (or, for `last`, ends) in the source."""
        index = bisect_right(self._target_starts, position) - 1
        if index < 0:
            return position + (1 if last else 0)
        edit = self.edits[index]
        if position >= self._target_ends[index]:
            return edit.end + position - self._target_ends[index] + (1 if last else 0)
        if len(edit.text) == edit.end - edit.start:
            return edit.start + position - self._target_starts[index] + (1 if last else 0)
        return edit.end if last else edit.start

    def _target_of(self, position: int, *, last: bool) -> int:
        """The target boundary of a source boundary; inside a replaced piece, its near edge (`last`: its far one)."""
        index = (bisect_left if last else bisect_right)(self._source_starts, position) - 1
        if index < 0:
            return position
        edit = self.edits[index]
        if position >= edit.end:
            return self._target_ends[index] + position - edit.end
        if len(edit.text) == edit.end - edit.start:
            return self._target_starts[index] + position - edit.start
        return self._target_ends[index] if last else self._target_starts[index]


class EditChain:
    """The stages one after another: from the raw text to the clean one."""

    __slots__ = ("stages",)

    def __init__(self, stages: Iterable[EditList] = ()) -> None:
        self.stages = tuple(stages)

    def then(self, stage: EditList) -> EditChain:
        """A chain with one more stage at its end."""
        return EditChain((*self.stages, stage)) if stage.edits else self

    def to_source(self, start: int, end: int) -> Span:
        """The raw range that a non-empty range of the clean text comes from."""
        span = Span(start, end)
        for stage in reversed(self.stages):
            span = stage.to_source(*span)
        return span

    def to_target(self, start: int, end: int) -> Span:
        """The range of the clean text that a raw range became; empty where all of it was removed."""
        for stage in self.stages:
            start, end = stage.to_target(start, end)
        return Span(start, end)
