"""Sums in tables: units in headers and above, spanned cells, totals, kinds by column and by row."""

from __future__ import annotations

import pytest

from extractor.model import FundingFact, RawArticle
from extractor.pipeline import Pipeline

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
