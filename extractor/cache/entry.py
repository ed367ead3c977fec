"""What is kept of one set of rules, and the set that is being loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

import msgspec

from extractor.cache.files import load, save, throw_old_away
from extractor.cache.places import own_directory

T = TypeVar("T")


class Content(msgspec.Struct):
    """What a file holds: plain data by what it was made from, each packed by itself, so that only what is asked for is read."""

    parts: dict[str, bytes]


class Entry:
    """The parts that were kept, and those that are made now."""

    def __init__(self, parts: dict[str, bytes] | None = None) -> None:
        self._parts = {} if parts is None else parts
        self.grown = False

    def part(self, name: str, kind: type[T]) -> T | None:
        """The part of that name; None where there is none of this kind."""
        packed = self._parts.get(name)
        try:
            return None if packed is None else msgspec.msgpack.decode(packed, type=kind)
        except msgspec.MsgspecError:
            return None

    def keep(self, name: str, value: Any) -> None:
        """Keeps the part; what msgpack cannot hold is not kept."""
        try:
            self._parts[name] = msgspec.msgpack.encode(value)
        except (TypeError, OverflowError, UnicodeEncodeError):
            return
        self.grown = True

    def packed(self) -> bytes:
        """All parts as one file."""
        return msgspec.msgpack.encode(Content(self._parts))


_loading: ContextVar[Entry | None] = ContextVar("loading", default=None)


def loading() -> Entry | None:
    """What is kept of the rules that are being loaded; None where nothing is."""
    return _loading.get()


def remembered(name: str, kind: type[T], make: Callable[[], T]) -> T:
    """What `make` gives: read from what is kept of the rules that are being loaded, made where it is not there."""
    entry = _loading.get()
    if entry is None:
        return make()
    known = entry.part(name, kind)
    if known is None:
        known = make()
        entry.keep(name, known)
    return known


@contextmanager
def kept(key: str) -> Iterator[None]:
    """While the block runs, what is remembered belongs to `key`; it is kept for the next program where the block ends well."""
    directory = own_directory("rules")
    entry = Entry()
    if directory is not None:
        entry = Entry(_parts(load(directory / key)))
    token = _loading.set(entry)
    try:
        yield
    finally:
        _loading.reset(token)
    if directory is not None and entry.grown and save(directory / key, entry.packed()):
        throw_old_away(directory)


def _parts(content: bytes | None) -> dict[str, bytes]:
    try:
        return {} if content is None else msgspec.msgpack.decode(content, type=Content).parts
    except msgspec.MsgspecError:
        return {}
