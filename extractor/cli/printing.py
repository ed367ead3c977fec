"""Tables and lines on the terminal, at their full width where nothing tells one: into a pipe, a file or a log."""

from __future__ import annotations

import os
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table as Grid

from extractor.cli.printable import printable

WIDEST = 220
"""Characters in a line where nothing tells the width."""


class Terminal(Console):
    """A console on which no text that is printed can steer the terminal."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """The pieces of the line, with pictures in the place of control characters that are not the console's own."""
        for piece in super().render(renderable, options):
            text = piece.text if piece.control else printable(piece.text)
            yield piece if text == piece.text else Segment(text, piece.style)


def stdout() -> Console:
    """The console of what a command prints."""
    return Terminal(highlight=False, soft_wrap=True)


def stderr() -> Console:
    """The console of what a command tells beside what it prints."""
    return Terminal(stderr=True, highlight=False, soft_wrap=True)


def print_grid(grid: Grid, *, empty: bool = False) -> None:
    """Prints a table; nothing where it has no rows, unless `empty` tables are wanted too."""
    if not grid.row_count and not empty:
        return
    console = Terminal(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = max(console.width, console.measure(grid, options=console.options.update(width=WIDEST)).maximum)
    console.print(grid)
