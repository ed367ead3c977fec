"""Where the parts of a studied corpus are kept: in the user's own cache directory, by what they were made from."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from extractor.cache.places import cache_directory
from extractor.errors import UsageError
from extractor.model import Reject
from extractor.rules.versions import code_digest
from extractor.sources import ReadOptions
from extractor.sources.files import STDIN, find_files
from extractor.tuning.study.parts import decoded, encoded
from extractor.whole import whole

# A corpus that no command has asked for in so many days is thrown away.
KEPT_DAYS = 30
# Packages whose code decides what the parts hold.
_MAKERS = ("sources", "text", "rules", "match", "facts", "model.py", "pipeline.py", "tuning/study")


class Store:
    """The parts of one corpus: a file for each chunk of articles, part, and set of rules."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.utime(directory)

    def load(self, part: str, digest: str, index: int, kind: Any, only: Collection[int] | None = None) -> list[Any] | None:
        """The part of the chunk with that number, of all its articles or of `only` some; None where it cannot be read."""
        try:
            packed = self._path(part, digest, index).read_bytes()
            return decoded(zstandard.decompress(packed), kind, only)
        except (OSError, zstandard.ZstdError, msgspec.DecodeError):
            return None  # it is made again

    def save(self, part: str, digest: str, index: int, parts: list[Any]) -> None:
        """Keeps the part; a reader sees all of it or nothing."""
        self._write(self._path(part, digest, index), zstandard.compress(encoded(parts), 1))

    def chunks(self, digest: str) -> int | None:
        """How many chunks have been cleaned with the rules of that digest; None where not all have."""
        try:
            return int(self._count(digest).read_text("ascii"))
        except (OSError, ValueError):
            return None

    def set_chunks(self, digest: str, number: int) -> None:
        """Says that so many chunks, which are all, have been cleaned."""
        self._write(self._count(digest), str(number).encode())

    def _path(self, part: str, digest: str, index: int) -> Path:
        return self.directory / f"{part}-{digest[:16]}-{index:06d}.zst"

    def _count(self, digest: str) -> Path:
        return self.directory / f"chunks-{digest[:16]}"

    def _write(self, path: Path, content: bytes) -> None:
        with whole(path) as part:
            part.write_bytes(content)


def store_for(paths: Sequence[str], options: ReadOptions) -> Store:
    """The store of the corpus under `paths` as it is now: a file that is added, changed or gone makes it another one.

    Raises UsageError for a path that does not exist, and for stdin, which cannot be read twice.
    """
    root = cache_directory() / "studies"
    _throw_old_away(root)
    return Store(root / _identity(paths, options))


def store_of(articles: Iterable[str]) -> Store:
    """The store of articles that are named by what they hold (`doc_id`), wherever they come from."""
    hashed = hashlib.sha256(_code().encode())
    for name in articles:
        hashed.update(f"{name}\0".encode())
    root = cache_directory() / "studies"
    _throw_old_away(root)
    return Store(root / hashed.hexdigest()[:32])


def _identity(paths: Sequence[str], options: ReadOptions) -> str:
    hashed = hashlib.sha256(f"{_code()} {options}".encode())
    for line in _stats(paths, options):
        hashed.update(line.encode("utf-8", "surrogateescape"))
    return hashed.hexdigest()[:32]


def _stats(paths: Sequence[str], options: ReadOptions) -> Iterable[str]:
    for file in find_files(paths, options):
        if isinstance(file, Reject):
            continue
        if file == Path(STDIN):
            raise UsageError("stdin cannot be read twice; write its articles to a file")
        stat = file.stat()
        yield f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\0"


def _code() -> str:
    """A hash of the code that makes the parts."""
    return f"{code_digest(*_MAKERS)} {msgspec.__version__}"


def _throw_old_away(root: Path) -> None:
    oldest = time.time() - KEPT_DAYS * 86400
    for directory in root.iterdir() if root.is_dir() else ():
        if directory.is_dir() and directory.stat().st_mtime < oldest:
            shutil.rmtree(directory, ignore_errors=True)
