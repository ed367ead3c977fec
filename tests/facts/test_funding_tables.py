"""Sums in tables: units in headers and above, spanned cells, totals, kinds by column and by row."""

from __future__ import annotations

import pytest

from extractor.model import FundingFact, RawArticle
from extractor.pipeline import Pipeline
from tests.facts import reading

PIPELINE = Pipeline.default()
A, B, C = "柳州北雀工程机械配件有限公司", "广西鹿城茧丝绸有限公司", "柳州百朋莲藕食品有限公司"


def page(table: str, before: str = "") -> str:
    text = "现将有关情况通报如下，请各单位遵照执行，并做好后续的各项工作，确保资金及时到位。"
    return f"<html><body><h1>通报</h1><p>{text}</p><p>{before}</p><table>{table}</table><p>{text}</p></body></html>"


def row(*cells: str, tag: str = "td") -> str:
    return "<tr>" + "".join(cell if cell.startswith("<") else f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


def facts(table: str, before: str = "") -> list[FundingFact]:
    return list(PIPELINE.extract(RawArticle("", page(table, before), "html")).funding_facts)


def told(table: str, before: str = "") -> list[tuple[int, str, str, tuple[str, ...]]]:
    return [(int(f.amount), f.kind, f.per, f.recipients) for f in facts(table, before)]


def test_a_row_is_a_fact_and_a_total_is_none() -> None:
    table = row("企业名称", "补助金额（万元）", tag="th") + row(A, "86.5") + row(B, "185") + row("合计", "271.5")
    assert told(table) == [(865_000, "subsidy", "total", (A,)), (1_850_000, "subsidy", "total", (B,))]


def test_prize_money_that_several_rows_have_alike_is_each_ones() -> None:
    table = row("获奖单位", "奖金（万元）", tag="th") + row(A, "80") + row(B, "20") + row(C, "20")
    assert told(table) == [
        (800_000, "reward", "total", (A,)),
        (200_000, "reward", "each", (B,)),
        (200_000, "reward", "each", (C,)),
    ]


def test_a_cell_over_several_rows_is_each_ones() -> None:
    table = row("奖金（万元）", "获奖单位", tag="th") + row("<td rowspan=2>15</td>", A) + row(B) + row("30", C)
    assert told(table) == [
        (150_000, "reward", "each", (A,)),
        (150_000, "reward", "each", (B,)),
        (300_000, "reward", "total", (C,)),
    ]


def test_the_same_for_all_is_each_ones() -> None:
    table = row("单位名称", "奖励金额（万元）", tag="th") + row(A, "100") + row(B, "100")
    assert {per for _, _, per, _ in told(table)} == {"each"}


def test_the_unit_stands_above() -> None:
    table = row("获奖组织", "奖金", "年度", tag="th") + row(A, "100", "2019") + row(B, "50", "2020")
    assert [amount for amount, *_ in told(table, "获奖组织（单位：万元）")] == [1_000_000, 500_000]


def test_the_row_tells_the_kind() -> None:
    table = row("类别", "拟安排金额（万元）", "企业名称", tag="th") + row("贷款贴息", "38", A) + row("上规奖励", "50", B)
    assert [kind for _, kind, *_ in told(table)] == ["subsidy", "reward"]


def test_an_investor_pays() -> None:
    table = (
        row("项目", "投资方", "落户地", "协议投资额", tag="th")
        + row("物流港", A, "鱼峰区", "12亿元")
        + row("产业园", B, "柳江区", "6亿元")
    )
    found = facts(table)
    assert [(int(f.amount), f.kind, f.funder, f.purpose) for f in found] == [
        (1_200_000_000, "investment", A, "物流港"),
        (600_000_000, "investment", B, "产业园"),
    ]


@pytest.mark.parametrize("header", ["营业收入（万元）", "年度", "注册资本（万元）", "序号"])
def test_other_columns_are_no_funding(header: str) -> None:
    assert told(row("企业名称", header, tag="th") + row(A, "2019") + row(B, "2020")) == []


TAIL = "以上名单由市财政局公布，有效期三年，请各有关单位遵照执行。"
MONEY = ["企业名称", "补助金额（万元）"]
KINDS: dict[str, tuple[str, str, list[str], list[str]]] = {
    "before the table": ("通报", "现将补助资金安排公布如下。", ["A", "30"], ["subsidy 300000 to A"]),
    "far before the table": ("通报", f"市财政局下达补助资金。{'全市推进高质量发展，' * 12}", ["A", "30"], []),
    "in the title": ("市财政局下达补助资金", "现将有关情况公布如下。", ["A", "30"], ["subsidy 300000 to A"]),
    "in the title and before the table": (
        "市财政局下达补助资金",
        "现将奖励资金安排公布如下。",
        ["A", "30"],
        ["reward 300000 to A"],
    ),
    "nowhere": ("通报", "现将有关情况公布如下。", ["A", "30"], []),
}


@pytest.mark.parametrize(("title", "before", "cells", "wanted"), KINDS.values(), ids=KINDS.keys())
def test_where_the_kind_is_told(title: str, before: str, cells: list[str], wanted: list[str]) -> None:
    assert reading.funding(reading.page(title, before, shown(["企业名称", "金额（万元）"], cells), TAIL)) == wanted


def shown(head: list[str], *rows: list[str]) -> str:
    """A table whose `A` and `B` are those of `reading`."""
    return reading.table(head, *([reading.NAMED.get(cell, cell) for cell in cells] for cells in rows))


ROWS = {
    "kinds by project": (
        shown(["企业名称", "项目名称", "金额（万元）"], ["A", "贷款贴息", "30"], ["B", "技改奖励", "20"]),
        ["subsidy 300000 to A purpose 贷款贴息", "reward 200000 to B purpose 技改奖励"],
    ),
    "the last word of a header": (shown(["企业名称", "奖励和贷款（万元）"], ["A", "30"]), ["financing 300000 to A"]),
    "places": (
        shown(["企业名称", "所在区", "补助金额（万元）"], ["A", "武清区", "30"], ["B", "天津市静海区", "20"], ["C", "", "10"]),
        ["subsidy 300000 to A district 武清区", "subsidy 200000 to B district 静海区", "subsidy 100000 to C"],
    ),
    "a standard of grades": (
        shown(["获奖等级", "奖励标准（万元）"], ["一等奖", "30"], ["二等奖", "20"]),
        ["reward 300000 rule purpose 一等奖", "reward 200000 rule purpose 二等奖"],
    ),
    "a standard that named ones got": (
        shown(["企业名称", "奖励标准（万元）"], ["A", "30"], ["B", "20"]),
        ["reward 300000 to A", "reward 200000 to B"],
    ),
    "money of grades": (
        shown(["获奖等级", "奖励金额（万元）"], ["一等奖", "30"], ["二等奖", "20"]),
        ["reward 300000 purpose 一等奖", "reward 200000 purpose 二等奖"],
    ),
    "two kinds of money": (
        shown(["企业名称", "奖励金额（万元）", "贷款金额（万元）"], ["A", "30", "500"], ["B", "20", "300"]),
        ["reward 300000 to A", "financing 5000000 to A", "reward 200000 to B", "financing 3000000 to B"],
    ),
    "one row": (shown(["企业名称", "奖金（万元）"], ["A", "30"]), ["reward 300000 to A"]),
    "two of three subsidies alike": (
        shown(MONEY, ["A", "30"], ["B", "30"], ["C", "20"]),
        ["subsidy 300000 to A", "subsidy 300000 to B", "subsidy 200000 to C"],
    ),
    "an empty cell": (shown(MONEY, ["A", ""], ["B", "20"]), ["subsidy 200000 to B"]),
    "a cell without a sum": (shown(MONEY, ["A", "待定"], ["B", "20"]), ["subsidy 200000 to B"]),
    "an investment of nobody": (shown(["项目", "投资额（万元）"], ["物流港", "300"]), ["investment 3000000 purpose 物流港"]),
    "an investment of somebody": (
        shown(["项目", "投资方", "投资额（万元）"], ["物流港", "A", "300"]),
        ["investment 3000000 funder A purpose 物流港"],
    ),
    "foreign money": (shown(["企业名称", "贷款金额（万美元）"], ["A", "30"]), ["financing 300000 to A currency USD"]),
}


@pytest.mark.parametrize(("table", "wanted"), ROWS.values(), ids=ROWS.keys())
def test_what_a_row_tells(table: str, wanted: list[str]) -> None:
    found = reading.funding(
        reading.page("通报", "现将有关情况公布如下。", table, TAIL), "funder", "purpose", "district", "currency"
    )
    assert [line.removesuffix(" currency CNY") for line in found] == wanted


TOTALS: dict[str, tuple[list[list[str]], set[str | None]]] = {
    "that agrees": ([["A", "30"], ["B", "20"], ["合计", "50"]], {"complete"}),
    "that does not": ([["A", "30"], ["B", "20"], ["合计", "60"]], {"contradicts"}),
    "about so much": ([["A", "30"], ["B", "20"], ["合计", "约60"]], {None}),
    "a range": ([["A", "30"], ["B", "20"], ["合计", "60-70"]], {None}),
    "two of them": ([["A", "30"], ["小计", "30"], ["B", "20"], ["合计", "60"]], {None}),
    "a row without a sum": ([["A", "30"], ["B", "-"], ["合计", "60"]], {None}),
    "none": ([["A", "30"], ["B", "20"]], {None}),
}


@pytest.mark.parametrize(("rows", "marks"), TOTALS.values(), ids=TOTALS.keys())
def test_a_row_of_totals(rows: list[list[str]], marks: set[str | None]) -> None:
    result = PIPELINE.extract(reading.page("通报", "现将有关情况公布如下。", shown(MONEY, *rows), TAIL))
    assert {fact.consistency for fact in result.funding_facts} == marks


def test_a_cell_over_two_rows_does_not_add_up() -> None:
    cells = row("A公司", "<td rowspan=2>30</td>") + row("B公司") + row("C公司", "20") + row("合计", "60")
    assert {fact.consistency for fact in facts(row(*MONEY, tag="th") + cells)} == {None}
