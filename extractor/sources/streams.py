"""Byte streams that end where they cannot be read on, and tell why, and their unpacking in layers."""

from __future__ import annotations

import io
import lzma
import shutil
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol, cast

from extractor.errors import UnreadableError
from extractor.sources.compression import COMPRESSIONS, Frames

HEAD_BYTES = 4096
MAX_LAYERS = 6
"""How deep archives and compressions are followed into one another."""

SPOOL_BYTES = 8 * 1024 * 1024
"""What is kept in memory of an input that needs seeking and has none; more goes to a temporary file."""

_DAMAGES = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
)


class Readable(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(slots=True)
class Budget:
    """How many bytes one file may still unpack to, all that is packed in it together."""

    left: int = sys.maxsize


@dataclass(frozen=True, slots=True)
class Input:
    """One stream to read, standing at its beginning.

    `source` is what its articles are called, `name` decides the format, `head` are its first bytes. `damage` fills with the
    reasons why the stream ended early; it is complete once the stream has been read to its end. `budget` is shared by all that
    is unpacked from one file.
    """

    source: str
    name: str
    stream: BinaryIO
    head: bytes
    damage: list[str]
    layers: int = 0
    budget: Budget = field(default_factory=Budget)

    @property
    def suffix(self) -> str:
        """The last ending of the name, in lower case with its dot; empty where there is none."""
        return PurePosixPath(self.name.lower()).suffix


class Guarded(io.RawIOBase):
    """The bytes of `stream`, ending at the first fault or beyond `limit` bytes, with the reason in the damage of `item`."""

    def __init__(self, stream: Readable, what: str, limit: int, item: Input) -> None:
        self._stream = stream
        self._what = what
        self._limit = limit
        self._damage = item.damage
        self._budget = item.budget
        self._read = 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        piece = b"" if self._ended else self._next(len(view))
        view[: len(piece)] = piece
        return len(piece)

    def _next(self, size: int) -> bytes:
        try:
            piece = self._stream.read(size)
        except _DAMAGES as error:
            self._end(f"damaged {self._what} after {self._read:,} bytes: {_first_line(error)}")
            return b""
        self._read += len(piece)
        if self._read > self._limit:
            self._end(f"{self._what} of more than {self._limit:,} bytes")
            return b""
        if self._limit < sys.maxsize:  # the stream unpacks something
            self._budget.left -= len(piece)
        if self._budget.left < 0:
            self._end(f"{self._what} that goes beyond what one file may unpack to")
            return b""
        return piece

    def _end(self, reason: str) -> None:
        self._ended = True
        self._damage.append(reason)


class _Rewound:
    """A stream that gives `head` again before its rest."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        if not self._head:
            return self._stream.read(size)
        piece, self._head = self._head[:size], self._head[size:]
        return piece


def opened(source: str, name: str, stream: BinaryIO, *, most_unpacked: int = sys.maxsize) -> Input:
    """A file or pipe as an input; all that is packed in it may make `most_unpacked` bytes together."""
    bare = Input(source, name, stream, b"", [], budget=Budget(most_unpacked))
    if not stream.seekable():
        return guarded(bare, stream, "input", sys.maxsize)
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    return replace(bare, head=head)


def guarded(item: Input, stream: Readable, what: str, limit: int) -> Input:
    """The input with a stream that cannot raise: where `stream` does, or gives more than `limit` bytes, it ends."""
    first = io.BufferedReader(Guarded(stream, what, limit, item), 1 << 16)
    head = first.read(HEAD_BYTES)
    whole = Guarded(_Rewound(head, cast(BinaryIO, first)), what, sys.maxsize, item)
    return replace(item, stream=cast(BinaryIO, io.BufferedReader(whole, 1 << 16)), head=head)


def unpacked(item: Input, limit: int) -> Input:
    """The input under one layer of gzip, zstd, bzip2 or xz; the same input where there is none."""
    for magic, what, new_frame in COMPRESSIONS:
        if item.head.startswith(magic):
            inner = replace(item, name=_inner_name(item.name), layers=item.layers + 1)
            return guarded(inner, Frames(item.stream, new_frame), f"{what} data", limit)
    return item


@contextmanager
def seekable(item: Input) -> Iterator[Input]:
    """The input as a stream that can seek, by way of a temporary file where need be."""
    if item.stream.seekable():
        yield item
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as spool:
        shutil.copyfileobj(item.stream, spool, 1 << 16)
        spool.seek(0)
        yield replace(item, stream=cast(BinaryIO, spool))


def read_article(item: Input, limit: int) -> bytes:
    """What can be read of an input that is one article. Raises UnreadableError beyond `limit` bytes."""
    data = bytearray()
    while piece := item.stream.read(1 << 16):
        data += piece
        if len(data) > limit:
            raise UnreadableError(f"longer than {limit:,} bytes")
    return bytes(data)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _inner_name(name: str) -> str:
    """The name without its compression's ending; .tgz and the like become .tar."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name
    if ending.lower() in ("tgz", "tbz", "tbz2", "txz", "tzst"):
        return stem + ".tar"
    return stem if ending.lower() in ("gz", "gzip", "zst", "zstd", "bz2", "xz") else name
