"""Texts cut into pieces: nothing is lost, and each piece has just the marks that cover it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Span
from extractor.pipeline import Pipeline
from extractor.web.read.layers import clean_parts, raw_pieces
from extractor.web.read.pieces import Mark, cut

TEXT = "海河重工有限公司荣获天津市质量奖。"


@st.composite
def marks(draw: st.DrawFn) -> list[Mark]:
    """Ranges of the text that may overlap, each with a name of its own."""
    starts = draw(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 8)), max_size=8))
    return [Mark(start, min(start + size, len(TEXT)), f"c{n}", f"m{n}") for n, (start, size) in enumerate(starts)]


@given(marks(), st.integers(0, 8), st.integers(9, 17))
def test_pieces_are_the_text_with_the_marks_that_cover_them(found: list[Mark], start: int, end: int) -> None:
    pieces = list(cut(TEXT, Span(start, end), found))
    assert "".join(piece.text for piece in pieces) == TEXT[start:end]
    position = start
    for piece in pieces:
        assert piece.start == position
        assert piece.text
        position += len(piece.text)
        covering = {mark.name for mark in found if mark.start <= piece.start and position <= mark.end}
        touching = {mark.name for mark in found if mark.start < position and piece.start < mark.end}
        assert set(piece.names.split()) == covering == touching


def test_an_articles_pieces_are_its_whole_texts() -> None:
    raw = "<p>昨日，海河重工有限公司榮獲天津市質(zhì)量獎(jiǎng)。</p><table><tr><td>一</td><td>二</td></tr></table>"
    result = Pipeline.default().extract(raw)
    assert "".join(piece.text for piece in raw_pieces(result)) == raw
    for part, block in zip(clean_parts(result), result.document.blocks, strict=True):
        if not part.rows:
            assert "".join(piece.text for piece in part.pieces) == result.document.text[block.start : block.end]
