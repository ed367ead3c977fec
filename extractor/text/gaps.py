"""Edits for what lies between two kept pieces of a text, so that each thing left out there keeps the name of its rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.model import Edit


class Dropped(NamedTuple):
    """A range that is left out, and the rule that says so."""

    start: int
    end: int
    rule: str


def gap_edits(gap: tuple[int, int], separator: str, dropped: Sequence[Dropped], rule: str) -> list[Edit]:
    """The edits that put `separator` in the place of a gap: one for each run of ranges dropped by the same rule, `rule` for
    the rest.

    `dropped` is in order and lies within the gap. The separator comes with the last edit, so that a piece that lost its end
    still ends before it.
    """
    start, end = gap
    edits: list[Edit] = []
    for piece in merge(dropped):
        if piece.start > start:
            edits.append(Edit(start, piece.start, "", rule))
        edits.append(Edit(piece.start, piece.end, "", piece.rule))
        start = piece.end
    if end > start or separator:
        edits.append(Edit(start, end, separator, rule))
    return edits


def merge(dropped: Sequence[Dropped]) -> list[Dropped]:
    """The ranges with neighbours of the same rule made one, including what stands between them."""
    merged: list[Dropped] = []
    for piece in dropped:
        if merged and merged[-1].rule == piece.rule:
            merged[-1] = Dropped(merged[-1].start, piece.end, piece.rule)
        else:
            merged.append(piece)
    return merged
