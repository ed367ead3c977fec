"""Files of a cache: whole or not at all, and read only where this user wrote them."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

from extractor.cache.places import is_own

MOST_BYTES = 256 * 1024 * 1024
"""No longer file is written or read; that of the product's own rules has 2 MB, of a hundred times as many some 40."""

KEPT_FILES = 16
KEPT_DAYS = 30
"""What has not been used for so long is thrown away, and the least used of more than so many files."""

_DIGEST = hashlib.sha256().digest_size
_DAY = 86_400
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def load(path: Path) -> bytes | None:
    """What was saved at `path`; None where nothing was, where it is damaged, or where somebody else could have written it."""
    try:
        handle = os.open(path, _READ)
    except OSError:
        return None
    try:
        status = os.fstat(handle)
        if not is_own(status, stat.S_IFREG) or status.st_size > MOST_BYTES:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            packed = file.read()
    except OSError:
        return None
    finally:
        os.close(handle)
    digest, content = packed[:_DIGEST], packed[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    if time.time() - status.st_mtime > _DAY:
        _touch(path)
    return content


def save(path: Path, content: bytes) -> bool:
    """Keeps the content for this user only; a reader sees all of it or nothing. Whether that went well."""
    if len(content) + _DIGEST > MOST_BYTES:
        return False
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(beside, _WRITE, 0o600), "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        return False
    return True


def throw_old_away(directory: Path) -> None:
    """Removes what has not been used for long, the least used of too many files, and what a broken-off program left."""
    used = by_use(directory)
    for place, path in enumerate(reversed(used)):
        age = time.time() - _when(path)
        if place >= KEPT_FILES or age > KEPT_DAYS * _DAY or (path.suffix == ".part" and age > _DAY):
            path.unlink(missing_ok=True)


def by_use(directory: Path) -> list[Path]:
    """The files of a directory, the one used last at the end."""
    return sorted(directory.iterdir(), key=lambda path: (_when(path), path.name))


def _when(path: Path) -> float:
    """When the file was used last, in seconds; never, where another program has thrown it away."""
    try:
        return path.lstat().st_mtime
    except OSError:
        return 0.0


def _touch(path: Path) -> bool:
    """Tells that the file is still of use, where the system lets us."""
    try:
        os.utime(path)
    except OSError:
        return False
    return True
