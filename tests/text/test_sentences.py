"""Sentences: what they end with, and how long they get."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("昨日获奖。今日领奖！", ["昨日获奖。", "今日领奖！"]),
        ("他说：“获奖了！”明日领奖", ["他说：“获奖了！”", "明日领奖"]),
        (" 第一行\n第二行\t第三格 ", ["第一行", "第二行", "第三格"]),
        ("共3.5亿元", ["共3.5亿元"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[span.start : span.end] for span in split_sentences(text)] == sentences


@given(st.text("中，、。\n\t a!", max_size=60))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[span.start : span.end] for span in spans).replace(" ", "") == "".join(text.split())
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(("piece", "ends_with"), [("云帆公司、", "、"), ("云帆公司", "")])
def test_a_run_without_an_end_is_cut_behind_a_comma(piece: str, ends_with: str) -> None:
    text = piece * LONGEST
    spans = split_sentences(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert max(span.end - span.start for span in spans) <= LONGEST
    assert all(text[span.start : span.end].endswith(ends_with) for span in spans)
