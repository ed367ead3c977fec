"""Winners' tables: what columns hold, what rows say of their award, and the number that stands before or under them."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

import pytest

from tests.facts.reading import LONG, PRIZE, A, B, C, awards, page, row, table

INTRODUCTION = f"第三届{PRIZE}名单如下："
TAIL = "以上名单由市市场监管局公布，有效期三年，请各有关单位遵照执行。"
ROWS = {
    "names and places": (table(["企业名称", "所在区"], [A, "武清区"], [B, "静海区"]), ["A 第3届 武清区", "B 第3届 静海区"]),
    "names and grades": (table(["企业名称", "等级"], [A, "一等奖"], [B, "二等"]), ["A 一等奖 第3届", "B 二等奖 第3届"]),
    "a category and a grade": (table(["企业名称", "类别", "等级"], [A, "组织", "一等奖"]), ["A 一等奖 第3届"]),
    "awards of their own": (
        table(["企业名称", "奖项"], [A, PRIZE], [B, f"第二届{PRIZE}"], [C, "中国质量奖"]),
        ["A 第3届", "B 第2届", "中国质量奖 C"],
    ),
    "an award and its grade": (table(["企业名称", "奖项", "等级"], [A, "中国质量奖", "一等"]), ["中国质量奖 A 一等奖"]),
    "a head of two rows": (
        f"<table>{row('企业名称', '<th colspan=2>奖项</th>', tag='th')}{row('名称', '等次', '所在区', tag='th')}{row(A, '金奖', '武清区')}</table>",
        ["A 金奖 第3届 武清区"],
    ),
    "a head over the head": (
        f"<table>{row('<th colspan=2>获奖名单</th>')}{row('企业名称', '所在区', tag='th')}{row(A, '武清区')}{row(B, '静海区')}</table>",
        ["A 第3届 武清区", "B 第3届 静海区"],
    ),
    "places in brackets": (table(["企业名称", "年度"], [f"{A}（武清区）", ""]), ["A 第3届 武清区"]),
    "a place in a bracket that is part of the name": (
        table(["企业名称", "年度"], ["海河（武清区）阀门厂", ""]),
        ["海河（武清区）阀门厂 第3届"],
    ),
    "a place in a bracket and in a column": (table(["企业名称", "所在区"], [f"{A}（静海区）", "武清区"]), ["A 第3届 武清区"]),
    "years": (
        table(["企业名称", "年度"], [A, "2021"], [B, "2022年"], [C, "近年"]),
        ["A 第3届 2021年", "B 第3届 2022年", "C 第3届"],
    ),
    "several in a cell": (table(["企业名称", "所在区"], [f"{A}、{B}", "武清区"]), ["A 第3届 武清区"]),
    "projects, money and grantors": (
        table(["序号", "项目名称", "奖金（万元）", "授予单位"], ["1", "海河大桥", "20", "市政府"], ["2", "津门隧道", "", ""]),
        ["海河大桥 第3届 200000 市政府", "津门隧道 第3届"],
    ),
    "projects of companies": (table(["项目名称", "企业名称"], ["海河大桥", A], ["津门隧道", B]), ["A 第3届", "B 第3届"]),
    "one award over two columns": (
        table(["企业名称", "<th colspan=2>奖项</th>"], [A, "<td colspan=2>中国质量奖</td>"], [B, "<td colspan=2>银奖</td>"]),
        ["中国质量奖 A", "B 银奖 第3届"],
    ),
    "empty cells": (table(["企业名称", "等级"], [A, "一等奖"], ["", "二等奖"], [B, ""]), ["A 一等奖 第3届", "B 第3届"]),
    "a row of totals": (table(["企业名称", "家数"], [A, "1家"], [B, "1家"], ["合计", "2家"]), ["A 第3届", "B 第3届"]),
    "no column of winners": (table(["等级", "所在区"], ["一等奖", "武清区"]), []),
    "why they lose it": (table(["企业名称", "撤销原因"], [A, "停产"]), []),
}


@pytest.mark.parametrize(("shown", "wanted"), ROWS.values(), ids=ROWS.keys())
def test_what_rows_tell(shown: str, wanted: list[str]) -> None:
    found = awards(page(f"第三届{PRIZE}揭晓", INTRODUCTION, shown, TAIL), "amount", "grantor")
    assert found == wanted


TWO = table(["企业名称", "所在区"], [A, "武清区"], [B, "静海区"])
GRADES = table(["企业名称", "奖项"], [A, PRIZE], [C, PRIZE], [B, "提名奖"])
BEFORE: dict[str, tuple[list[str], str, list[str]]] = {
    "a number": (
        [f"共有2家企业获第三届{PRIZE}。"],
        TWO,
        ["2家 第3届 complete", "A 第3届 武清区 complete", "B 第3届 静海区 complete"],
    ),
    "a number that is too small": ([f"共有1家企业获第三届{PRIZE}。"], TWO, ["1家 第3届", "A 第3届 武清区", "B 第3届 静海区"]),
    "a number in the introduction that is too small": (
        [f"共有1家企业获第三届{PRIZE}，名单如下："],
        TWO,
        ["1家 第3届 contradicts", "A 第3届 武清区 contradicts", "B 第3届 静海区 contradicts"],
    ),
    "a number for each grade": (
        [f"2家企业获第三届{PRIZE}，1家企业获第三届{PRIZE}提名奖。"],
        GRADES,
        ["2家 第3届 complete", "1家 提名奖 第3届 complete", "A 第3届 complete", "C 第3届 complete", "B 提名奖 第3届 complete"],
    ),
    "a number of one grade that is too small": (
        [f"1家企业获第三届{PRIZE}，1家企业获第三届{PRIZE}提名奖。"],
        GRADES,
        ["1家 第3届", "1家 提名奖 第3届 complete", "A 第3届", "C 第3届", "B 提名奖 第3届 complete"],
    ),
    "a number far before": (
        [f"共有2家企业获第三届{PRIZE}。", LONG, f"第三届{PRIZE}揭晓。"],
        TWO,
        ["2家 第3届 complete", "A 第3届 武清区", "B 第3届 静海区"],
    ),
    "two numbers": (
        [f"共有2家企业获第三届{PRIZE}。有3家企业获第三届{PRIZE}。"],
        TWO,
        ["2家 第3届 complete", "3家 第3届", "A 第3届 武清区", "B 第3届 静海区"],
    ),
    "a number and its rows of totals": (
        [f"第三届{PRIZE}揭晓。"],
        table(["企业名称", "家数"], [A, "1家"], [B, "1家"], ["合计", "3家"]),
        ["A 第3届 partial (2 of 3)", "B 第3届 partial (2 of 3)"],
    ),
    "two rows of totals": (
        [f"第三届{PRIZE}揭晓。"],
        table(["企业名称", "家数"], [A, "1家"], ["小计", "1家"], [B, "1家"], ["合计", "3家"]),
        ["A 第3届", "B 第3届"],
    ),
    "the award, far before": ([f"第三届{PRIZE}揭晓。", LONG, LONG], TWO, []),
    "proposed": ([f"第三届{PRIZE}拟表彰名单公示如下："], TWO, ["A 第3届 nominee 武清区", "B 第3届 nominee 静海区"]),
    "what they lose": ([f"决定撤销下列企业的第三届{PRIZE}称号，名单如下："], TWO, []),
    "what others lose, far before in the introduction": (
        [f"决定撤销部分企业称号。{LONG}第三届{PRIZE}名单如下："],
        TWO,
        ["A 第3届 武清区", "B 第3届 静海区"],
    ),
    "what others lose, far before": (
        ["因弄虚作假，决定撤销部分企业称号。", LONG, f"第三届{PRIZE}名单如下："],
        TWO,
        ["A 第3届 武清区", "B 第3届 静海区"],
    ),
}


@pytest.mark.parametrize(("before", "shown", "wanted"), BEFORE.values(), ids=BEFORE.keys())
def test_what_stands_before_a_table_tells_of_it(before: list[str], shown: str, wanted: list[str]) -> None:
    assert awards(page("我市表彰一批企业", *before, shown, TAIL), "consistency") == wanted


def test_what_kind_of_winner_a_cell_names() -> None:
    shown = table(["获奖者", "等次"], [A, "金奖"], ["王建国（车工）", "金奖"], ["海河先锋班", "金奖"])
    found = awards(page(f"第三届{PRIZE}揭晓", INTRODUCTION, shown, TAIL), "recipient_kind")
    assert found == ["A 金奖 第3届 company", "王建国 金奖 第3届 person", "海河先锋班 金奖 第3届 organisation"]


def test_a_home_in_a_table_is_the_winners_elsewhere() -> None:
    article = page("我市表彰一批企业", INTRODUCTION, TWO, TAIL, f"{A}曾获中国质量奖。")
    assert awards(article) == ["A 第3届 武清区", "B 第3届 静海区", "中国质量奖 A 武清区"]
