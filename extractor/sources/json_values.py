"""The values of a JSON text as long as one likes, cut out one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OUTSIDE = re.compile(r'["\[\]{}]')
_INSIDE = re.compile(r'["\\]')


class JsonCutter:
    """Cuts a JSON text, fed in pieces, into its top-level values; of a top-level array, into its elements.

    Objects, arrays and strings are values; numbers and words are passed over, and so is what stands between. Only brackets
    and quotes are looked at: whether a value is JSON is for its reader to find. A value of more than `limit` characters is let
    go and comes as None.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: list[str] = []
        self._held_length = 0
        self._open = False
        self._depth = 0
        self._floor = 0
        self._in_string = False
        self._escaped = False

    @property
    def unfinished(self) -> bool:
        """Whether a value is begun and not closed."""
        return self._open

    def feed(self, piece: str) -> Iterator[str | None]:
        """The values that end in this piece."""
        at, begin = (1 if self._escaped and piece else 0), 0
        self._escaped = self._escaped and not piece
        while found := (_INSIDE if self._in_string else _OUTSIDE).search(piece, at):
            at = found.end()
            if found.group() == "\\":
                self._escaped = at == len(piece)
                at += 1
                continue
            was_open = self._open
            closed = self._take(found.group())
            if not was_open and self._open:
                begin = found.start()
            if closed:
                yield self._closed(piece[begin:at])
        if self._open:
            self._hold(piece[begin:])

    def _take(self, sign: str) -> bool:
        """Whether this bracket or quote closes a value."""
        at_floor = self._depth == self._floor
        if sign == '"':
            self._open = self._open or at_floor
            self._in_string = not self._in_string
            return at_floor and not self._in_string
        if sign == "[" and self._depth == 0:
            self._depth = self._floor = 1
        elif sign in "[{":
            self._open = True
            self._depth += 1
        else:
            self._depth = max(self._depth - 1, 0)
            self._floor = min(self._floor, self._depth)
            return self._open and self._depth == self._floor
        return False

    def _closed(self, end: str) -> str | None:
        self._hold(end)
        value = "".join(self._held) if self._held_length <= self._limit else None
        self._held, self._held_length, self._open = [], 0, False
        return value

    def _hold(self, piece: str) -> None:
        self._held_length += len(piece)
        if self._held_length <= self._limit:
            self._held.append(piece)
        else:
            self._held.clear()
