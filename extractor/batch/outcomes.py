"""What came out of a shard: its rows as they are kept, and the figures that a run adds up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import zstandard

from extractor.outputs.packed_rows import packed, unpacked_rows
from extractor.outputs.rows import Row
from extractor.outputs.schema import Table

_FORM = 1
"""The form of kept rows; rows kept in another one are made again."""


class Figures(msgspec.Struct):
    """What a shard, or a run so far, comes to: rows by table, articles with a repair, articles read from kept cleaned text."""

    rows: dict[str, int] = {}
    repaired: int = 0
    cleaned_before: int = 0

    def add(self, other: Figures) -> None:
        """Adds those of a shard."""
        for table, number in other.rows.items():
            self.rows[table] = self.rows.get(table, 0) + number
        self.repaired += other.repaired
        self.cleaned_before += other.cleaned_before


class Outcome(msgspec.Struct):
    """What a worker tells of a shard: its figures, the number of its items, whether it was kept from before, the rows of rejects
    and the tracebacks of failures where they are asked for, the bytes of cleaned text that it kept."""

    figures: Figures
    items: int = 0
    resumed: bool = False
    rejects: list[list[str]] = []
    tracebacks: list[str] = []
    cleaned_bytes: int = 0


class Kept(msgspec.Struct):
    """The rows of a shard by table, and the fingerprints of its articles."""

    figures: Figures
    tables: dict[str, list[Row]]
    fingerprints: list[tuple[Any, ...]]
    tracebacks: list[str] = []
    items: int = 0


def kept_bytes(kept: Kept) -> bytes:
    """The rows as they are kept."""
    content = [_FORM, msgspec.to_builtins(kept.figures), kept.tables, kept.fingerprints, kept.tracebacks, kept.items]
    return zstandard.compress(packed(content), 1)


def kept_rows(content: bytes | None, tables: Sequence[Table]) -> Kept | None:
    """The rows again; None where there are none, or they are damaged or of another form."""
    if not content:
        return None
    try:
        form, figures, by_table, fingerprints, tracebacks, items = msgspec.msgpack.decode(zstandard.decompress(content))
        if form != _FORM:
            return None
        rows = {table.name: unpacked_rows(by_table[table.name], table) for table in tables if table.name in by_table}
        return Kept(msgspec.convert(figures, Figures), rows, [tuple(one) for one in fingerprints], tracebacks, items)
    except (zstandard.ZstdError, msgspec.DecodeError, msgspec.ValidationError, ValueError, TypeError):
        return None


class Parts(msgspec.Struct):
    """A shard's share of the output files: fragments by format and table, and the fingerprints."""

    fragments: dict[str, dict[str, bytes]]
    fingerprints: list[tuple[Any, ...]]


def parts_bytes(parts: Parts) -> bytes:
    """The parts as they are handed over."""
    return packed([parts.fragments, parts.fingerprints])


def parts_of(content: bytes) -> Parts:
    """The parts again. Raises msgspec.DecodeError where they are damaged."""
    fragments, fingerprints = msgspec.msgpack.decode(content)
    return Parts(fragments, fingerprints)
