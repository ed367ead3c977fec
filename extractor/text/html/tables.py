"""Tables that hold data, told from tables that only lay out the page, with their cells placed in the grid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.text.grid import header_row
from extractor.text.html.tokens import attributes
from extractor.text.html.tree import Node, Tree

# Longer cell text is prose: the table lays out a page. Tuned on the layout tables of 69 pages of 2003-2022.
_LONGEST_CELL = 400
_MOST_SPAN = 1000
_SPAN = re.compile("span", re.IGNORECASE)
_MOST_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its lines are `lines[first:last]` of the tree."""

    first: int
    last: int
    row: int
    col: int
    row_span: int
    col_span: int
    header: bool


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data; `rows` leaves out rows without any text. Its caption's lines stand before `first`."""

    node: Node
    first: int
    last: int
    rows: list[list[GridCell]]


def data_tables(tree: Tree, words: re.Pattern[str]) -> list[DataTable]:
    """The data tables in document order; a table that holds another one is layout. `words` are those of table heads."""
    found: list[DataTable] = []
    tables = [node for node in tree.nodes if node.name == "table"]
    outer: set[int] = set()
    for node in tables:
        parent = node.parent
        while parent is not None and parent.name != "table":
            parent = parent.parent
        if parent is not None:
            outer.add(id(parent))
    for node in tables:
        if id(node) not in outer and node.last - node.first >= 4:
            table = _read_table(tree, node, words)
            if table is not None:
                found.append(table)
    return found


def _read_table(tree: Tree, node: Node, words: re.Pattern[str]) -> DataTable | None:
    rows = [row for row in _rows(node) if any(cell.first < cell.last for cell in row.children)]
    if len(rows) < 2:
        return None
    cells = [[cell for cell in row.children if cell.name in ("td", "th")] for row in rows]
    grid = _place(tree, cells, words)
    if not _looks_like_data(tree, node, grid):
        return None
    first = min(cell.first for row in grid for cell in row)
    return DataTable(node, first, node.last, grid)


def _rows(node: Node) -> list[Node]:
    rows: list[Node] = []
    for child in node.children:
        if child.name == "tr":
            rows.append(child)
        elif child.name in ("tbody", "thead", "tfoot"):
            rows.extend(row for row in child.children if row.name == "tr")
    return rows


def _looks_like_data(tree: Tree, node: Node, grid: list[list[GridCell]]) -> bool:
    """At least two rows of two columns or more (a cell that spans rows from above is one), short cells, few links."""
    wide = sum(1 for row in grid if sum(cell.first < cell.last for cell in row) >= 2 or (row and row[-1].col > 0))
    if wide < 2 or wide * 3 < len(grid):
        return False
    total = linked = 0
    for cell in (cell for row in grid for cell in row):
        size = sum(len(line.text) for line in tree.lines[cell.first : cell.last])
        if size > _LONGEST_CELL:
            return False
        total += size
        linked += sum(line.link_chars for line in tree.lines[cell.first : cell.last])
    return total >= 8 and linked * 2 < total and not node.hint.startswith(("wp-calendar", "calendar"))


def _place(tree: Tree, rows: list[list[Node]], words: re.Pattern[str]) -> list[list[GridCell]]:
    """The cells with their row and column, spans of the rows above taken into account."""
    texts = [["".join(line.text for line in tree.lines[cell.first : cell.last]) for cell in row] for row in rows]
    head = -1 if any(cell.name == "th" for row in rows for cell in row) else header_row(texts, words)
    grid: list[list[GridCell]] = []
    taken: dict[int, int] = {}
    budget = _MOST_CELLS
    for number, row in enumerate(rows):
        placed: list[GridCell] = []
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            down, across = _spans(tree, cell, budget)
            header = cell.name == "th" or number == head or (cell.parent is not None and _in_head(cell))
            placed.append(GridCell(cell.first, cell.last, number, column, min(down, len(rows) - number), across, header))
            for step in range(across):
                taken[column + step] = number + down
            column += across
            budget -= across
        grid.append(placed)
    return grid


def _in_head(cell: Node) -> bool:
    row = cell.parent
    return row is not None and row.parent is not None and row.parent.name == "thead"


def _spans(tree: Tree, cell: Node, budget: int) -> tuple[int, int]:
    start, end = cell.attrs_at
    if end - start < 6 or not _SPAN.search(tree.raw, start, end):
        return 1, 1
    found = attributes(tree.raw, start, end)
    down, across = (_number(found.get(name, "1")) for name in ("rowspan", "colspan"))
    return down, across if across <= budget else 1


def _number(text: str) -> int:
    digits = text.strip()
    return min(max(int(digits), 1), _MOST_SPAN) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1
