"""Companies: every shape of name, where it begins, short names, and what is none."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.companies import find_companies, longest_only
from extractor.model import Block, Cell, Mention
from extractor.rules.names import NameRules, load_names
from tests.match.company_cases import FULL_NAMES, NO_COMPANIES, SHORT_NAMES

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def rules() -> NameRules:
    return load_names(RULES)


def names(text: str, rules: NameRules) -> list[str]:
    return list(dict.fromkeys(mention.value for mention in find_companies(text, rules)))


@pytest.mark.parametrize(("text", "expected"), FULL_NAMES, ids=[text for text, _ in FULL_NAMES])
def test_full_names(text: str, expected: list[str], rules: NameRules) -> None:
    assert names(text, rules) == expected


@pytest.mark.parametrize(("text", "expected"), SHORT_NAMES, ids=[text for text, _ in SHORT_NAMES])
def test_short_names(text: str, expected: list[str], rules: NameRules) -> None:
    assert names(text, rules) == expected


@pytest.mark.parametrize("text", NO_COMPANIES, ids=lambda text: text or "empty")
def test_what_is_no_company(text: str, rules: NameRules) -> None:
    assert names(text, rules) == []


def test_a_column_of_companies_gives_short_names_too(rules: NameRules) -> None:
    text = "企业名称\t区\n华为\t龙岗区\n云鲸智能\t宝安区\n"
    cells = tuple(
        Cell(text.index(word), text.index(word) + len(word), row, col)
        for row, col, word in ((0, 0, "企业名称"), (1, 0, "华为"), (1, 1, "龙岗区"), (2, 0, "云鲸智能"), (2, 1, "宝安区"))
    )
    found = find_companies(text, rules, blocks=[Block("table", 0, len(text), cells=cells)])
    assert [mention.value for mention in found] == ["华为", "云鲸智能"]


def test_every_later_place_of_a_short_name_counts(rules: NameRules) -> None:
    text = "温州瓯川科技股份有限公司（以下简称“瓯川科技”）获奖。瓯川科技投产，瓯川科技扩产。"
    assert [mention.value for mention in find_companies(text, rules)].count("瓯川科技") == 3


WORDS = "厦门 有限公司 股份 集团 （ ） 和 与 授予 银行 、 。 等8家企业 瑞玻 科技 （以下简称“ ”） A 9 厂"
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_mentions_are_exact_ordered_and_apart(text: str) -> None:
    found = find_companies(text, LOADED)
    assert all(text[mention.start : mention.end] == mention.value for mention in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


LOADED = load_names(RULES)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=30))
def test_longest_only_keeps_the_longest_and_no_overlap(spans: list[tuple[int, int]]) -> None:
    mentions = [Mention("company", start, start + length, "x", "r") for start, length in spans]
    kept = longest_only(mentions)
    assert all(left.end <= right.start for left, right in itertools.pairwise(kept))
    longest = max((mention.end - mention.start for mention in mentions), default=0)
    assert max((mention.end - mention.start for mention in kept), default=0) == longest


UNITS = ["有限公司", "公司", "（", "厦门", "和", "A有限公司、", "等企业、", "（以下简称“a”）", "银行", "科技、"]


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text_only(unit: str, rules: NameRules) -> None:
    text = unit * (15_000 // len(unit))
    began = time.process_time()
    find_companies(text, rules)
    assert time.process_time() - began < 5
