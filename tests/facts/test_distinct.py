"""What an article says twice is told once, with the fuller of the two; what differs is told twice."""

from __future__ import annotations

import pytest

from tests.facts.reading import PRIZE, A, B, C, awards

TOLD = {
    "a short name and its full name": (f"{A}（以下简称“海河重工”）荣获{PRIZE}。海河重工获{PRIZE}一等奖。", ["A 一等奖 2"]),
    "the short name first": (f"海河重工获{PRIZE}。{A}（简称“海河重工”）获{PRIZE}。", ["A 2"]),
    "the full name takes the short one's place among others": (
        f"海河重工获{PRIZE}。{B}获{PRIZE}。{A}（简称“海河重工”）获{PRIZE}。{A}又获{PRIZE}。",
        ["A 3", "B 1"],
    ),
    "a grade told the first time only": (f"{A}获{PRIZE}金奖。{A}又获{PRIZE}。", ["A 金奖 2"]),
    "a grade told the second time only": (f"{A}获{PRIZE}。{A}获的是{PRIZE}金奖。", ["A 金奖 2"]),
    "two grades": (f"{A}获{PRIZE}金奖。{A}再获{PRIZE}银奖。", ["A 金奖 1", "A 银奖 1"]),
    "two years": (f"{A}获2019年{PRIZE}。{A}获2021年{PRIZE}。", ["A 2019年 1", "A 2021年 1"]),
    "two editions": (f"{A}获第三届{PRIZE}。{A}获第四届{PRIZE}。", ["A 第3届 1", "A 第4届 1"]),
    "an edition told the second time only": (f"{A}获{PRIZE}。{A}（武清区）获第三届{PRIZE}。", ["A 第3届 武清区 2"]),
    "applied for and won": (f"{A}申报{PRIZE}。{A}荣获{PRIZE}。", ["A applied 1", "A 1"]),
    "groups of two places": (f"武清区5家企业获{PRIZE}。静海区5家企业获{PRIZE}。", ["5家 武清区 1", "5家 静海区 1"]),
    "a group whose place is told the first time": (f"武清区5家企业获{PRIZE}。5家企业获{PRIZE}。", ["5家 武清区 2"]),
    "a group whose place is told the second time": (f"5家企业获{PRIZE}。\n武清区5家企业获{PRIZE}。", ["5家 武清区 2"]),
    "a county's part of all editions is no whole edition": (
        f"历届获奖组织中，武清区6家企业获{PRIZE}。\n6家企业获第八届{PRIZE}。",
        ["6家 武清区 1", "6家 第8届 1"],
    ),
    "a whole edition and then a county's part of all": (
        f"{A}等6家企业获第八届{PRIZE}。\n历年来，武清区6家企业获{PRIZE}。",
        ["A 第8届 1", "6家 第8届 1", "6家 武清区 1"],
    ),
    "a city's part may be a whole edition": (f"天津市6家企业获{PRIZE}。\n6家企业获第八届{PRIZE}。", ["6家 第8届 天津市 2"]),
    "groups of two grades": (f"5家企业获{PRIZE}金奖。5家企业获{PRIZE}银奖。", ["5家 金奖 1", "5家 银奖 1"]),
    "groups of a grade and none": (f"5家企业获{PRIZE}金奖。5家企业获{PRIZE}。", ["5家 金奖 1", "5家 1"]),
    "groups of two units": (f"5家企业获{PRIZE}。5个项目获{PRIZE}。", ["5家 1", "5个 1"]),
    "three tellings": (f"{A}获{PRIZE}。{A}又获{PRIZE}。{A}再获{PRIZE}。", ["A 3"]),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_one_fact(name: str) -> None:
    text, wanted = TOLD[name]
    assert awards(text, "tellings") == wanted


MARKS = {
    "complete the second time": (f"{A}获{PRIZE}。{A}、{B}等2家企业获{PRIZE}。", ["A complete", "B complete", "2家 complete"]),
    "complete the first time": (f"{A}、{B}等2家企业获{PRIZE}。{A}获{PRIZE}。", ["A complete", "B complete", "2家 complete"]),
    "partial the first time": (f"{A}等5家企业获{PRIZE}。{A}又获{PRIZE}。", ["A partial (1 of 5)", "5家 partial (1 of 5)"]),
    "partial the second time": (f"{A}获{PRIZE}。{A}等5家企业获{PRIZE}。", ["A partial (1 of 5)", "5家 partial (1 of 5)"]),
    "contradicted the first time": (
        f"{A}、{B}、{C}等2家企业获{PRIZE}。{A}、{B}等2家企业获{PRIZE}。",
        ["A contradicts", "B contradicts", "C contradicts", "2家 contradicts"],
    ),
    "contradicted the second time": (
        f"{A}、{B}等2家企业获{PRIZE}。{A}、{B}、{C}等2家企业获{PRIZE}。",
        ["A contradicts", "B contradicts", "2家 contradicts", "C contradicts"],
    ),
}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_told_once_is_kept(name: str) -> None:
    text, wanted = MARKS[name]
    assert awards(text, "consistency") == wanted
