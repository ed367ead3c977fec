"""A light element tree over the source, and the text lines that stand in it, both in document order.

A line is what stands between two block boundaries (a block tag's start or end, a `<br>`). It holds no copy of the page but
places of it, so that each character of the output knows where it came from.

Elements and lines are structs: a page has a thousand of them, and a dataclass takes five times as long to make.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec import Struct

from extractor.text.html.elements import BOXES, CLOSES, INLINE, SCOPE, SILENT, TABLE_PARTS, VOID
from extractor.text.html.pieces import Piece, Run, read_pieces
from extractor.text.html.tokens import Tag, attributes, tags

# Deeper elements are kept as siblings: browsers cap the depth too, and no article stands 400 levels deep.
MAX_DEPTH = 400
# An unclosed inline element is looked for this far up only, which keeps wrongly nested pages linear.
_INLINE_REACH = 60
_BOLD = frozenset({"b", "strong"})
_PARAGRAPH, _PARAGRAPH_ENDS = frozenset({"p"}), frozenset({"table", "td", "th", "div", "li"})
# Attributes that say something here; most tags of a page have others only (href, target, width), and need not be taken apart.
_TELLING = re.compile(r"(?:id|class|style|type|name)\s*=", re.IGNORECASE)


class Node(Struct, eq=False):
    """One element. Its lines are `lines[first:last]` of the tree; `hint` is its id and class names in lower case.

    `box` is the nearest container (div, cell, article …) it stands in, itself included, and `level` the depth of that one among
    containers: paragraphs, lists and the rows of a table are no containers.
    """

    name: str
    parent: Node | None
    attrs_at: tuple[int, int] = (0, 0)
    start: int = 0
    hint: str = ""
    linked: bool = False
    silent: bool = False
    first: int = 0
    last: int = 0
    box: Node | None = None
    level: int = 0
    children: list[Node] = []

    @property
    def block(self) -> bool:
        """Whether its start and end are ends of lines."""
        return self.name not in INLINE


class Line(Struct, eq=False):
    """One line of visible text and the places of the source it is made of."""

    node: Node
    pieces: list[Piece]
    text: str
    link_chars: int = 0
    bold_chars: int = 0


@dataclass(slots=True)
class Tree:
    """The page: its elements in document order, its lines, and the content of `<title>` as a place of the source."""

    raw: str
    root: Node
    nodes: list[Node]
    lines: list[Line]
    title_at: tuple[int, int] | None = None
    scripts: list[tuple[int, int, int, int]] = field(default_factory=list)


def build_tree(raw: str) -> Tree:
    """The tree of a page, however broken."""
    builder = _Builder(raw)
    position = 0
    for tag in tags(raw):
        if tag.start > position:
            builder.add_text(position, tag.start)
        position = tag.end
        if tag.inner >= 0:
            builder.add_raw(tag)
        elif tag.closing:
            builder.close(tag.name)
        elif tag.name:
            builder.open(tag)
    if position < len(raw):
        builder.add_text(position, len(raw))
    return builder.finish()


class _Builder:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        root = Node("#page", None)
        root.box = root
        self.tree = Tree(raw, root, [root], [])
        self.stack = [root]
        self.open_names: dict[str, int] = {}
        self.overflow: dict[str, int] = {}
        self.runs: list[Run] = []
        self.bold = 0

    def open(self, tag: Tag) -> None:
        name = tag.name
        if name == "br":
            self.flush()
            return
        closes = CLOSES.get(name)
        if closes and (self.stack[-1].name in closes[0] or any(map(self.open_names.get, closes[0]))):
            self._close_implied(*closes)
        if name not in INLINE:
            if self.open_names.get("p"):
                self._close_implied(_PARAGRAPH, _PARAGRAPH_ENDS)
            if self.runs:
                self.flush()
        if name in VOID:
            return
        if name in ("td", "th") and self.stack[-1].name in ("table", "tbody", "thead", "tfoot"):
            self._push(Tag("tr", False, tag.start, tag.start, tag.start, tag.start))
        if len(self.stack) > MAX_DEPTH:
            self.overflow[name] = self.overflow.get(name, 0) + 1
            return
        self._push(tag)

    def _push(self, tag: Tag) -> None:
        name, _, attrs_start, attrs_end, start, _, _ = tag
        parent = self.stack[-1]
        silent = parent.silent or name in SILENT
        first = len(self.tree.lines)
        node = Node(name, parent, (attrs_start, attrs_end), start, "", parent.linked, silent, first, 0, parent.box, parent.level)
        if name in BOXES:
            node.box, node.level = node, parent.level + 1
        if attrs_end - attrs_start > 3 and _TELLING.search(self.raw, attrs_start, attrs_end):
            self._read_hints(node)
        elif name == "a":
            node.linked = True
        if name in _BOLD:
            self.bold += 1
        if name not in INLINE or name == "a":
            parent.children.append(node)
            self.tree.nodes.append(node)
        self.stack.append(node)
        self.open_names[name] = self.open_names.get(name, 0) + 1

    def _read_hints(self, node: Node) -> None:
        found = attributes(self.raw, *node.attrs_at)
        node.hint = f"{found.get('id', '')} {found.get('class', '')}".lower().strip()
        if node.name == "a" and ("href" in found or not ("name" in found or "id" in found)):
            node.linked = True
        style = found.get("style", "")
        if (style and "none" in style and "display:none" in style.replace(" ", "").lower()) or found.get("type") == "hidden":
            node.silent = True

    def close(self, name: str) -> None:
        if self.overflow and self.overflow.get(name):
            self.overflow[name] -= 1
            return
        if not self.open_names.get(name):
            if name in ("br", "p"):
                self.flush()
            return
        if self.stack[-1].name == name:  # as on a page without faults
            self._pop(1)
            return
        inline = name in INLINE
        for step in range(1, len(self.stack)):
            node = self.stack[-step]
            if node.name == name:
                self._pop(step)
                return
            if (inline and (node.block or step > _INLINE_REACH)) or (
                name not in SCOPE and node.name in SCOPE and name not in TABLE_PARTS
            ):
                return

    def _close_implied(self, names: frozenset[str], until: frozenset[str]) -> None:
        """Closes the outermost open element of `names` that stands within the nearest of `until`."""
        found = 0
        for step in range(1, len(self.stack)):
            node = self.stack[-step]
            if node.name in until:
                break
            if node.name in names:
                found = step
                if "p" in names or "a" in names or "li" in names:
                    break
        if found:
            self._pop(found)

    def _pop(self, count: int) -> None:
        keep = len(self.stack) - count
        for node in reversed(self.stack[keep:]):
            name = node.name
            if self.runs and name not in INLINE:
                self.flush()
            node.last = len(self.tree.lines)
            self.open_names[name] -= 1
            if name in _BOLD:
                self.bold -= 1
        del self.stack[keep:]

    def add_raw(self, tag: Tag) -> None:
        if tag.name == "title" and self.tree.title_at is None:
            self.tree.title_at = (tag.attrs_end + 1, tag.inner)
        elif tag.name == "script":
            self.tree.scripts.append((tag.attrs_start, tag.attrs_end, tag.attrs_end + 1, tag.inner))

    def add_text(self, start: int, end: int) -> None:
        node = self.stack[-1]
        if not node.silent and (self.runs or not self.raw[start:end].isspace()):
            self.runs.append((start, end, node.linked, self.bold > 0))

    def flush(self) -> None:
        """Ends the line that is being gathered."""
        if not self.runs:
            return
        line = read_line(self.raw, self.runs, self._block())
        self.runs = []
        if line is not None:
            self.tree.lines.append(line)

    def _block(self) -> Node:
        node = self.stack[-1]
        while not node.block and node.parent is not None:
            node = node.parent
        return node

    def finish(self) -> Tree:
        self.flush()
        self._pop(len(self.stack) - 1)
        self.tree.root.last = len(self.tree.lines)
        return self.tree


def read_line(raw: str, runs: list[Run], node: Node) -> Line | None:
    """The line that some text runs make; None where they hold no text."""
    pieces, linked_chars, bold_chars = read_pieces(raw, runs)
    if not pieces:
        return None
    begin, stop, text = pieces[0]
    shown = raw[begin:stop] if text is None else text
    if len(pieces) > 1:
        shown = "".join([raw[begin:stop] if text is None else text for begin, stop, text in pieces])
    return Line(node, pieces, shown, linked_chars, bold_chars)
