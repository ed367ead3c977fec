"""What several sources tell of one fact: merged where it is one, apart where it is several, differences shown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extractor.merge.awards import merge_awards
from extractor.merge.funding import merge_funding
from extractor.merge.occasions import Source, Told
from extractor.merge.store_tables import AWARD, FUNDING
from extractor.outputs.merged_schema import MERGED_AWARDS, MERGED_FUNDING

Fact = dict[str, Any]
AWARD_COLUMNS = ["fact_id", "block", *(column.name for column in MERGED_AWARDS.columns[1:])]
FUNDING_COLUMNS = ["fact_id", "block", *(column.name for column in MERGED_FUNDING.columns[1:])]


def source(name: str, published: str | None = "2023-01-01", copies: int = 1) -> Source:
    return Source(name, f"doc-{name}", copies, published, published)


def award(told_by: str, *, named: bool = True, published: str | None = "2023-01-01", **values: Any) -> Told:
    whole = dict.fromkeys(AWARD[2:]) | {"status": "granted"} | values
    keys: dict[str, tuple[str, ...]] = {"award": ("350200|质量奖",)}
    if named:
        keys["recipient"] = ("厦门云帆机械有限公司",)
    return Told(source(told_by, published), whole, keys, {"award": ("厦门市质量奖",), "recipient": keys.get("recipient", ())})


def awards(*told: Told) -> list[Fact]:
    return [dict(zip(AWARD_COLUMNS, row, strict=True)) for row in merge_awards("block", told)]


def shown(rows: list[Fact], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_an_edition_told_once_is_that_of_all() -> None:
    assert shown(awards(award("a", edition=6), award("b"), award("c", year=2023)), "edition", "year", "n_sources") == [
        (6, 2023, 3)
    ]


def test_two_editions_are_two_facts() -> None:
    rows = awards(award("a", edition=6), award("b", edition=7), award("c"))
    assert shown(rows, "edition", "n_sources") == [(6, 1), (7, 1), (None, 1)]


def test_a_year_leads_to_its_edition() -> None:
    rows = awards(award("a", edition=6, year=2022), award("b", edition=7, year=2024), award("c", year=2024))
    assert shown(rows, "edition", "year", "n_sources") == [(6, 2022, 1), (7, 2024, 2)]


def test_two_editions_in_one_year_are_told() -> None:
    rows = awards(award("a", edition=6, year=2022), award("b", edition=7, year=2022))
    assert shown(rows, "edition", "disagreements") == [(6, "edition: 6 | 7 in one year"), (7, "edition: 6 | 7 in one year")]


def test_values_that_sources_tell_differently_are_shown() -> None:
    rows = awards(
        award("a", edition=6, amount=Decimal(500000)),
        award("b", edition=6, amount=Decimal(500000), grade="金奖"),
        award("c", edition=6, amount=Decimal(300000), grade="银奖"),
    )
    assert shown(rows, "amount", "n_sources", "disagreements") == [
        (Decimal(500000), 3, "grade: 金奖 ×1 | 银奖 ×1; amount: 500000 ×2 | 300000 ×1")
    ]


def test_two_grades_in_one_article_are_two_facts() -> None:
    rows = awards(award("a", grade="一等奖"), award("a", grade="二等奖"), award("b", grade="一等奖"))
    assert shown(rows, "grade", "n_sources") == [("一等奖", 2), ("二等奖", 1)]


def test_numbers_of_winners_that_differ_are_shown_and_of_other_times_are_apart() -> None:
    near = awards(award("a", named=False, recipient_count=Decimal(5)), award("b", named=False, recipient_count=Decimal(6)))
    assert shown(near, "recipient_count", "disagreements") == [(Decimal(5), "recipient_count: 5 ×1 | 6 ×1")]
    far = awards(
        award("a", named=False, recipient_count=Decimal(5)),
        award("b", named=False, recipient_count=Decimal(6), published="2025-06-01"),
    )
    assert len(far) == 2
    both = awards(award("a", named=False, recipient_count=Decimal(5)), award("a", named=False, recipient_count=Decimal(2)))
    assert len({row["fact_id"] for row in both}) == 2


def money(told_by: str, amount: int, *, funder: str | None = "厦门市财政", published: str = "2023-01-01", **values: Any) -> Told:
    whole = dict.fromkeys(FUNDING[2:]) | {"kind": "reward", "amount": Decimal(amount), "is_policy": False} | values
    keys: dict[str, tuple[str, ...]] = {"recipient": ("厦门云帆机械有限公司",)}
    if funder:
        keys["funder"] = (funder,)
    return Told(source(told_by, published), whole, keys, keys)


FUNDING_CASES: dict[str, tuple[tuple[Told, ...], list[tuple[Any, ...]]]] = {
    "one payment": ((money("a", 100), money("b", 100, funder=None)), [(100, 2, None)]),
    "two amounts of one payment": ((money("a", 100), money("b", 90)), [(90, 2, "amount: 90 ×1 | 100 ×1")]),
    "two amounts in one article": ((money("a", 100), money("a", 90)), [(90, 1, None), (100, 1, None)]),
    "amounts whose payer is not told": ((money("a", 100), money("b", 90, funder=None)), [(90, 1, None), (100, 1, None)]),
    "two payers": ((money("a", 100), money("b", 100, funder="湖里区财政")), [(100, 1, None), (100, 1, None)]),
    "another month": ((money("a", 100), money("b", 100, published="2023-06-01")), [(100, 1, None), (100, 1, None)]),
}


@pytest.mark.parametrize("name", FUNDING_CASES)
def test_sums(name: str) -> None:
    told, expected = FUNDING_CASES[name]
    rows = [dict(zip(FUNDING_COLUMNS, row, strict=True)) for row in merge_funding("block", told)]
    assert shown(rows, "amount", "n_sources", "disagreements") == expected
