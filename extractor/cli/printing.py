"""Tables and lines on the terminal, at their full width where nothing tells one: into a pipe, a file or a log."""

from __future__ import annotations

import os

from rich.console import Console
from rich.table import Table as Grid

WIDEST = 220
"""Characters in a line where nothing tells the width."""


def stdout() -> Console:
    """The console of what a command prints."""
    return Console(highlight=False, soft_wrap=True)


def stderr() -> Console:
    """The console of what a command tells beside what it prints."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_grid(grid: Grid, *, empty: bool = False) -> None:
    """Prints a table; nothing where it has no rows, unless `empty` tables are wanted too."""
    if not grid.row_count and not empty:
        return
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = max(console.width, console.measure(grid, options=console.options.update(width=WIDEST)).maximum)
    console.print(grid)
