"""Where this user's caches are, and whether a place is safe from other users."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from platformdirs import user_cache_path

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_ROOT = 0


def cache_directory() -> Path:
    """Where this user's caches are: `EXTRACTOR_CACHE`, else the place that the system has for them."""
    told = os.environ.get("EXTRACTOR_CACHE")
    return Path(told) if told else user_cache_path("zh-news-extractor", appauthor=False)


def own_directory(name: str) -> Path | None:
    """The directory of that name among the caches, for this user only; None where nothing can be kept there safely.

    That is so in a home that cannot be written, in a directory that somebody else owns or can write to, and below one in which
    anybody can put another in its place.
    """
    try:
        directory = cache_directory().resolve() / name  # which may be a link itself, and is then not used
        if not all(_is_firm(parent.stat()) for parent in directory.parents if parent.exists()):
            return None
        directory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        directory.mkdir(exist_ok=True, mode=0o700)
        return directory if is_own(directory.lstat(), stat.S_IFDIR) else None
    except (OSError, RuntimeError):  # the latter where links lead in a circle
        return None


def is_own(status: os.stat_result, kind: int) -> bool:
    """Whether it is a file of this kind (`stat.S_IFREG` …) that belongs to this user and that nobody else can write."""
    return stat.S_IFMT(status.st_mode) == kind and _owner(status) == _user() and not _writable(status, _OTHERS_WRITE)


def _is_firm(status: os.stat_result) -> bool:
    """Whether nobody but this user and root can rename what stands in this directory; in a sticky one only its owner can."""
    foreign = _owner(status) not in (_user(), _ROOT)
    return not foreign and (not _writable(status, stat.S_IWOTH) or bool(status.st_mode & stat.S_ISVTX))


def _user() -> int:
    """This user's number; that of root where the system has none, and directories of users are closed by other means."""
    ask = getattr(os, "geteuid", None)
    return ask() if ask else _ROOT


def _owner(status: os.stat_result) -> int:
    return status.st_uid if hasattr(os, "geteuid") else _ROOT


def _writable(status: os.stat_result, who: int) -> bool:
    return hasattr(os, "geteuid") and bool(status.st_mode & who)
