"""Files of any machine by their URLs: what Arrow knows (s3, gs, abfs, hdfs, file), and what fsspec knows beside it (oss, ...)."""

from __future__ import annotations

import io
import os
import platform
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from extractor.batch.storage import LocalStorage
from extractor.errors import UsageError

BUFFER = 1 << 20
"""Bytes that are read from a far file at a time."""

_BY_RENAMING = ("local", "hdfs", "viewfs")
"""File systems whose files appear while they are written; those of object stores appear when they are whole."""


def is_url(path: str) -> bool:
    """Whether the path is a URL, not one of this machine's own."""
    return "://" in path


class UrlStorage:
    """Files by their URLs, and this machine's own by their paths."""

    def __init__(self) -> None:
        self._own = LocalStorage()

    def open(self, path: str) -> BinaryIO:
        if not is_url(path):
            return self._own.open(path)
        files, inside = _found(path)
        return cast(BinaryIO, io.BufferedReader(_Far(files.open_input_file(inside)), BUFFER))

    def read(self, path: str) -> bytes | None:
        if not is_url(path):
            return self._own.read(path)
        try:
            with self.open(path) as stream:
                return stream.read()
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        if not is_url(path):
            self._own.write(path, content)
            return
        files, inside = _found(path)
        if files.type_name in _BY_RENAMING:
            above, _, name = inside.rpartition("/")
            beside = f"{above}/.{name}.{platform.node()}.{os.getpid()}"
            files.create_dir(above, recursive=True)
            _put(files, beside, content)
            files.move(beside, inside)
        else:
            _put(files, inside, content)

    def remove(self, path: str) -> None:
        if not is_url(path):
            self._own.remove(path)
            return
        files, inside = _found(path)
        with suppress(FileNotFoundError):
            files.delete_file(inside)

    def files(self, directory: str) -> Iterator[tuple[str, int]]:
        if not is_url(directory):
            yield from self._own.files(directory)
            return
        for url, size, _ in self.listed(directory):
            yield url, size

    def listed(self, url: str) -> Iterator[tuple[str, int, str]]:
        """The URL, size and time of change of the file, or of every file below the directory, in the order of their paths."""
        from pyarrow import fs

        files, inside = _found(url)
        told = files.get_file_info(inside)
        if told.type == fs.FileType.File:
            yield url, told.size, str(told.mtime_ns)
            return
        below = files.get_file_info(fs.FileSelector(inside, recursive=True, allow_not_found=True))
        base = url.rstrip("/")
        within = inside.strip("/") + "/"
        for found in sorted(below, key=lambda one: PurePosixPath(one.path).parts):
            if found.type == fs.FileType.File:
                yield f"{base}/{found.path.lstrip('/').removeprefix(within)}", found.size, str(found.mtime_ns)

    def upload(self, path: str, url: str) -> None:
        """Copies a file of this machine to a URL, a piece at a time."""
        files, inside = _found(url)
        if files.type_name in _BY_RENAMING or files.type_name.startswith("py::"):
            files.create_dir(inside.rpartition("/")[0], recursive=True)
        with open(path, "rb") as source, files.open_output_stream(inside) as target:  # noqa: PTH123 streams of both kinds
            while piece := source.read(BUFFER):
                target.write(piece)


class _Far(io.RawIOBase):
    """A file of Arrow's as one of Python's."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: object) -> int:
        return int(self._file.readinto(buffer))

    def close(self) -> None:
        self._file.close()
        super().close()


def _put(files: Any, path: str, content: bytes) -> None:
    with files.open_output_stream(path) as stream:
        stream.write(content)


def _found(url: str) -> tuple[Any, str]:
    """The file system and the path in it. Raises UsageError where nothing is known of such URLs."""
    scheme, host, path, *_ = urlsplit(url)
    files, root = _file_system(scheme, host)
    return files, root + path


@lru_cache(maxsize=32)
def _file_system(scheme: str, host: str) -> tuple[Any, str]:
    """The file system of such URLs, and what stands before their paths in it: the bucket, where that is no part of it."""
    import pyarrow
    from pyarrow import fs

    root = f"{scheme}://{host}/"
    try:
        files, inside = fs.FileSystem.from_uri(root)
        return files, inside.rstrip("/")
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError):
        pass  # no scheme of Arrow's
    try:
        from fsspec.core import url_to_fs

        known, inside = url_to_fs(root)
        return fs.PyFileSystem(fs.FSSpecHandler(known)), inside.rstrip("/")
    except ImportError as error:
        raise UsageError(f"{root}: {error}; install zh-news-extractor[ray] and the package of that storage") from error
    except ValueError as error:
        raise UsageError(f"{root}: {error}") from error
