"""Compressed frames as a stream, which gives everything up to a fault before it tells it."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

PACKED_BYTES = 2048
"""How much is unpacked at a time, so that a bomb stops at its limit in time: four bytes of zstd can stand for 128 KiB."""


class Decompressor(Protocol):
    """What zlib, bz2, lzma and zstandard have in common."""

    def decompress(self, data: bytes, /) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


class Frames:
    """A reader of compressed frames, one after another; raises EOFError, or the decompressor's error, at a fault.

    The readers of the standard library keep back what they have unpacked of a damaged end, and zstandard's takes a cut stream
    for a whole one.
    """

    def __init__(self, stream: BinaryIO, new_frame: Callable[[], Decompressor]) -> None:
        self._new_frame = new_frame
        self._frame = new_frame()
        self._stream = stream
        self._packed = b""
        self._unpacked = memoryview(b"")
        self._at_rest = True

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._unpacked:
            piece = self._packed or self._stream.read(PACKED_BYTES)
            if not piece:
                if not self._at_rest:
                    raise EOFError("it ends too early")
                return b""
            self._packed = b""
            if self._at_rest:
                piece = piece.lstrip(b"\0")  # padding between frames
            if piece:
                self._unpacked = memoryview(self._fed(piece))
        taken, self._unpacked = self._unpacked[:size], self._unpacked[size:]
        return bytes(taken)

    def _fed(self, piece: bytes) -> bytes:
        """What this piece unpacks to; what lies behind its frame's end is kept for the next one."""
        unpacked = self._frame.decompress(piece)
        self._at_rest = self._frame.eof
        if self._at_rest:
            self._packed = self._frame.unused_data
            self._frame = self._new_frame()
        return unpacked


def _gzip_frame() -> Decompressor:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


def _zstd_frame() -> Decompressor:
    import zstandard

    return _ZstdFrame(zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj())


class _ZstdFrame:
    """zstandard's decompressor, with its own error told as an OSError so that it need not be imported to be caught."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    @property
    def eof(self) -> bool:
        return bool(self._frame.eof)

    @property
    def unused_data(self) -> bytes:
        return bytes(self._frame.unused_data)

    def decompress(self, data: bytes, /) -> bytes:
        import zstandard

        try:
            return bytes(self._frame.decompress(data))
        except zstandard.ZstdError as error:
            raise OSError(str(error)) from error


COMPRESSIONS: tuple[tuple[bytes, str, Callable[[], Decompressor]], ...] = (
    (b"\x1f\x8b", "gzip", _gzip_frame),
    (b"\x28\xb5\x2f\xfd", "zstd", _zstd_frame),
    (b"BZh", "bzip2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", "xz", lzma.LZMADecompressor),
)
"""First bytes, name and decompressor of each compression that is read."""
