"""A shard: some of the inputs, read and extracted as one piece of work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from extractor.batch.storage import Storage
from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.line_ranges import LineRange, read_range
from extractor.sources.options import ReadOptions
from extractor.sources.reader import read_file, read_stream
from extractor.sources.regular import open_regular


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: its articles are called `source`; `stamp` changes when the file does."""

    path: str
    source: str
    size: int
    stamp: str

    @property
    def identity(self) -> str:
        """What the file's articles are known by from one run to the next."""
        return f"{self.source}\0{self.size}\0{self.stamp}"


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Whole files, and inputs that are no files."""

    members: tuple[InputFile | Reject, ...]


@dataclass(frozen=True, slots=True)
class FileRange:
    """A range of a JSON Lines file."""

    file: InputFile
    lines: LineRange


@dataclass(frozen=True, slots=True)
class Spooled:
    """Records that were read from a stream and written to `path`."""

    source: str
    path: str


@dataclass(frozen=True, slots=True)
class Shard:
    """`key` is a digest of what is in it; `weight` its size in bytes, `files` the number of files that begin in it."""

    key: str
    content: FileGroup | FileRange | Spooled
    weight: int
    files: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """What it is called in messages."""
        if isinstance(self.content, FileGroup):
            return self.content.members[0].source
        return self.content.file.source if isinstance(self.content, FileRange) else self.content.source


def key_of(parts: Iterable[str]) -> str:
    """The digest of what is in a shard."""
    hashed = hashlib.blake2b(digest_size=16)
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogateescape") + b"\n")
    return hashed.hexdigest()


def streams_of(
    shard: Shard, options: ReadOptions, storage: Storage | None
) -> Iterator[tuple[str, Iterator[RawArticle | Reject]]]:
    """The name of each input of the shard and its articles and rejects; `storage` is None for this machine's own files."""
    content = shard.content
    if isinstance(content, FileGroup):
        for member in content.members:
            yield member.source, iter([member]) if isinstance(member, Reject) else _of_file(member, options, storage)
    elif isinstance(content, FileRange):
        yield content.file.source, _of_range(content, options, storage)
    else:
        yield content.source, iter(unspooled(_opened(content.path, storage)))


def _of_file(file: InputFile, options: ReadOptions, storage: Storage | None) -> Iterator[RawArticle | Reject]:
    if storage is None:
        yield from read_file(Path(file.path), options)
        return
    try:
        with storage.open(file.path) as stream:
            yield from read_stream(file.source, file.path.rsplit("/", 1)[-1], stream, options)
    except OSError as error:
        yield Reject(file.source, "", (error.strerror or str(error)).lower())


def _of_range(content: FileRange, options: ReadOptions, storage: Storage | None) -> Iterator[RawArticle | Reject]:
    try:
        with open_regular(Path(content.file.path)) if storage is None else storage.open(content.file.path) as stream:
            yield from read_range(stream, content.file.source, content.lines, options)
    except UnreadableError as error:
        yield Reject(content.file.source, "", str(error))
    except OSError as error:
        yield Reject(content.file.source, f"from byte {content.lines.start:,}", (error.strerror or str(error)).lower())


def _opened(path: str, storage: Storage | None) -> bytes:
    content = Path(path).read_bytes() if storage is None else storage.read(path)
    if content is None:
        raise FileNotFoundError(path)
    return content


class _Record(msgspec.Struct, array_like=True):
    article: RawArticle | None
    reject: Reject | None


def spooled(items: Iterable[RawArticle | Reject]) -> bytes:
    """The items as bytes."""
    return _ENCODER.encode([_Record(item, None) if isinstance(item, RawArticle) else _Record(None, item) for item in items])


def unspooled(content: bytes) -> list[RawArticle | Reject]:
    """The items again."""
    found = ((record.article, record.reject) for record in _DECODER.decode(content))
    return [item for pair in found for item in pair if item is not None]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(list[_Record])
