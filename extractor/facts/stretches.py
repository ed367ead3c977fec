"""The stretches of an article that rules of a wide scope are tried on."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.lists import looks_like_item
from extractor.facts.view import DocumentView
from extractor.model import Span
from extractor.rules.facts import NARROW, FactRule, Scope
from extractor.text.sentences import split_sentences

# A document longer than this many characters is not searched as one stretch; a list or a row is cut off there.
LONGEST = 20_000


def tried_on(view: DocumentView, rule: FactRule) -> Iterator[Span]:
    """The stretches of an article that the pipeline tries a rule on."""
    scope = rule.spec.scope or "sentence"
    if rule.spec.kind:
        return stretches(view, "paragraph")
    if scope in NARROW:
        return iter(split_sentences(view.document.text, view.document.blocks))
    return stretches(view, scope)


def stretches(view: DocumentView, scope: Scope) -> Iterator[Span]:
    """The paragraphs, the lists with what introduces them, the rows of tables, or the whole of an article, in order."""
    blocks = view.document.blocks
    if scope == "paragraph":
        yield from (Span(block.start, block.end) for block in blocks if block.kind != "table")
    elif scope == "table":
        yield from _rows(view)
    elif scope == "list":
        yield from _lists(view)
    elif scope == "document" and blocks and blocks[-1].end - blocks[0].start <= LONGEST:
        yield Span(blocks[0].start, blocks[-1].end)


def _rows(view: DocumentView) -> Iterator[Span]:
    for block in view.document.blocks:
        rows: dict[int, Span] = {}
        for cell in block.cells:
            known = rows.get(cell.row, Span(cell.start, cell.end))
            rows[cell.row] = Span(min(known.start, cell.start), max(known.end, cell.end))
        yield from rows.values()


def _lists(view: DocumentView) -> Iterator[Span]:
    """The runs of items, each from the block before it, which introduces them."""
    begun: int | None = None
    before: Span | None = None
    for block in view.document.blocks:
        item = block.kind == "item" or (block.kind != "table" and looks_like_item(view, block))
        if item and before is not None:
            begun = before.start if begun is None else begun
        elif begun is not None and before is not None:
            yield Span(begun, min(before.end, begun + LONGEST))
            begun = None
        before = Span(block.start, block.end)
    if begun is not None and before is not None:
        yield Span(begun, min(before.end, begun + LONGEST))
