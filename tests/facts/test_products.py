"""Sums of one sentence against their total: what multiplies, what does not, and what is not firm enough to contradict it."""

from __future__ import annotations

import pytest

from tests.facts.reading import A, B, funding

PRODUCTS = {
    "a number and a sum for each": (
        "8家企业每家奖励50万元，共奖励400万元。",
        ["reward 500000 each to 8 consistency complete", "reward 4000000 consistency complete"],
    ),
    "a number and a sum for each, wrong": (
        "8家企业每家奖励50万元，共奖励500万元。",
        ["reward 500000 each to 8 consistency contradicts", "reward 5000000 consistency contradicts"],
    ),
    "the number of the total": (
        "每家奖励50万元，共奖励8家企业400万元。",
        ["reward 500000 each consistency complete", "reward 4000000 to 8 consistency complete"],
    ),
    "the number of the total, wrong": ("每家奖励50万元，共奖励8家企业500万元。", ["reward 500000 each", "reward 5000000 to 8"]),
    "a number of the sentence before": (
        "共有8家企业获表彰。每家奖励50万元，合计奖励400万元。",
        ["reward 500000 each consistency complete", "reward 4000000 consistency complete"],
    ),
    "the number told last before": (
        "3家企业参会。8家企业获表彰。每家奖励50万元，合计奖励400万元。",
        ["reward 500000 each consistency complete", "reward 4000000 consistency complete"],
    ),
    "a number of the sentence before, another's": (
        "共有8家企业获表彰。每家奖励50万元，合计奖励900万元。",
        ["reward 500000 each", "reward 9000000"],
    ),
    "two sums for each": (
        "一等奖2家企业各奖励20万元，二等奖3家企业各奖励10万元，共奖励70万元。",
        [
            "reward 200000 each to 2 consistency complete",
            "reward 100000 each to 3 consistency complete",
            "reward 700000 consistency complete",
        ],
    ),
    "two sums for each, wrong": (
        "一等奖2家企业各奖励20万元，二等奖3家企业各奖励10万元，共奖励90万元。",
        [
            "reward 200000 each to 2 consistency contradicts",
            "reward 100000 each to 3 consistency contradicts",
            "reward 900000 consistency contradicts",
        ],
    ),
    "two sums for each, one without a number": (
        "一等奖2家企业各奖励20万元，二等奖各奖励10万元，共奖励70万元。",
        ["reward 200000 each to 2", "reward 100000 each", "reward 700000"],
    ),
    "names and a sum for each": (
        f"{A}、{B}各获奖励50万元，共奖励100万元。",
        ["reward 500000 each to A、B consistency complete", "reward 1000000 consistency complete"],
    ),
    "a sum for each of another kind": ("8家企业每家补助50万元，共奖励400万元。", ["subsidy 500000 each to 8", "reward 4000000"]),
    "a sum for each of another currency": (
        "8家企业每家奖励50万美元，共奖励400万元。",
        ["reward 500000 each to 8", "reward 4000000"],
    ),
    "about a sum for each": ("8家企业每家奖励约50万元，共奖励500万元。", ["reward 500000 each to 8", "reward 5000000"]),
    "a range for each": ("8家企业每家奖励50万元至60万元，共奖励500万元。", ["reward 500000 each to 8", "reward 5000000"]),
    "about a total": ("8家企业每家奖励50万元，共奖励近500万元。", ["reward 500000 each to 8", "reward 5000000"]),
    "two totals": (
        "8家企业每家奖励50万元，共奖励500万元，合计600万元。",
        ["reward 500000 each to 8", "reward 5000000", "reward 6000000"],
    ),
    "a third sum beside them that agree": (
        "8家企业每家奖励50万元，另有贷款20万元，共奖励400万元。",
        ["reward 500000 each to 8", "financing 200000", "reward 4000000"],
    ),
    "a third sum beside them": (
        "8家企业每家奖励50万元，另有贷款20万元，共奖励420万元。",
        ["reward 500000 each to 8", "financing 200000", "reward 4200000"],
    ),
    "a condition that a group has met": (
        "对获评企业的，8家企业每家奖励50万元，共奖励500万元。",
        ["reward 500000 each to 8 consistency contradicts", "reward 5000000 consistency contradicts"],
    ),
    "of several years": ("8家企业每家奖励50万元，历年共奖励2000万元。", ["reward 500000 each to 8", "reward 20000000"]),
    "for each of something": ("每个赛道8家企业每家奖励50万元，共奖励1200万元。", ["reward 500000 each to 8", "reward 12000000"]),
    "no total": ("8家企业每家奖励50万元。", ["reward 500000 each to 8"]),
    "in two sentences": ("8家企业每家奖励50万元。共奖励400万元。", ["reward 500000 each to 8", "reward 4000000"]),
    "behind another sentence": (
        "公司获补助20万元。8家企业每家奖励50万元，共奖励400万元。",
        ["subsidy 200000", "reward 500000 each to 8 consistency complete", "reward 4000000 consistency complete"],
    ),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_what_multiplies_to_a_total(name: str) -> None:
    text, wanted = PRODUCTS[name]
    assert funding(text, "consistency") == wanted
