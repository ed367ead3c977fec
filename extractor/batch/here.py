"""A run so small that it is one shard: done by a fork of this process, without a pool."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from extractor.errors import ExtractorError, UsageError


class _Told(msgspec.Struct):
    """What a child tells: its result, or what it raised."""

    result: bytes = b""
    usage: str = ""
    system: tuple[int, str] | None = None
    fault: str = ""


def in_a_fork(work: Callable[[], bytes]) -> bytes | None:
    """What `work` gives, done by a child of this process; None where the child died.

    Where this process has threads (a fork would not be safe) or cannot fork, the work is done right here. Raises UsageError
    and OSError as the work does, RuntimeError for anything else.
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
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    return None if status or not content else _result(msgspec.msgpack.decode(content, type=_Told))


def can_fork() -> bool:
    """Whether this process may be forked: it has one thread, as far as can be told."""
    tasks = Path("/proc/self/task")
    alone = len(list(tasks.iterdir())) == 1 if tasks.is_dir() else False
    return hasattr(os, "fork") and alone and threading.active_count() == 1


def _result(told: _Told) -> bytes:
    if told.usage:
        raise UsageError(told.usage)
    if told.system:
        raise OSError(*told.system)
    if told.fault:
        raise RuntimeError(told.fault)
    return told.result


def _be_child(work: Callable[[], bytes], writer: int) -> None:
    """Does the work, tells its result, and ends: nothing of this process's own is run at its end."""
    code = 1
    try:
        told = _done(work)
        with open(writer, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(told))
        code = 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _done(work: Callable[[], bytes]) -> _Told:
    try:
        return _Told(result=work())
    except ExtractorError as error:
        return _Told(usage=str(error))
    except OSError as error:
        return _Told(system=(error.errno or 0, error.strerror or str(error)))
    except Exception:  # noqa: BLE001 raised again by the parent
        return _Told(fault=traceback.format_exc())
