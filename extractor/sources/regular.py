"""Regular files that stay what they were when they were opened, whatever others do to them meanwhile."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from extractor.errors import UnreadableError

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class _Sized(io.FileIO):
    """A file that ends where it ended when it was opened, so that one that grows for ever is read to an end."""

    def __init__(self, handle: int, size: int) -> None:
        super().__init__(handle, "rb")
        self.size = size

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        left = max(self.size - self.tell(), 0)
        return super().readinto(memoryview(buffer)[:left]) or 0

    def readall(self) -> bytes:
        return self.read(max(self.size - self.tell(), 0))


class RegularFile(io.BufferedReader):
    """The bytes of a regular file up to the size that it had at first."""

    def __init__(self, raw: _Sized) -> None:
        super().__init__(raw, 1 << 16)
        self.first_size = raw.size


def open_regular(path: Path) -> RegularFile:
    """The file, open. Raises UnreadableError where it is no regular file any more (a pipe would wait for ever), else OSError."""
    handle = os.open(path, _FLAGS)
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise UnreadableError("not a regular file")
    return RegularFile(_Sized(handle, status.st_size))


def change_of(stream: RegularFile) -> str:
    """What happened to the size of the file while it was read; empty where nothing did."""
    now = os.fstat(stream.fileno()).st_size
    if now == stream.first_size:
        return ""
    what = "grew" if now > stream.first_size else "shrank"
    return f"the file {what} while it was read: {stream.first_size:,} bytes at first, {now:,} at the end"
