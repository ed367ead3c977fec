"""Edit lists and chains: they apply, and positions travel both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model import Edit, Span
from extractor.text.edits import EditChain, EditList


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, EditList]:
    text = draw(st.text(alphabet="质量奖获ab ", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, draw(st.text(alphabet="新文字", max_size=3)), "test")
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, EditList(len(text), edits)


CASES = {
    "a note behind the character is not part of it": ("質(zhì)量", [Edit(1, 6, "", "note")], (0, 1), (0, 1)),
    "a note inside the range is": ("質(zhì)量", [Edit(1, 6, "", "note")], (0, 2), (0, 7)),
    "a character after a deletion": ("質(zhì)量", [Edit(1, 6, "", "note")], (1, 2), (6, 7)),
    "a replacement of equal length maps character by character": ("質量獎", [Edit(0, 3, "质量奖", "convert")], (1, 2), (1, 2)),
    "any other replacement maps as a whole": ("&amp;公司", [Edit(0, 5, "&", "entity")], (0, 1), (0, 5)),
    "part of a longer replacement maps to all of it": ("??迫A恒盛", [Edit(0, 4, "。科華", "slip")], (1, 3), (0, 4)),
    "two deletions before the character": ("ab质", [Edit(0, 1, "", "x"), Edit(1, 2, "", "y")], (0, 1), (2, 3)),
}


@pytest.mark.parametrize(("source", "edits", "target", "expected"), CASES.values(), ids=CASES.keys())
def test_target_ranges_lead_back(source: str, edits: list[Edit], target: tuple[int, int], expected: tuple[int, int]) -> None:
    assert EditList(len(source), edits).to_source(*target) == Span(*expected)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        EditList(5, [Edit(0, 3, "", "x"), Edit(2, 4, "", "y")])


def test_edits_outside_the_source_are_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        EditList(5, [Edit(4, 6, "", "x")])


def test_a_text_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        EditList(5).apply("四个汉字")


@given(texts_with_edits())
def test_untouched_characters_lead_back_to_themselves(case: tuple[str, EditList]) -> None:
    source, edits = case
    target = edits.apply(source)
    replaced = {at for edit in edits.edits for at in range(edit.start, edit.end)}
    for at, char in enumerate(source):
        if at not in replaced:
            start, end = edits.to_target(at, at + 1)
            assert target[start:end] == char
            assert edits.to_source(start, end) == Span(at, at + 1)


@given(texts_with_edits())
def test_every_target_range_leads_to_a_range_of_the_source(case: tuple[str, EditList]) -> None:
    source, edits = case
    target = edits.apply(source)
    for start in range(len(target)):
        for end in range(start + 1, len(target) + 1):
            span = edits.to_source(start, end)
            assert 0 <= span.start <= span.end <= len(source)


@given(texts_with_edits(), st.data())
def test_a_chain_is_its_stages_one_after_another(case: tuple[str, EditList], data: st.DataObject) -> None:
    source, first = case
    middle = first.apply(source)
    second = EditList(len(middle), [Edit(0, len(middle), middle.replace("量", "亮"), "convert")] if middle else [])
    chain = EditChain().then(first).then(second)
    if middle:
        start = data.draw(st.integers(0, len(middle) - 1))
        end = data.draw(st.integers(start + 1, len(middle)))
        assert chain.to_source(start, end) == first.to_source(*second.to_source(start, end))
