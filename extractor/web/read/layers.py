"""What is marked in an article: mentions and facts in the clean text, and with them repairs and removed lines in the raw one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model import AwardFact, Block, Cell, CountFact, FundingFact, Span
from extractor.pipeline import ArticleResult
from extractor.text.html.elements import INLINE
from extractor.text.html.tokens import tags
from extractor.web.read.pieces import Mark, Piece, cut

Fact = AwardFact | FundingFact | CountFact


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the clean text; a table has rows of cells instead of pieces."""

    kind: str
    number: int
    pieces: list[Piece]
    rows: list[list[tuple[Cell, list[Piece]]]]


def clean_parts(result: ArticleResult) -> list[Part]:
    """The blocks of the clean text with their mentions and facts."""
    text = result.document.text
    marks = sorted(_clean_marks(result), key=lambda mark: mark.start)
    parts: list[Part] = []
    for number, block in enumerate(result.document.blocks):
        inside = [mark for mark in marks if mark.start < block.end and block.start < mark.end]
        pieces = [] if block.cells else list(cut(text, Span(block.start, block.end), inside))
        rows = _rows(text, block, inside)
        parts.append(Part(block.kind, number, pieces, rows))
    return parts


def _rows(text: str, block: Block, marks: list[Mark]) -> list[list[tuple[Cell, list[Piece]]]]:
    rows: dict[int, list[tuple[Cell, list[Piece]]]] = {}
    for cell in block.cells:
        pieces = list(cut(text, Span(cell.start, cell.end), marks)) if cell.start < cell.end else []
        rows.setdefault(cell.row, []).append((cell, pieces))
    return list(rows.values())


def _clean_marks(result: ArticleResult) -> Iterator[Mark]:
    for number, mention in enumerate(result.mentions):
        yield Mark(mention.start, mention.end, f"m m-{mention.type}", f"m{number}")
    facts: tuple[Fact, ...] = (*result.award_facts, *result.funding_facts)
    for span in {sentence_span(result, fact) for fact in facts}:
        yield Mark(span.start, span.end, "told")
    yield from repaired(result)


def sentence_span(result: ArticleResult, fact: Fact) -> Span:
    """Where the sentence of a fact stands in the clean text."""
    sentence = result.sentence(fact.start, fact.end)
    at = result.document.text.rfind(sentence, 0, fact.start + len(sentence)) if sentence else fact.start
    return Span(max(at, 0), max(at, 0) + len(sentence))


def repaired(result: ArticleResult) -> Iterator[Mark]:
    """The pieces of the clean text that were restored, each with what stood there; of what only went, the character before."""
    document = result.document
    for edit in document.repairs:
        span = document.chain.to_target(edit.start, edit.end)
        gone = any(removed.raw_start <= edit.start < removed.raw_end for removed in document.removed)
        start = span.start if span.start < span.end else span.start - 1
        if start >= 0 and not gone:
            lead = document.raw[edit.start - 1 : edit.start] if start < span.start else ""
            yield Mark(start, max(span.end, start + 1), "repaired", title=lead + document.raw[edit.start : edit.end])


def raw_pieces(result: ArticleResult) -> list[Piece]:
    """The raw text with mentions, repairs, removed lines and, in a page, its markup."""
    document = result.document
    marks = [*_raw_marks(result)]
    if result.article.media == "html":
        marks += _markup(document.raw)
    return list(cut(document.raw, Span(0, len(document.raw)), marks))


def _raw_marks(result: ArticleResult) -> Iterator[Mark]:
    document = result.document
    for number, block in enumerate(document.blocks):
        if block.start < block.end:
            start, _ = document.chain.to_source(block.start, block.end)
            yield Mark(start, start + 1, "", f"b{number}")
    for mark in _clean_marks(result):
        if mark.classes != "repaired":
            span = document.chain.to_source(mark.start, mark.end)
            yield Mark(span.start, span.end, mark.classes, mark.name)
    for edit in (*document.repairs, *document.unrepaired):
        kind = "repaired" if edit in document.repairs else "unrepaired"
        yield Mark(edit.start, edit.end, kind, title=f"{document.raw[edit.start : edit.end]} → {edit.text}")
    for removed in document.removed:
        yield Mark(removed.raw_start, removed.raw_end, "removed", title=removed.rule)


def _markup(raw: str) -> Iterator[Mark]:
    for tag in tags(raw):
        yield Mark(tag.start, tag.end, "markup" if tag.name in INLINE or not tag.name else "markup breaks")
