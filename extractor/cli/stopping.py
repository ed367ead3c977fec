"""A run that is told to end: by Ctrl-C or by SIGTERM, cleanly and with what is done kept."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


class Terminated(KeyboardInterrupt):
    """SIGTERM: whatever ends cleanly at Ctrl-C does at this too."""


def exit_code_of(error: BaseException) -> int:
    """What the process ends with, as a shell tells a signal."""
    return EXIT_TERMINATED if isinstance(error, Terminated) else EXIT_INTERRUPTED


@contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """Raises Terminated inside where SIGTERM comes."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no other thread may handle signals
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
