"""The records of a WARC file, found again after a damaged one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

_VERSION = re.compile(rb"WARC/\d\.\d")
_LINE_BYTES = 1 << 16
_HEADER_LINES = 200
_CHUNK_BYTES = 1 << 16
_WANTED = ("response", "resource", "conversion")


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """One record that holds a document. `fault` tells what is wrong with it: it is cut, longer than allowed, or no record."""

    headers: Mapping[str, str]
    block: bytes
    fault: str = ""

    @property
    def url(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<>")


def warc_records(stream: BinaryIO, limit: int) -> Iterator[WarcRecord]:
    """The response, resource and conversion records; what lies between two records and belongs to none comes as a fault.

    Of a record longer than `limit` bytes the block is empty.
    """
    line = stream.readline(_LINE_BYTES)
    lost = 0
    while line:
        if not _VERSION.match(line):
            lost += len(line.strip())
            line = stream.readline(_LINE_BYTES)
            continue
        if lost:
            yield WarcRecord({}, b"", f"{lost:,} bytes that belong to no record")
            lost = 0
        headers, line = _headers(stream)
        if line:  # the next record began, or the file's end came, before the headers ended
            yield WarcRecord(headers, b"", "damaged record header")
            continue
        yield from _record(stream, headers, limit)
        line = stream.readline(_LINE_BYTES)
    if lost:
        yield WarcRecord({}, b"", f"{lost:,} bytes that belong to no record")


def parse_headers(lines: bytes) -> dict[str, str]:
    """The headers by lower-case name; a name that comes twice has its last value."""
    headers: dict[str, str] = {}
    for line in lines.splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            headers[name.strip().lower().decode("latin-1")] = value.strip().decode("utf-8", "replace")
    return headers


def _headers(stream: BinaryIO) -> tuple[dict[str, str], bytes]:
    """The headers up to the empty line, and the line that should not have come before it, if any."""
    lines = bytearray()
    for _ in range(_HEADER_LINES):
        line = stream.readline(_LINE_BYTES)
        if line in (b"\r\n", b"\n"):
            return parse_headers(bytes(lines)), b""
        if not line or _VERSION.match(line):
            return parse_headers(bytes(lines)), line or b"\n"
        lines += line
    return parse_headers(bytes(lines)), b"\n"


def _record(stream: BinaryIO, headers: Mapping[str, str], limit: int) -> Iterator[WarcRecord]:
    wanted = headers.get("warc-type", "").lower() in _WANTED
    told = headers.get("content-length", "")
    if not (told.isascii() and told.isdigit() and len(told) < 16):
        yield WarcRecord(headers, b"", "damaged record header: no Content-Length")
        return
    length = int(told)
    keep = wanted and length <= limit
    block, left = _read(stream, length, keep=keep)
    if left:
        yield WarcRecord(headers, block, "the file ends inside this record")
    elif wanted:
        yield WarcRecord(headers, block, "" if keep else f"longer than {limit:,} bytes")


def _read(stream: BinaryIO, length: int, *, keep: bool) -> tuple[bytes, int]:
    """The next `length` bytes, kept or passed over, and how many of them are missing."""
    kept = bytearray()
    while length > 0:
        piece = stream.read(min(length, _CHUNK_BYTES))
        if not piece:
            break
        length -= len(piece)
        if keep:
            kept += piece
    return bytes(kept), length
