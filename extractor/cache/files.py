"""Files of a cache: whole or not at all, and read only where this user wrote them."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from pathlib import Path

from extractor.cache.places import is_own

MOST_BYTES = 64 * 1024 * 1024
"""A longer file is none of ours; that of the product's own rules has 2 MB."""

KEPT_FILES = 16
KEPT_DAYS = 30
"""What has not been used for so long is thrown away, and the least used of more than so many files."""

_DIGEST = hashlib.sha256().digest_size
_DAY = 86_400
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def load(path: Path) -> bytes | None:
    """What was saved at `path`; None where nothing was, where it is damaged, or where somebody else could have written it."""
    try:
        handle = os.open(path, _READ)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not is_own(status, stat.S_IFREG) or status.st_size > MOST_BYTES:
            return None
        packed = file.read()
    digest, content = packed[:_DIGEST], packed[_DIGEST:]
    if hashlib.sha256(content).digest() != digest:
        return None
    if time.time() - status.st_mtime > _DAY:
        _touch(path)
    return content


def save(path: Path, content: bytes) -> bool:
    """Keeps the content for this user only; a reader sees all of it or nothing. Whether that went well."""
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
    oldest = time.time() - KEPT_DAYS * _DAY
    used = sorted(_by_use(directory), reverse=True)
    for place, (when, file) in enumerate(used):
        if place >= KEPT_FILES or when < oldest or (file.suffix == ".part" and when < time.time() - _DAY):
            file.unlink(missing_ok=True)


def _by_use(directory: Path) -> list[tuple[float, Path]]:
    found: list[tuple[float, Path]] = []
    for file in directory.iterdir():
        try:
            found.append((file.lstat().st_mtime, file))
        except FileNotFoundError:  # another program threw it away
            continue
    return found


def _touch(path: Path) -> bool:
    """Tells that the file is still of use, where the system lets us."""
    try:
        os.utime(path)
    except OSError:
        return False
    return True
