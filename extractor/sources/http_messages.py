"""HTTP responses as crawlers store them: status, headers, and the body without its transfer and content codings."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from extractor.errors import UnreadableError
from extractor.sources.streams import Input, read_article, unpacked
from extractor.sources.warc_records import parse_headers

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")
_KNOWN_CODINGS = ("", "identity", "gzip", "x-gzip", "deflate", "zstd")


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """A response: its status, its headers by lower-case name, the decoded body, and why that ends early if it does."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    damage: str = ""


def parse_response(block: bytes, limit: int) -> HttpMessage:
    """The stored response. Raises UnreadableError where it is none, or its body cannot be decoded within `limit` bytes.

    A coding that is declared but not there is ignored: many crawlers store the decoded body under the old headers.
    """
    status = _STATUS.match(block)
    if status is None:
        raise UnreadableError("no HTTP response")
    end = _HEADER_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers = parse_headers(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in _KNOWN_CODINGS:
        raise UnreadableError(f"content encoding {coding}")
    data, damage = (_inflated(body, limit), "") if coding == "deflate" else _decompressed(body, limit)
    return HttpMessage(int(status.group(1)), headers, data, damage)


def _dechunked(body: bytes) -> bytes:
    """The body without the sizes of its chunks; the body itself where it has none, what there is where it is cut."""
    pieces = bytearray()
    place = 0
    while size := _CHUNK_SIZE.match(body, place):
        length = int(size.group(1), 16)
        if not length:
            return bytes(pieces)
        pieces += body[size.end() : size.end() + length]
        place = size.end() + length
        place += len(body[place : place + 2]) - len(body[place : place + 2].lstrip(b"\r\n"))
    return bytes(pieces) if pieces and place >= len(body) else body


def _decompressed(body: bytes, limit: int) -> tuple[bytes, str]:
    """The body without gzip or zstd, where it begins as these do, and why it ends early."""
    item = Input("", "", BytesIO(body), body[:16], [])
    inner = unpacked(item, limit)
    if inner is item:
        return body, ""
    data = read_article(inner, limit)
    if not data and item.damage:
        raise UnreadableError(item.damage[0])
    return data, "; ".join(item.damage)


def _inflated(body: bytes, limit: int) -> bytes:
    """The body without deflate, in either of the two forms that go by this name."""
    for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflater = zlib.decompressobj(window)
        try:
            data = inflater.decompress(body, limit)
        except zlib.error:
            continue
        if inflater.unconsumed_tail:
            raise UnreadableError(f"deflate data of more than {limit:,} bytes")
        return data
    return body
