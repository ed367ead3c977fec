"""Sentences: every character is in one, and none goes on behind its end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Block, Span
from extractor.text.sentences import LONGEST, cut_sentences, sentence_at, split_sentences

TEXT = st.text("ab甲。！；!?”）\u3000 \t\n\x1c", max_size=20)


@given(TEXT, st.integers(0, 20))
def test_sentences_hold_all_of_a_text(text: str, cut: int) -> None:
    middle = min(cut, len(text))
    blocks = [Block("paragraph", 0, middle), Block("paragraph", middle, len(text))]
    spans = split_sentences(text, blocks)
    assert list(spans) == sorted(spans)
    inside = [at for span in spans for at in range(*span)]
    assert len(inside) == len(set(inside))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(inside)
    for span in spans:
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip() != ""
        assert not span.start < middle < span.end
        assert re.fullmatch(r"[^\n\t。！；!?]*(?:[。！；!?]+[”）]*)?", sentence)


def test_where_sentences_end() -> None:
    text = "甲获奖。”乙也获奖！！ 丙呢；\n  丁\u3000\n。"
    assert [text[span.start : span.end] for span in split_sentences(text)] == ["甲获奖。”", "乙也获奖！！", "丙呢；", "丁", "。"]


@given(TEXT, st.integers(0, 20), st.integers(1, 9))
def test_the_sentence_around_a_range(text: str, start: int, length: int) -> None:
    spans = split_sentences(text)
    found = sentence_at(spans, start, start + length)
    touched = [span for span in spans if span.start < start + length and span.end > start]
    if not touched or touched[0].start > start:
        assert found.end >= start + length
    else:
        assert found == Span(touched[0].start, max(touched[-1].end, start + length))


@pytest.mark.parametrize(("piece", "ends_with"), [("云帆公司、", "、"), ("云帆公司", "")])
def test_a_run_without_an_end_is_cut_behind_a_comma(piece: str, ends_with: str) -> None:
    text = piece * LONGEST
    spans = split_sentences(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert cut_sentences(text, [Block("paragraph", 0, len(text))]) == 1
    assert cut_sentences(text, [Block("paragraph", 0, LONGEST), Block("paragraph", LONGEST, LONGEST + 9)]) == 0
    assert cut_sentences("。" + text + "。" + text, [Block("paragraph", 0, 2 * len(text) + 2)]) == 2
    assert all(text[span.start : span.end].endswith(ends_with) for span in spans)
