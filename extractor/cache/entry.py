"""What is kept of one set of rules, and the set that is being loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from extractor.cache.files import by_use, load, save, throw_old_away
from extractor.cache.places import own_directory

T = TypeVar("T")


class Content(msgspec.Struct):
    """What a file holds: plain data by what it was made from, each packed by itself, so that only what is asked for is read."""

    parts: dict[str, bytes]


class Entry:
    """The parts that were kept, those of `near` rules that are the same in these, and those that are made now."""

    def __init__(self, parts: dict[str, bytes] | None = None, near: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self._parts = {} if parts is None else parts
        self._near = near
        self.grown = False

    def part(self, name: str, kind: type[T]) -> T | None:
        """The part of that name; None where there is none of this kind."""
        packed = self._parts.get(name) or self._near.get(name)
        if packed is None:
            return None
        try:
            found = msgspec.msgpack.decode(packed, type=kind)
        except msgspec.MsgspecError:
            return None
        if name not in self._parts:
            self._parts[name] = packed
            self.grown = True
        return found

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
def kept(maker: str, rules: str) -> Iterator[None]:
    """While the block runs, what is remembered belongs to these rules; where it ends well, it is kept for the next program.

    `maker` stands for the code and `rules` for the files, both in hexadecimal digits. Of rules never loaded before, most parts
    are those of the rules that the same code loaded last.
    """
    directory = own_directory("rules")
    if directory is None:
        yield
        return
    path = directory / f"{maker}-{rules}"
    parts = _parts(load(path))
    entry = Entry(parts, {} if parts else _parts(_last_used(directory, maker)))
    token = _loading.set(entry)
    try:
        yield
    finally:
        _loading.reset(token)
    if entry.grown and save(path, entry.packed()):
        throw_old_away(directory)


def _last_used(directory: Path, maker: str) -> bytes | None:
    """The file of this maker that was made or used last."""
    found = [path for path in by_use(directory) if path.name.startswith(f"{maker}-")]
    return load(found[-1]) if found else None


def _parts(content: bytes | None) -> dict[str, bytes]:
    try:
        return {} if content is None else msgspec.msgpack.decode(content, type=Content).parts
    except msgspec.MsgspecError:
        return {}
