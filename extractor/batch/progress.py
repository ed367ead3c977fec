"""A bar for loops that are waited for: in a notebook, on a terminal, and nowhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")
SECONDS = 0.3
"""How often the bar moves."""


def counted(items: Iterable[T], total: int, *, shown: bool = True) -> Iterator[T]:
    """The same items, with a bar of how many of `total` have come, where there is somebody to see it."""
    show, close = _bar(total) if shown and total > 1 else (None, None)
    due = 0.0
    for number, item in enumerate(items, 1):
        yield item
        if show is not None and (time.monotonic() >= due or number == total):
            show(number)
            due = time.monotonic() + SECONDS
    if close is not None:
        close()


def _bar(total: int) -> tuple[Callable[[int], None] | None, Callable[[], None] | None]:
    """How to move the bar, and how to end it; nothing where nobody sees it."""
    if _in_notebook():
        return _notebook_bar(total), None
    return _terminal_bar(total) if sys.stderr.isatty() else (None, None)


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return type(shell).__name__ == "ZMQInteractiveShell"


def _notebook_bar(total: int) -> Callable[[int], None]:
    shown: Any = import_module("IPython.display")
    handle = shown.display(_html(shown.HTML, 0, total), display_id=True)
    return lambda number: handle.update(_html(shown.HTML, number, total))


def _html(make: Callable[[str], Any], number: int, total: int) -> Any:
    return make(f"<progress value='{number}' max='{total}'></progress> {number:,} of {total:,} articles")


def _terminal_bar(total: int) -> tuple[Callable[[int], None], Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TextColumn("articles"), TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("", total=total)
    progress.start()
    return lambda number: progress.update(task, completed=number), progress.stop
