"""What can still be read of a zip archive whose directory at the end is lost."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from extractor.errors import UnreadableError
from extractor.model import Reject
from extractor.sources.decode import decode
from extractor.sources.options import ReadOptions
from extractor.sources.streams import Input, guarded

_LOCAL_HEADER = struct.Struct("<4sHHHHHLLLHH")
_SIGNATURE = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_SIZE_FOLLOWS = 0x8
_ENCRYPTED = 0x1


def salvaged_members(item: Input, options: ReadOptions) -> Iterator[Input | Reject]:
    """The members found by their own headers, each read into memory (`max_article_bytes`), the last one maybe cut."""
    stream = item.stream
    while _seek_header(stream):
        header = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size).ljust(_LOCAL_HEADER.size, b"\0"))
        _, _, flags, method, _, _, _, packed_size, _, name_length, extra_length = header
        name = _name(stream.read(name_length))
        stream.seek(extra_length, 1)
        if name.endswith("/"):
            continue
        if flags & _ENCRYPTED:
            yield Reject(f"{item.source}/{name}", "", "encrypted")
            continue
        data, reason = _contents(stream, method, -1 if flags & _SIZE_FOLLOWS else packed_size, options.max_article_bytes)
        if data:
            bare = Input(f"{item.source}/{name}", name, stream, b"", [], item.layers + 1, item.budget)
            yield guarded(bare, BytesIO(data), "archive member", options.max_article_bytes)
        if reason:
            yield Reject(f"{item.source}/{name}", "", reason)


def _seek_header(stream: BinaryIO) -> bool:
    """Moves to the next local header, from where the stream stands; False where there is none."""
    window = b""
    while piece := stream.read(1 << 16):
        window += piece
        found = window.find(_SIGNATURE)
        if found >= 0:
            stream.seek(found - len(window), 1)
            return True
        window = window[-3:]
    return False


def _contents(stream: BinaryIO, method: int, packed_size: int, limit: int) -> tuple[bytes, str]:
    """The member's bytes and what is wrong with them; the stream stands behind them then."""
    if method == _STORED and packed_size >= 0:
        data = stream.read(min(packed_size, limit))
        return data, "" if len(data) == packed_size else "cut archive member"
    if method == _DEFLATED:
        return _inflated(stream, limit)
    return b"", "archive member in a form that cannot be salvaged"


def _inflated(stream: BinaryIO, limit: int) -> tuple[bytes, str]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    data = bytearray()
    try:
        while not inflater.eof and len(data) <= limit:
            piece = inflater.unconsumed_tail or stream.read(1 << 16)
            if not piece:
                return bytes(data), "cut archive member"
            data += inflater.decompress(piece, 1 << 20)
    except zlib.error as error:
        return bytes(data), f"damaged archive member: {error}"
    stream.seek(-len(inflater.unused_data) - len(inflater.unconsumed_tail), 1)
    return (bytes(data), "") if inflater.eof else (b"", f"archive member of more than {limit:,} bytes")


def _name(raw: bytes) -> str:
    try:
        return decode(raw).text
    except UnreadableError:
        return raw.decode("utf-8", "replace")
