"""A JSON Lines file in ranges of whole lines, each of which can be read by itself and gives what reading all gives there."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.formats import format_of
from extractor.sources.json_files import BLANK, is_one_text, line_articles
from extractor.sources.lines import Charset, charset_behind, first_charset, lines_from
from extractor.sources.options import ReadOptions
from extractor.sources.streams import Input, unpacked

_BLANK = BLANK.encode()
_PIECE = 1 << 16
_DIGEST = 16


@dataclass(frozen=True, slots=True)
class LineRange:
    """The bytes from `start` to `end` of a file, with what stands before them: lines, records, and the character set as told
    so far. `digest` is of the bytes."""

    start: int
    end: int
    lines_before: int
    records_before: int
    charset: Charset
    digest: str
    records: int


def line_ranges(item: Input, options: ReadOptions, size: int) -> Iterator[LineRange] | None:
    """Ranges of about `size` bytes that cover the file; None where it cannot be read in parts.

    That is where it is packed, no text, no JSON Lines, one JSON text over many lines, or in UTF-16 or UTF-32. The file is read
    once, as the ranges are asked for; a range is held at a time, without what is longer than a range.
    """
    if unpacked(item, options.max_member_bytes) is not item or format_of(item, options.input_format) != "jsonl":
        return None
    try:
        charset = first_charset(item.head, options)
    except UnreadableError:
        return None  # whoever reads it as a whole rejects it
    if charset.is_wide or is_one_text(item.head):
        return None
    return _ranges(item.stream, charset, options.max_article_bytes, size)


def read_range(stream: BinaryIO, source: str, part: LineRange, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The articles and rejects of the range, numbered as in the whole file; last, whether the file was changed meanwhile."""
    stream.seek(part.start)
    bounded = _Bounded(stream, part.end - part.start)
    buffered = cast(BinaryIO, io.BufferedReader(bounded, _PIECE))
    lines = lines_from(buffered, part.charset, options, lines_before=part.lines_before)
    yield from line_articles(lines, source, options, records_before=part.records_before)
    if bounded.digest() != part.digest:
        yield Reject(source, f"from byte {part.start:,}", "the file changed while it was read")


def _ranges(stream: BinaryIO, charset: Charset, limit: int, size: int) -> Iterator[LineRange]:
    start = lines_before = records_before = 0
    while block := stream.read(size):
        hashed = hashlib.blake2b(block, digest_size=_DIGEST)
        pieces, length = [block], len(block)
        while not pieces[-1].endswith(b"\n") and (piece := stream.readline(_PIECE)):
            hashed.update(piece)
            length += len(piece)
            if length <= size + limit + _PIECE:  # the rest of a line longer than allowed tells nothing
                pieces.append(piece)
            else:
                pieces[-1] = piece
        lines = b"".join(pieces).removesuffix(b"\n").split(b"\n")
        if not start:
            lines[0] = lines[0].removeprefix(codecs.BOM_UTF8)
        records = sum(1 for line in lines if len(line) >= limit or line.strip(_BLANK))
        yield LineRange(start, start + length, lines_before, records_before, charset, hashed.hexdigest(), records)
        if not charset.settled:
            for line in (line for line in lines if len(line) < limit):
                charset = charset_behind(line, charset)
        start, lines_before, records_before = start + length, lines_before + len(lines), records_before + records


class _Bounded(io.RawIOBase):
    """The next so many bytes of a stream."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size
        self._hashed = hashlib.blake2b(digest_size=_DIGEST)

    def digest(self) -> str:
        """That of what has been read."""
        return self._hashed.hexdigest()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        piece = self._stream.read(min(len(view), self._left))
        view[: len(piece)] = piece
        self._left -= len(piece)
        self._hashed.update(piece)
        return len(piece)
