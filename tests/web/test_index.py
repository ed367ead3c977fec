"""The index: words of two characters are found, filters narrow, pages follow one another without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.web.index import search
from extractor.web.index.filters import FLAGS, Filters
from extractor.web.index.words import holds, pairs, plain, query_of, wanted
from tests.web.conftest import Served

TEXTS = st.text(alphabet="质量奖厦门市A1 ，。b", max_size=30)


def sources(served: Served, **asked: str) -> list[str]:
    """The articles that meet the filters, page by page."""
    found: list[str] = []
    after: int | None = 0
    while after is not None:
        page = search.page_of(served.desk.index.connection, Filters(**asked), after, size=3)
        found += [item["source"].rpartition("/")[2] for item in page.items]
        after = page.after
    return found


@given(TEXTS, st.data())
def test_a_word_of_a_text_meets_its_query(text: str, data: st.DataObject) -> None:
    plain_text = plain(text)
    start = data.draw(st.integers(0, len(plain_text)))
    word = plain_text[start : data.draw(st.integers(start, len(plain_text)))]
    query = query_of(word)
    if query is not None:
        assert {pair.strip('"') for pair in query.split()} <= pairs(plain_text)
    assert holds(plain_text, wanted(word))


def test_pages_are_the_whole_list_in_its_order(served: Served) -> None:
    whole = sources(served)
    assert len(whole) == len(set(whole)) == search.number_of(served.desk.index.connection, Filters()) == 13
    assert whole == sorted(whole, key=lambda name: (name.partition("#")[0], len(name), name))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "柳州"}, {"a02.txt", "e01.jsonl#1"}),
        ({"q": "柳州 没有这样"}, set()),
        ({"q": "没有这样的词"}, set()),
        ({"flag": "damaged"}, {"a21.txt", "d01.txt", "e01.jsonl#3", "v05.txt"}),
        ({"award": "内蒙古自治区主席质量奖"}, {"a01.txt"}),
        ({"district": "150000", "flag": "damaged"}, {"e01.jsonl#3"}),
        ({"rule": "no.rule"}, set()),
    ],
)
def test_filters(served: Served, asked: dict[str, str], expected: set[str]) -> None:
    assert set(sources(served, **asked)) == expected


def test_a_province_holds_its_counties(served: Served) -> None:
    county = set(sources(served, district="150203"))
    assert county
    assert county <= set(sources(served, district="150200")) <= set(sources(served, district="150000"))


def test_flags_and_kinds_are_subsets(served: Served) -> None:
    whole = set(sources(served))
    for flag in FLAGS:
        assert set(sources(served, flag=flag)) < whole
    assert set(sources(served, kind="award")).isdisjoint(sources(served, flag="none"))


def test_snippets_show_the_word(served: Served) -> None:
    page = search.page_of(served.desk.index.connection, Filters(q="柳州"))
    assert all(item["snippet"][1] == "柳州" for item in page.items)


def values(served: Served, field: str, text: str) -> Iterator[str]:
    """The names of the values that hold the text."""
    return (label for _, label, _ in search.values_like(served.desk.index.connection, field, text))


def test_values_are_offered_by_what_they_hold(served: Served) -> None:
    assert "昆都仑区" in set(values(served, "district", "昆都"))
    assert "award.won" in set(values(served, "rule", "award.w"))
