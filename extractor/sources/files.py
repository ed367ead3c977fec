"""From what the user names to files: directories, globs, lists of paths."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from extractor.errors import UnreadableError, UsageError
from extractor.model import Reject
from extractor.sources.decode import decode
from extractor.sources.options import ReadOptions

STDIN = "-"


def find_files(paths: Sequence[str], options: ReadOptions) -> Iterator[Path | Reject]:
    """The files to read, in order: those of a directory sorted and with its subdirectories, without hidden ones.

    Raises UsageError, before the first file, where a path, glob or list that was named does not exist. STDIN comes as
    `Path("-")`. A file named twice is read once.
    """
    return _files([name for path in paths for name in _named(path)], options)


def sorted_files(paths: Sequence[str], options: ReadOptions) -> Iterator[Path | Reject]:
    """The same files in an order that does not depend on that of `paths`: what was named sorted by its path, part by part, and
    below a directory likewise. What one directory holds is all that is in memory at a time. Raises UsageError."""
    return _files(sorted((name for path in paths for name in _named(path)), key=lambda name: Path(name).parts), options)


def _named(path: str) -> Iterable[str]:
    """The paths behind one argument. Raises UsageError where there are none."""
    if path == STDIN or os.path.lexists(path):
        return [path]
    if path.startswith("@"):
        return _listed(Path(path[1:]))
    if not has_magic(path):
        raise UsageError(f"no such file or directory: {path}")
    found = sorted(glob(path, recursive=True))  # noqa: PTH207 a pattern may be absolute, which Path.glob refuses
    if not found:
        raise UsageError(f"no file matches {path}")
    return found


def _listed(path: Path) -> Iterable[str]:
    try:
        lines = decode(path.read_bytes()).text.splitlines()
    except (OSError, UnreadableError) as error:
        raise UsageError(f"cannot read the list {path}: {_reason(error)}") from error
    return [line.strip() for line in lines if line.strip()]


def _files(named: Sequence[str], options: ReadOptions) -> Iterator[Path | Reject]:
    seen: set[tuple[int, int]] = set()
    if options.exclude is not None and options.exclude.is_dir():
        seen.add(_identity(options.exclude.stat()))
    met: set[Path] = set()
    for name in named:
        if name == STDIN:
            yield Path(STDIN)
            continue
        for found in _walk(Path(name), seen):
            if isinstance(found, Path) and len(named) > 1:
                if found in met:
                    continue
                met.add(found)
            yield found


def _walk(start: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Reject]:
    """The path itself where it is a file; else the files under it. A directory met again, by a link or a loop, is not entered."""
    waiting = [start]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path
            elif not stat.S_ISDIR(status.st_mode):
                yield Reject(source_name(path), "", "not a regular file")
            elif _identity(status) not in seen:
                seen.add(_identity(status))
                waiting.extend(entry for entry in sorted(path.iterdir(), reverse=True) if not entry.name.startswith("."))
        except OSError as error:
            yield Reject(source_name(path), "", "broken link" if path.is_symlink() else _reason(error))


def source_name(path: Path) -> str:
    """The path as articles are called by it: with `/`, and without bytes that are no UTF-8."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
