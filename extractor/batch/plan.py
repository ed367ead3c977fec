"""From inputs to shards: a pure function of the inputs in their order, whoever works on them and on how many machines."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from extractor.batch.shards import FileGroup, FileRange, InputFile, Shard, Spooled, key_of, spooled
from extractor.model import RawArticle, Reject
from extractor.sources.chunks import chunks
from extractor.sources.formats import format_of
from extractor.sources.line_ranges import line_ranges
from extractor.sources.options import ReadOptions
from extractor.sources.streams import opened, unpacked

SHARD_BYTES = 256 * 1024
"""About what a shard holds: some 100 articles of 2.6 kB, a second or two of work, so that a crash costs little, the last shards
end together, and the rows that a worker holds stay few."""

GROUP_FILES = 256
"""The most files in a shard."""

SPOOLED_ARTICLES = 256
"""The most records in a shard that was read from a stream."""

_PACKED = frozenset((".gz", ".tgz", ".zst", ".tzst", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".zip", ".parquet", ".pq"))
_UNPACKS_TO = 8
"""How much larger than its file text in these formats is reckoned to be."""

_CUT_ONE_IN = 16
"""Where a group is long enough it ends before a file whose name says so, one in so many: a file that comes or goes changes
the groups around it only, and not all behind it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the plan looks into inputs: what opens one, what reads one as a stream, and where records of streams are put."""

    options: ReadOptions
    open: Callable[[InputFile], BinaryIO]
    read: Callable[[InputFile], Iterable[RawArticle | Reject]]
    spool: Callable[[str, bytes], str]


def plan(inputs: Iterable[InputFile | Reject], reading: Reading, *, shard_bytes: int = SHARD_BYTES) -> Iterator[Shard]:
    """The shards, in the order of the inputs. Nothing is read ahead: large files are looked into as their shards are asked for.

    Small files are put together; a large JSON Lines file is cut into ranges; any other large container, and standard input, is
    read here and its records are written out in pieces.
    """
    group = _Group(shard_bytes)
    for member in inputs:
        if isinstance(member, InputFile) and (member.size < 0 or weight_of(member) > shard_bytes):
            apart = _apart(member, reading, shard_bytes)
            if apart is not None:
                yield from group.end()
                yield from apart
                continue
        if group.ends_before(member):
            yield from group.end()
        group.add(member)
    yield from group.end()


class _Group:
    """The group of small files under way."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._members: list[InputFile | Reject] = []
        self._weight = 0

    def ends_before(self, member: InputFile | Reject) -> bool:
        size = weight_of(member)
        if self._weight + size > self._limit or len(self._members) >= GROUP_FILES:
            return True
        long_enough = self._weight * 4 > self._limit or len(self._members) * 4 >= GROUP_FILES
        return long_enough and hashlib.blake2b(_bytes(member.source), digest_size=1).digest()[0] % _CUT_ONE_IN == 0

    def add(self, member: InputFile | Reject) -> None:
        self._members.append(member)
        self._weight += weight_of(member)

    def end(self) -> Iterator[Shard]:
        """The group as a shard, where it has any member."""
        if self._members:
            key = key_of(m.identity if isinstance(m, InputFile) else f"{m.source}\0{m.reason}" for m in self._members)
            yield Shard(key, FileGroup(tuple(self._members)), self._weight, len(self._members))
        self._members, self._weight = [], 0


def _apart(file: InputFile, reading: Reading, size: int) -> Iterator[Shard] | None:
    """The shards of a file that is too large for one; None where it is a single article, or cannot be looked into."""
    if file.size < 0:
        return _streamed(file, reading, size)
    try:
        with reading.open(file) as stream:
            item = opened(file.source, PurePosixPath(file.path).name, stream)
            if unpacked(item, reading.options.max_member_bytes) is item:
                kind = format_of(item, reading.options.input_format)
                if kind in ("text", "html", "mhtml"):
                    return None
                if kind == "jsonl" and line_ranges(item, reading.options, size) is not None:
                    return _in_ranges(file, reading, size)
    except Exception:  # noqa: BLE001 whatever is wrong with it, reading it tells and rejects it
        return None
    return _streamed(file, reading, size)


def _in_ranges(file: InputFile, reading: Reading, size: int) -> Iterator[Shard]:
    records = 0
    with reading.open(file) as stream:  # it could be opened a moment ago
        ranges = line_ranges(opened(file.source, PurePosixPath(file.path).name, stream), reading.options, size)
        for part in ranges or ():
            key = key_of((file.source, str(part.lines_before), str(part.records_before), str(part.charset), part.digest))
            yield Shard(key, FileRange(file, part), part.end - part.start, not part.start)
            records += part.records
    if not records:  # it is rejected as a whole
        yield Shard(key_of((file.identity,)), FileGroup((file,)), 0)


def _streamed(file: InputFile, reading: Reading, size: int) -> Iterator[Shard]:
    first = True
    for chunk in chunks(reading.read(file), articles=SPOOLED_ARTICLES, characters=size // 2):
        content = spooled(chunk)
        key = hashlib.blake2b(_bytes(file.source) + b"\0" + content, digest_size=16).hexdigest()
        yield Shard(key, Spooled(file.source, reading.spool(key, content)), len(content), int(first))
        first = False


def weight_of(member: InputFile | Reject) -> int:
    """The bytes that a file is reckoned to unpack to."""
    if isinstance(member, Reject):
        return 0
    return member.size * (_UNPACKS_TO if PurePosixPath(member.path.lower()).suffix in _PACKED else 1)


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
