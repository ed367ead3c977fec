"""Lines and pieces of text from a byte stream of any length, in its character set and with bounded memory."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from extractor.errors import UnreadableError
from extractor.sources.decode import decode, known_encoding
from extractor.sources.options import ReadOptions
from extractor.sources.streams import Input

CHUNK_BYTES = 1 << 16
_THREE_BYTES = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")


class Line(NamedTuple):
    """One line with its end, its number from 1, and its character set. `text` is None where it is longer than allowed."""

    number: int
    text: str | None
    encoding: str


class Charset(NamedTuple):
    """The character set of a stream of lines; `settled` once a line told it that is not ASCII only."""

    name: str
    settled: bool

    @property
    def is_wide(self) -> bool:
        """Whether a newline byte is no newline in it."""
        return self.name.startswith(("utf-16", "utf-32"))


def decoded_lines(item: Input, options: ReadOptions) -> Iterator[Line]:
    """The lines of the stream. Each is decoded by itself, so that one bad line, or files joined, harm nothing else."""
    charset = first_charset(item.head, options)
    if charset.is_wide:
        return _wide_lines(item.stream, charset.name, options.max_article_bytes)
    return lines_from(item.stream, charset, options)


def first_charset(head: bytes, options: ReadOptions) -> Charset:
    """The character set of a stream of lines that begins with `head`."""
    return Charset(_main_encoding(head, options), settled=not head.isascii())


def lines_from(stream: BinaryIO, charset: Charset, options: ReadOptions, *, lines_before: int = 0) -> Iterator[Line]:
    """The lines of a stream, or of a part of one behind so many lines, in a character set that is not a wide one."""
    for number, line in enumerate(_bounded_lines(stream, options.max_article_bytes), start=lines_before + 1):
        if line is None:
            yield Line(number, None, charset.name)
            continue
        text, encoding = _decoded(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line, charset.name)
        if not charset.settled and not line.isascii():
            charset = Charset(encoding, settled=True)
        yield Line(number, text, encoding)


def charset_behind(line: bytes, charset: Charset) -> Charset:
    """The character set of the lines behind this one."""
    return charset if charset.settled or line.isascii() else Charset(_decoded(line, charset.name)[1], settled=True)


def decoded_chunks(item: Input, options: ReadOptions) -> Iterator[str]:
    """The stream as text in pieces, in the character set of its first piece that has one; bytes that do not fit become U+FFFD."""
    decoder: codecs.IncrementalDecoder | None = None
    while chunk := item.stream.read(CHUNK_BYTES):
        if decoder is None and chunk.isascii() and b"\0" not in chunk:
            yield chunk.decode("ascii")
            continue
        decoder = decoder or codecs.getincrementaldecoder(_main_encoding(chunk, options))("replace")
        yield decoder.decode(chunk).removeprefix("\ufeff")
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _main_encoding(sample: bytes, options: ReadOptions) -> str:
    """The character set of the stream by its first bytes; UTF-8 where they do not tell."""
    if options.encoding:
        return known_encoding(options.encoding) or "utf-8"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
        if b"\0" not in sample:
            return "utf-8"
    except UnicodeDecodeError:
        pass  # another one, or damaged: decode tells which
    return decode(sample).encoding


def _decoded(line: bytes, main: str) -> tuple[str, str]:
    """The line's text and character set: the stream's own one, unless the line is plainly in another."""
    for encoding in ("utf-8", main) if main != "utf-8" and len(_THREE_BYTES.findall(line)) >= 4 else (main,):
        try:
            return line.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    try:
        text, encoding, _ = decode(line, main)
    except UnreadableError:
        return line.decode(main, "replace"), main
    return text, encoding


def _bounded_lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines; None for one longer than `limit`, the rest of which is skipped."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK_BYTES)
        yield None


def _wide_lines(stream: BinaryIO, encoding: str, limit: int) -> Iterator[Line]:
    """The lines of UTF-16 or UTF-32, in which a newline byte is no newline."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    number, pending, too_long = 1, "", False
    while chunk := stream.read(CHUNK_BYTES):
        *lines, rest = (pending + decoder.decode(chunk).removeprefix("\ufeff")).split("\n")
        for line in lines:
            yield Line(number, None if too_long else line + "\n", encoding)
            number, too_long = number + 1, False
        too_long = too_long or len(rest) > limit
        pending = "" if too_long else rest
    if pending or too_long:
        yield Line(number, None if too_long else pending, encoding)
