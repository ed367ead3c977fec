"""Slotted text: mentions as single characters, and the way back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.slots import count_core, slot_text, top_level, with_owners
from extractor.model import Mention, MentionType, Span
from extractor.rules.alphabet import SLOT_CHARS
from extractor.rules.pack import load_pack

WORDS = load_pack().context


def mention(kind: MentionType, text: str, value: str) -> Mention:
    start = text.index(value)
    return Mention(kind, start, start + len(value), value, "test")


def test_each_mention_is_one_character() -> None:
    text = "海河重工荣获天津市质量奖。"
    mentions = [mention("company", text, "海河重工"), mention("award", text, "天津市质量奖")]
    slotted = slot_text(text, Span(0, len(text)), mentions)
    assert slotted.text == f"{SLOT_CHARS['company']}荣获{SLOT_CHARS['award']}。"
    assert slotted.at(0) == mentions[0]
    assert slotted.at(1) is None


def test_the_longest_mention_wins_and_an_award_beats_its_equals() -> None:
    text = "天津市质量奖"
    district, award = mention("district", text, "天津市"), mention("award", text, text)
    organisation = mention("organisation", text, text)
    assert top_level([district, organisation, award]) == [award]


COUNTS = {
    "noun behind": ("8家企业", "家", "8家"),
    "noun before": ("有效专利达300余件", "件", "300余件"),
    "unit inside the noun": ("专家5家", "家", "5家"),
    "Chinese number": ("二十八间公司", "间", "二十八间"),
}


@pytest.mark.parametrize(("text", "unit", "core"), COUNTS.values(), ids=COUNTS.keys())
def test_the_core_of_a_count(text: str, unit: str, core: str) -> None:
    counted = Mention("count", 0, len(text), text, "test", number=Decimal(1), unit=unit)
    found = count_core(text, counted)
    assert text[found.start : found.end] == core


def test_a_person_and_the_employer_are_one_winner() -> None:
    text = "海河重工董事长张三获奖"
    joined = with_owners(text, [mention("company", text, "海河重工"), mention("person", text, "张三")], WORDS)
    assert [(m.type, m.value, m.start) for m in joined] == [("person", "张三", 0)]


def test_a_project_and_its_owner_are_one_winner() -> None:
    text = "海河重工研发的“潮汐阀门”获奖"
    joined = with_owners(text, [mention("company", text, "海河重工"), mention("project", text, "潮汐阀门")], WORDS)
    assert [(m.type, m.value) for m in joined] == [("project", "潮汐阀门")]


def test_a_project_that_somebody_wins_by_is_no_winner() -> None:
    text = "海河重工凭借“潮汐阀门”获奖"
    joined = with_owners(text, [mention("company", text, "海河重工"), mention("project", text, "潮汐阀门")], WORDS)
    assert [m.value for m in joined] == ["海河重工"]


@given(st.text(alphabet="ab获，", min_size=1, max_size=30), st.data())
def test_positions_lead_back(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    mentions = [Mention("company", a, b, text[a:b], "test") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    slotted = slot_text(text, Span(0, len(text)), mentions)
    for mention_, start in zip(slotted.mentions, slotted.starts, strict=True):
        assert (slotted.origin(start), slotted.origin(start + 1)) == (mention_.start, mention_.end)
    assert slotted.origin(len(slotted.text)) == len(text)
