"""The article's lines as text: an edit list from the page to it, and its blocks."""

from __future__ import annotations

from extractor.model import Block, BlockKind, Cell, Edit
from extractor.text.edits import EditList
from extractor.text.gaps import Dropped, gap_edits
from extractor.text.html.choose import Choice
from extractor.text.html.elements import HEADINGS
from extractor.text.html.pieces import Piece
from extractor.text.html.tables import DataTable
from extractor.text.html.tree import Line, Node, Tree
from extractor.text.plain import line_kind

DROPPED_RULES = frozenset({"html.outside", "html.chrome", "html.comments", "html.links", "html.barrier", "html.site"})
"""Rules whose edits take visible text of the page away; those of other names take markup."""

_LONGEST_BOLD_HEADING = 40
# A heading element of more lines was never closed.
_MOST_HEADING_LINES = 3


def render(tree: Tree, choice: Choice, tables: list[DataTable], title: list[Piece]) -> tuple[EditList, tuple[Block, ...]]:
    """The edits from the page to the article's text, and the text's blocks; `title` holds the pieces of its title, or none."""
    writer = _Writer(tree.raw)
    blocks: list[Block] = []
    title_at = title[0][0] if title else -1
    inside = {table.first: table for table in tables if choice.first <= table.first < choice.last}
    titled = False
    number = 0
    while number < len(tree.lines):
        line = tree.lines[number]
        if title and not titled and title_at <= line.pieces[0][0]:
            titled = True
            if title_at < writer.at:  # a title inside a line, on a page broken beyond order
                continue
            blocks.append(Block("title", *writer.write("\n", title)))
            if line.pieces[0][0] == title_at:
                number += 1
                continue
        table = inside.get(number)
        if table is not None and number not in choice.dropped:
            blocks.append(_write_table(writer, tree, table))
            number = table.last
            continue
        if not choice.first <= number < choice.last or number in choice.dropped:
            writer.drop(line, choice.dropped.get(number, "html.outside"))
        else:
            kind, level = _kind(line, number)
            blocks.append(Block(kind, *writer.write("\n", line.pieces), level))
        number += 1
    return writer.finish(), tuple(blocks)


def _kind(line: Line, number: int) -> tuple[BlockKind, int]:
    node: Node | None = line.node
    while node is not None and node.name not in ("table", "body", "article"):
        if node.name in HEADINGS and node.last - node.first <= _MOST_HEADING_LINES:
            return "heading", int(node.name[1])
        if node.name == "li":
            return ("item", _list_depth(node)) if node.first == number else ("paragraph", 0)
        node = node.parent
    kind, level = line_kind(line.text)
    if kind == "paragraph" and line.bold_chars * 10 >= len(line.text) * 9 and len(line.text) <= _LONGEST_BOLD_HEADING:
        return ("paragraph", 0) if line.text[-1] in "。！？；，" else ("heading", 0)
    return kind, level


def _list_depth(node: Node) -> int:
    depth = 0
    parent = node.parent
    while parent is not None and parent.name != "table":
        depth += parent.name in ("ul", "ol", "menu", "dir")
        parent = parent.parent
    return max(depth, 1)


def _write_table(writer: _Writer, tree: Tree, table: DataTable) -> Block:
    """The table as rows joined by line breaks and cells by tabs; the lines of one cell are joined by spaces."""
    cells: list[Cell] = []
    start = writer.mark("\n")
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            separator = "\t" if column else "\n" if number else ""
            begin = writer.mark(separator)
            for inner in range(cell.first, cell.last):
                writer.write(" " if inner > cell.first else "", tree.lines[inner].pieces)
            cells.append(Cell(begin, writer.mark(""), cell.row, cell.col, cell.row_span, cell.col_span, cell.header))
    return Block("table", start, writer.mark(""), cells=tuple(cells))


class _Writer:
    """Puts pieces of the page one after another and keeps the edits that make the page into them."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._edits: list[Edit] = []
        self._dropped: list[Dropped] = []
        self.at = 0
        self._length = 0
        self._pending = ""

    def mark(self, separator: str) -> int:
        """The place in the text behind `separator`, which will stand before whatever is written next."""
        if self._length or self._pending or separator != "\n":
            self._pending += separator
        return self._length + len(self._pending)

    def write(self, separator: str, pieces: list[Piece]) -> tuple[int, int]:
        """Adds the separator and the pieces; the range of the pieces in the text."""
        start = self.mark(separator)
        for begin, end, text in pieces:
            self._edits.extend(gap_edits((self.at, begin), self._pending, _within(self._dropped, self.at, begin), "html.markup"))
            self._length += len(self._pending)
            self._pending = ""
            # A title may stand inside a line that is left out: the rest of the line lies behind it.
            self._dropped = _within(self._dropped, end, len(self._raw))
            if text is not None:
                self._edits.append(Edit(begin, end, text, "html.entity" if self._raw[begin] == "&" else "html.space"))
            self._length += end - begin if text is None else len(text)
            self.at = end
        return start, self._length

    def drop(self, line: Line, rule: str) -> None:
        """Leaves a line out."""
        self._dropped.append(Dropped(line.pieces[0][0], line.pieces[-1][1], rule))

    def finish(self) -> EditList:
        """The edits, with what follows the last piece taken away."""
        dropped = _within(self._dropped, self.at, len(self._raw))
        tail = gap_edits((self.at, len(self._raw)), self._pending, dropped, "html.markup")
        return EditList(len(self._raw), [*self._edits, *tail])


def _within(dropped: list[Dropped], start: int, end: int) -> list[Dropped]:
    """What of the ranges lies between two places."""
    return [Dropped(max(one.start, start), min(one.end, end), one.rule) for one in dropped if one.start < end and one.end > start]
