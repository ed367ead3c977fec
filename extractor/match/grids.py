"""Tables by column: a header over each, and the cells under it, spanned cells standing in every row they cover."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractor.model import Block, Cell

# Larger tables (rows × columns) are left alone.
MAX_CELLS = 200_000
# A header is at most this many rows high.
MAX_HEADER = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header's lines joined, and its cell in each row under the header (None where there is none)."""

    header: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table under its header; `caption` is a first row of one cell over all columns."""

    columns: tuple[Column, ...]
    caption: str


def rows_of(text: str, block: Block) -> Rows | None:
    """The columns of a table block; None for a table without rows under its header, or a huge one."""
    grid = expanded(block)
    if grid is None:
        return None
    caption, top = _caption(text, grid)
    first = _first_row(grid, top)
    if first >= len(grid):
        return None
    columns = tuple(
        Column(_header(text, [row[col] for row in grid[top:first]]), tuple(row[col] for row in grid[first:]))
        for col in range(len(grid[0]))
    )
    return Rows(columns, caption)


def expanded(block: Block) -> list[list[Cell | None]] | None:
    """The cells of a table block by row and column, a spanned cell in every place it covers; None for fewer than two rows or
    a huge table."""
    height = max((cell.row + cell.row_span for cell in block.cells), default=0)
    width = max((cell.col + cell.col_span for cell in block.cells), default=0)
    if height < 2 or width < 1 or height * width > MAX_CELLS:
        return None
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for cell in block.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            grid[row][cell.col : cell.col + cell.col_span] = [cell] * cell.col_span
    return grid


def cells_under(text: str, blocks: Sequence[Block], headers: Collection[str]) -> Iterator[Cell]:
    """The cells of all tables that stand in a column whose first row is one of the headers, in order."""
    for block in blocks:
        if not block.cells:
            continue
        heads = {cell.col for cell in block.cells if cell.row == 0 and text[cell.start : cell.end].strip() in headers}
        yield from (cell for cell in block.cells if cell.row > 0 and cell.col in heads)


class CellWalls:
    """The edges of all tables' cells, over which no name reaches."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._edges = sorted({edge for block in blocks for cell in block.cells for edge in (cell.start, cell.end)})

    def before(self, position: int) -> int:
        """The last edge at or before a position, 0 where there is none."""
        index = bisect_right(self._edges, position) - 1
        return self._edges[index] if index >= 0 else 0


def _caption(text: str, grid: list[list[Cell | None]]) -> tuple[str, int]:
    """A first row that is one cell over several columns, and where the rows begin under it."""
    cell = grid[0][0]
    if len(grid[0]) < 2 or cell is None or any(other is not cell for other in grid[0]):
        return "", 0
    return text[cell.start : cell.end], 1


def _first_row(grid: list[list[Cell | None]], top: int) -> int:
    """The first row under the header: behind all rows that the header's first row reaches into or whose cells are marked."""
    if top >= len(grid):
        return len(grid)
    reach = max((cell.row + cell.row_span for cell in grid[top] if cell), default=top + 1)
    first = min(max(reach, top + 1), top + MAX_HEADER)
    while first < min(len(grid), top + MAX_HEADER) and all(cell is None or cell.header for cell in grid[first]):
        first += 1
    return first


def _header(text: str, cells: list[Cell | None]) -> str:
    """The texts over a column from top to bottom, each once, without white space."""
    lines = [re.sub("\\s", "", text[cell.start : cell.end]) for cell in dict.fromkeys(cells) if cell]
    return " ".join(line for line in lines if line)
