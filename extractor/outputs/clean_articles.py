"""A cleaned article as text, as Markdown and as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from extractor.model import Block, Cell, Document, Edit, RawArticle

# What Markdown would read as markup; at a line's beginning more signs would.
_INLINE = re.compile(r"([\\`*_<\[\]])")
_LINE_START = re.compile(r"^(?:([#>+|~=-])|(\d{1,9})([.)])(?=\s|$))")
_BULLET = re.compile(r"^[◆●■★▲△◇○□▪•·➤►※*\-–]\s{0,3}")
_ORDERED = re.compile(r"^\d{1,9}[.)]\s")
_DEEPEST_HEADING = 6


def as_text(article: RawArticle, document: Document) -> str:
    """The clean text, one block a line, the cells of a table's row apart by tabs."""
    del article
    return document.text.rstrip("\n") + "\n"


def as_markdown(article: RawArticle, document: Document) -> str:
    """The article in Markdown: its title as the first heading, headings, lists, and tables with pipes.

    A cell that spans several stands in the first of them.
    """
    del article
    parts: list[str] = []
    if document.meta.title and not any(block.kind == "title" for block in document.blocks):
        parts.append(f"# {_inline(document.meta.title)}")
    before = ""
    for block in document.blocks:
        part = _table(document, block) if block.kind == "table" else _markdown(block, document.text[block.start : block.end])
        parts.append("\n" + part if parts and not block.kind == before == "item" else part)
        before = block.kind
    return "\n".join(parts) + "\n"


def as_json(article: RawArticle, document: Document) -> str:
    """One line of JSON: the article's metadata, its blocks, and what was removed and repaired, with raw spans."""
    return msgspec.json.encode(_object(article, document)).decode() + "\n"


FORMATS: Mapping[str, tuple[str, Callable[[RawArticle, Document], str]]] = {
    "text": (".txt", as_text),
    "md": (".md", as_markdown),
    "json": (".json", as_json),
}
"""The file ending of each format, and what writes it."""


def _markdown(block: Block, text: str) -> str:
    text = " ".join(text.split("\n"))
    if block.kind == "title":
        return f"# {_inline(text)}"
    if block.kind == "heading":
        return f"{'#' * min(max(block.level, 2), _DEEPEST_HEADING)} {_inline(text)}"
    if block.kind == "item":
        indent = "  " * max(block.level - 1, 0)
        return indent + (_inline(text) if _ORDERED.match(text) else f"- {_inline(_BULLET.sub('', text))}")
    return _LINE_START.sub(lambda found: "\\" + found[1] if found[1] else f"{found[2]}\\{found[3]}", _inline(text))


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\1", text)


def _table(document: Document, block: Block) -> str:
    """The table with pipes. Markdown asks for a head: an empty one where the table has none."""
    rows: dict[int, dict[int, str]] = {}
    for cell in block.cells:
        shown = " ".join(document.text[cell.start : cell.end].split())
        rows.setdefault(cell.row, {})[cell.col] = _inline(shown).replace("|", "\\|")
    width = max((cell.col + cell.col_span for cell in block.cells), default=1)
    lines = [[row.get(column, "") for column in range(width)] for _, row in sorted(rows.items())]
    first = min(rows, default=0)
    if not any(cell.header for cell in block.cells if cell.row == first):
        lines.insert(0, [""] * width)
    lines.insert(1, ["---"] * width)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _object(article: RawArticle, document: Document) -> dict[str, Any]:
    meta = document.meta
    return {
        "source": document.source,
        "url": article.meta.get("url"),
        "title": meta.title,
        "published": meta.published,
        "publisher": meta.publisher,
        "author": meta.author,
        "script": document.script,
        "region": document.region,
        "media": article.media,
        "encoding": article.encoding,
        "blocks": [_block(document, block) for block in document.blocks],
        "removed": [{"rule": one.rule, "raw_start": one.raw_start, "raw_end": one.raw_end} for one in document.removed],
        "repairs": [_repair(document, edit) for edit in document.repairs],
        "unrepaired": [_repair(document, edit) for edit in document.unrepaired],
    }


def _block(document: Document, block: Block) -> dict[str, Any]:
    found = {"kind": block.kind, "level": block.level, **_place(document, block)}
    if block.kind == "table":
        found["cells"] = [
            {
                "row": cell.row,
                "col": cell.col,
                "row_span": cell.row_span,
                "col_span": cell.col_span,
                "header": cell.header,
                **_place(document, cell),
            }
            for cell in block.cells
        ]
    return found


def _place(document: Document, piece: Block | Cell) -> dict[str, Any]:
    """The text of a block or cell, where it stands, and where it comes from; an empty cell comes from nowhere."""
    found: dict[str, Any] = {"text": document.text[piece.start : piece.end], "start": piece.start, "end": piece.end}
    if piece.end > piece.start:
        raw = document.chain.to_source(piece.start, piece.end)
        found |= {"raw_start": raw.start, "raw_end": raw.end}
    return found


def _repair(document: Document, edit: Edit) -> dict[str, Any]:
    raw = document.raw[edit.start : edit.end]
    place = {"raw_start": edit.start, "raw_end": edit.end, "raw_text": raw}
    return {"rule": edit.rule, **place, "text": edit.text, "confidence": edit.confidence}
