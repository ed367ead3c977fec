"""The hidden directory of a run in its output directory: what is done, so that it is not done again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from extractor.batch.storage import Storage
from extractor.errors import UsageError

NAME = ".run"
CLEANED_LIMIT = 4 << 30
"""Bytes of cleaned text that are kept at most: that of some 2,800,000 articles of 2.6 kB."""


class RunDirectory:
    """What runs into one output directory keep.

    `rows/` has the rows of each finished shard, under a name made of what decides them and of what is in it: a run finds there
    what an earlier one did, and nothing else. `cleaned/` has cleaned texts. `parts/`, `spool/` and `watch/` are empty between
    runs. All of it may be deleted at any time between runs.
    """

    def __init__(self, path: str, files: Storage) -> None:
        self.path = path
        self._files = files
        self._cleaned_bytes: int | None = None

    def spool(self, key: str, content: bytes) -> str:
        """Puts records where a worker reads them; their path."""
        path = f"{self.path}/spool/{key}"
        self._files.write(path, content)
        return path

    def has_room(self) -> bool:
        """Whether more cleaned text may be kept."""
        if self._cleaned_bytes is None:
            self._cleaned_bytes = sum(size for _, size in self._files.files(f"{self.path}/cleaned"))
        return self._cleaned_bytes < CLEANED_LIMIT

    def took_room(self, size: int) -> None:
        """Counts cleaned text that was kept."""
        if self._cleaned_bytes is not None:
            self._cleaned_bytes += size

    def forget_rows(self) -> None:
        """Throws away what earlier runs did."""
        self._remove("rows", lambda _: False)

    def tidy(self, rows: set[str], cleaned: set[str], version: str | None) -> None:
        """Throws away what the inputs of the finished run do not need: rows but those of these names, cleaned texts but those
        of these names in the directory of this version, and whatever was in hand."""
        self._remove("rows", lambda path: path.rsplit("/", 1)[-1] in rows)
        if version:
            self._remove("cleaned", lambda path: path.rsplit("/", 1)[-1] in cleaned and path.startswith(f"{version}/"))
        for name in ("parts", "spool", "watch"):
            self._remove(name, lambda _: False)

    def _remove(self, name: str, stays: Callable[[str], bool]) -> None:
        for path, _ in list(self._files.files(f"{self.path}/{name}")):
            if not stays(path):
                self._files.remove(path)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Holds the directory for one run of this machine. Raises UsageError where another one has it, or it cannot be made."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = (directory / "lock").open("w")
    except OSError as error:
        raise UsageError(f"cannot write to {directory.parent}: {error.strerror or error}") from error
    with lock:
        if not _is_ours(lock):
            raise UsageError(f"another run is writing to {directory.parent}")
        yield


def _is_ours(lock: TextIO) -> bool:
    """Locks the file; the lock goes with this process, however it ends. Where the system has no such locks nobody is kept out."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def remove_if_empty(directory: Path) -> None:
    """Removes a directory of which only empty directories are left."""
    if directory.is_dir() and not any(names for _, _, names in os.walk(directory)):
        with suppress(OSError):
            shutil.rmtree(directory)
