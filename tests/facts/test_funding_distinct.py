"""A sum that an article tells twice is told once, with the fuller of the two; sums for others or for something else are told twice."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

import pytest

from tests.facts.reading import A, B, funding

TOLD = {
    "told of nobody twice": ("市财政拨付补助300万元。\n市财政拨付补助300万元。", ["subsidy 3000000 tellings 2 currency CNY"]),
    "told of somebody the second time": (
        f"拨付补助300万元。\n{A}获得补助300万元。",
        ["subsidy 3000000 to A tellings 2 currency CNY"],
    ),
    "told of somebody the first time": (
        f"{A}获得补助300万元。\n拨付补助300万元。",
        ["subsidy 3000000 to A tellings 2 currency CNY"],
    ),
    "told of the same one": (
        f"{A}获得补助300万元。\n昨日，{A}又介绍获得补助300万元。",
        ["subsidy 3000000 to A tellings 2 currency CNY"],
    ),
    "told of two, and of one of them": (
        f"{A}、{B}获得补助300万元。\n{A}获得补助300万元。",
        ["subsidy 3000000 to A、B tellings 2 currency CNY"],
    ),
    "told of two": (
        f"{A}获得补助300万元。\n{B}获得补助300万元。",
        ["subsidy 3000000 to A tellings 1 currency CNY", "subsidy 3000000 to B tellings 1 currency CNY"],
    ),
    "for two things": (
        "安排补助300万元，用于设备更新改造。\n安排补助300万元，用于人才公寓建设。",
        ["subsidy 3000000 tellings 1 currency CNY", "subsidy 3000000 tellings 1 currency CNY"],
    ),
    "for the same thing": (
        "安排补助300万元，用于设备更新改造。\n安排补助300万元，用于设备更新改造。",
        ["subsidy 3000000 tellings 2 currency CNY"],
    ),
    "for something the first time": (
        "安排补助300万元，用于设备更新改造。\n安排补助300万元。",
        ["subsidy 3000000 tellings 2 currency CNY"],
    ),
    "for something the second time": (
        "安排补助300万元。\n安排补助300万元，用于设备更新改造。",
        ["subsidy 3000000 tellings 2 currency CNY"],
    ),
    "of two kinds": (
        "安排补助300万元。\n获得贷款300万元。",
        ["subsidy 3000000 tellings 1 currency CNY", "financing 3000000 tellings 1 currency CNY"],
    ),
    "each and in all": (
        "每家补助300万元。\n补助共计300万元。",
        ["subsidy 3000000 each tellings 1 currency CNY", "subsidy 3000000 tellings 1 currency CNY"],
    ),
    "in two currencies": (
        "获得贷款300万元。\n获得贷款300万美元。",
        ["financing 3000000 tellings 1 currency CNY", "financing 3000000 tellings 1 currency USD"],
    ),
    "as a rule and as a payment": (
        "对获评企业的，给予补助300万元。\n昨日，安排补助300万元。",
        ["subsidy 3000000 each rule tellings 1 currency CNY", "subsidy 3000000 tellings 1 currency CNY"],
    ),
    "three times": ("安排补助300万元。\n安排补助300万元。\n安排补助300万元。", ["subsidy 3000000 tellings 3 currency CNY"]),
    "fuller by its place": (
        "安排补助300万元。\n去年，武清区安排补助300万元。",
        ["subsidy 3000000 tellings 2 currency CNY district 武清区"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_one_sum(name: str) -> None:
    text, wanted = TOLD[name]
    assert funding(text, "tellings", "currency", "district") == wanted


MARKS = {
    "agreeing the first time": (
        "8家企业每家奖励50万元，共奖励400万元。\n企业获奖励400万元。",
        ["reward 500000 each to 8 consistency complete", "reward 4000000 consistency complete"],
    ),
    "agreeing the second time": (
        "企业获奖励400万元。\n8家企业每家奖励50万元，共奖励400万元。",
        ["reward 4000000 consistency complete", "reward 500000 each to 8 consistency complete"],
    ),
    "contradicted the second time": (
        "8家企业每家奖励50万元，共奖励400万元。\n8家企业每家奖励60万元，共奖励400万元。",
        [
            "reward 500000 each to 8 consistency complete",
            "reward 4000000 consistency contradicts",
            "reward 600000 each to 8 consistency contradicts",
        ],
    ),
    "contradicted the first time": (
        "8家企业每家奖励60万元，共奖励400万元。\n8家企业每家奖励50万元，共奖励400万元。",
        [
            "reward 600000 each to 8 consistency contradicts",
            "reward 4000000 consistency contradicts",
            "reward 500000 each to 8 consistency complete",
        ],
    ),
    "never": ("企业获奖励400万元。\n企业获奖励400万元。", ["reward 4000000"]),
}


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_of_a_sum_told_twice_is_kept(name: str) -> None:
    text, wanted = MARKS[name]
    assert funding(text, "consistency") == wanted
