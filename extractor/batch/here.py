"""A run so small that it is one shard: done by a fork of this process, without a pool."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")


def in_a_fork(work: Callable[[], _T]) -> _T | None:
    """What `work` gives, done by a child of this process; None where the child died. What it raises is raised here.

    Where this process has threads (a fork would not be safe) or cannot fork, the work is done right here.
    """
    if not can_fork():
        return work()
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _be_child(work, writer)
    os.close(writer)
    try:
        with open(reader, "rb") as pipe:  # noqa: PTH123 a pipe has no path
            content = pipe.read()
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(child, 9)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    if status or not content:
        return None
    raised, result = pickle.loads(content)  # from our own child
    if raised:
        raise result
    found: _T = result
    return found


def can_fork() -> bool:
    """Whether this process may be forked: it has one thread, as far as can be told."""
    tasks = Path("/proc/self/task")
    alone = len(list(tasks.iterdir())) == 1 if tasks.is_dir() else False
    return hasattr(os, "fork") and alone and threading.active_count() == 1


def _be_child(work: Callable[[], object], writer: int) -> None:
    """Does the work, writes its result, and ends: nothing of this process's own is run at its end."""
    code = 1
    try:
        try:
            told = (False, work())
        except Exception as error:  # noqa: BLE001 raised again by the parent
            told = (True, error)
        with open(writer, "wb") as pipe:
            pipe.write(pickle.dumps(told))
        code = 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
