"""Sums of money: hard forms, what is none, currencies, ranges, table cells."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.match.money import find_amounts
from extractor.match.money_cells import HeaderUnit, header_unit, parse_cell_amount
from extractor.model import Region
from extractor.rules.numbers import MoneyRules, load_money_rules

ROOT = Path(__file__).parents[2]
SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="module")
def rules() -> MoneyRules:
    return load_money_rules(ROOT / "rules" / "mentions" / "money.yaml")


# (text, [(mention, low, high, currency, qualifier)])
Expected = tuple[str, str, str | None, str, str | None]
SUMS: list[tuple[str, list[Expected]]] = [
    ("花了1 亿2千万元。", [("1 亿2千万元", "120000000", None, "CNY", None)]),
    ("共12亿3000万元", [("12亿3000万元", "1230000000", None, "CNY", None)]),
    ("1354.18亿元，分别增长", [("1354.18亿元", "135418000000", None, "CNY", None)]),
    ("13亿元，20万—50万元", [("13亿元", "1300000000", None, "CNY", None), ("20万—50万元", "200000", "500000", "CNY", None)]),
    ("500万元，2024年", [("500万元", "5000000", None, "CNY", None)]),
    ("１．５亿元", [("１．５亿元", "150000000", None, "CNY", None)]),
    ("１，２３４．５６万元", [("１，２３４．５６万元", "12345600", None, "CNY", None)]),
    ("2，79万亿元", [("2，79万亿元", "2790000000000", None, "CNY", None)]),
    ("2至3亿元", [("2至3亿元", "200000000", "300000000", "CNY", None)]),
    ("17.19万至24.39万元", [("17.19万至24.39万元", "171900", "243900", "CNY", None)]),
    ("从3万欧元到5万美元", [("3万欧元", "30000", None, "EUR", None), ("5万美元", "50000", None, "USD", None)]),
    ("五六十万元至80万元", [("五六十万元", "500000", "600000", "CNY", None), ("80万元", "800000", None, "CNY", None)]),
    ("50万元至八九十万元", [("50万元", "500000", None, "CNY", None), ("八九十万元", "800000", "900000", "CNY", None)]),
    ("50万元至30万元", [("50万元", "500000", None, "CNY", None), ("30万元", "300000", None, "CNY", None)]),
    ("罚款50万元以上200万元以下。", [("50万元以上200万元以下", "500000", "2000000", "CNY", None)]),
    ("五六十万元", [("五六十万元", "500000", "600000", "CNY", None)]),
    ("只有40来万元", [("40来万元", "400000", None, "CNY", "来")]),
    ("数千万元", [("数千万元", "10000000", None, "CNY", "数")]),
    ("损失上亿元", [("上亿元", "100000000", None, "CNY", "上")]),
    ("100余万元", [("100余万元", "1000000", None, "CNY", "余")]),
    ("0.0353元", [("0.0353元", "0.0353", None, "CNY", None)]),
    ("净利润为负2.1亿元", [("负2.1亿元", "-210000000", None, "CNY", None)]),
    ("净利润-2.1亿元", [("-2.1亿元", "-210000000", None, "CNY", None)]),
    ("融资$20亿", [("$20亿", "2000000000", None, "USD", None)]),
    ("US$500万", [("US$500万", "5000000", None, "USD", None)]),
    ("US$5至8亿", [("US$5至8亿", "500000000", "800000000", "USD", None)]),
    ("¥300万", [("¥300万", "3000000", None, "CNY", None)]),
    (
        "2.5亿元人民币（约合3500万美元）",
        [("2.5亿元人民币", "250000000", None, "CNY", None), ("约合3500万美元", "35000000", None, "USD", "约合")],
    ),
    (
        "分别为1.2、2.3和3.4亿元",
        [
            ("1.2", "120000000", None, "CNY", None),
            ("2.3", "230000000", None, "CNY", None),
            ("3.4亿元", "340000000", None, "CNY", None),
        ],
    ),
    ("不超过1,000万元", [("不超过1,000万元", "10000000", None, "CNY", "不超过")]),
    ("不低于50万元", [("不低于50万元", "500000", None, "CNY", "不低于")]),
    ("最高200万元", [("最高200万元", "2000000", None, "CNY", "最高")]),
    ("单个项目最高补助800万元", [("最高补助800万元", "8000000", None, "CNY", "最高")]),
    ("每年最高不超过20万元", [("最高不超过20万元", "200000", None, "CNY", "不超过")]),
    ("总投资2.3亿，明年投产", [("2.3亿", "230000000", None, "CNY", None)]),
    ("赚了2个亿。", [("2个亿", "200000000", None, "CNY", None)]),
    ("分别给予100万元、50万元", [("100万元", "1000000", None, "CNY", None), ("50万元", "500000", None, "CNY", None)]),
    ("奖励100、50万元", [("100", "1000000", None, "CNY", None), ("50万元", "500000", None, "CNY", None)]),
    ("新台币1亿2,600万元", [("新台币1亿2,600万元", "126000000", None, "TWD", None)]),
    ("新台币2亿至3亿元", [("新台币2亿至3亿元", "200000000", "300000000", "TWD", None)]),
    ("研制补助伍佰万元整。", [("伍佰万元整", "5000000", None, "CNY", None)]),
    ("税额壹仟玖佰圆整，", [("壹仟玖佰圆整", "1900", None, "CNY", None)]),
    ("一百三十五块六角七分钱", [("一百三十五块六角七分钱", "135.67", None, "CNY", None)]),
    ("开销123元1角1分", [("123元1角1分", "123.11", None, "CNY", None)]),
    ("每家奖励百万元", [("百万元", "1000000", None, "CNY", None)]),
    ("产值超千亿元", [("超千亿元", "100000000000", None, "CNY", "超")]),
    ("卖了31万多元", [("31万多元", "310000", None, "CNY", "多")]),
    ("售价不到30元的传感器", [("不到30元", "30", None, "CNY", "不到")]),
    ("年销售额5000万元以上的企业", [("5000万元以上", "50000000", None, "CNY", "以上")]),
    ("30万元（含）以上", [("30万元（含）以上", "300000", None, "CNY", "以上")]),
    ("在1 万(含)-5 万元之间", [("1 万(含)-5 万元", "10000", "50000", "CNY", None)]),
    ("票价三元。", [("三元", "3", None, "CNY", None)]),
    ("RMB500万元", [("RMB500万元", "5000000", None, "CNY", None)]),
    ("30亿日元和1.2亿欧元", [("30亿日元", "3000000000", None, "JPY", None), ("1.2亿欧元", "120000000", None, "EUR", None)]),
    ("每人1万2,000元", [("1万2,000元", "12000", None, "CNY", None)]),
    ("签约100万元", [("100万元", "1000000", None, "CNY", None)]),
    ("薪酬给到10k~15k。", [("10k~15k", "10000", "15000", "CNY", None)]),
    ("从8500到3万港元", [("8500到3万港元", "8500", "30000", "HKD", None)]),
    ("港币两千九百六十元", [("港币两千九百六十元", "2960", None, "HKD", None)]),
    ("三万元欧元", [("三万元欧元", "30000", None, "EUR", None)]),
    ("超百亿元企业2家", [("超百亿元", "10000000000", None, "CNY", "超")]),
]

NO_SUMS = [
    "三元锂电池", "长三角", "一块净土", "欧元区", "一站式", "四川", "三五家", "三元区", "三元食品", "元旦和元宵", "二维码",
    "单元楼5单元", "公元2020", "万元户", "每股3.5元", "10元/股", "增长3.5%", "占地1.2万平方米", "用电1亿千瓦时", "产量5亿吨",
    "百亿元项目", "千亿元级产业", "美元10年期国债", "两块牌子", "一分不留", "第3元", "DDR4", "10元素", "亿元以上项目35个",
    "常住人口1.2亿人", "12345热线", "4K电视",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SUMS, ids=[text for text, _ in SUMS])
def test_sums(text: str, expected: list[Expected], rules: MoneyRules) -> None:
    found = [
        (text[m.start : m.end], f"{m.number:f}", None if m.number_max is None else f"{m.number_max:f}", m.currency, m.qualifier)
        for m in find_amounts(text, rules)
    ]
    assert found == expected


BEFORE = "去年投入3万元、4万元和5万元。" + "编号为1、2、3、4、5、6、8、9。" + "全市各县区都来了人。" * 26
"""Three sums, and numbers that are none, before a case: positions beyond 256, about as many numbers as may share a unit."""


@pytest.mark.parametrize(("text", "expected"), SUMS, ids=[text for text, _ in SUMS])
def test_what_stands_before_changes_nothing(text: str, expected: list[Expected], rules: MoneyRules) -> None:
    found = find_amounts(f"{BEFORE}{text}", rules)
    told = [f"{m.number:f}" for m in found[:3]]
    assert told == ["30000", "40000", "50000"]
    moved = [replace(m, start=m.start - len(BEFORE), end=m.end - len(BEFORE)) for m in found[3:]]
    assert moved == find_amounts(text, rules)
    assert len(moved) == len(expected)


@pytest.mark.parametrize("text", NO_SUMS)
def test_no_sums(text: str, rules: MoneyRules) -> None:
    assert find_amounts(text, rules) == []


@pytest.mark.parametrize(("region", "currency"), [("CN", "CNY"), ("TW", "TWD"), ("HK", "HKD")])
def test_a_plain_yuan_is_the_regions(region: Region, currency: str, rules: MoneyRules) -> None:
    assert [m.currency for m in find_amounts("30万元与5万美元", rules, region=region)] == [currency, "USD"]


HEADS: list[tuple[str, tuple[int, str] | None]] = [
    ("奖励金额（万元）", (10**4, "CNY")), ("金额\n（万元）", (10**4, "CNY")), ("补助资金（单位：万元）", (10**4, "CNY")),
    ("单位：亿元", (10**8, "CNY")), ("奖金/元", (1, "CNY")), ("投资额(万美元)", (10**4, "USD")), ("协议投资额", None),
    ("单价（元/吨）", None), ("企业名称", None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS, ids=[head for head, _ in HEADS])
def test_header_unit(head: str, expected: tuple[int, str] | None, rules: MoneyRules) -> None:
    unit = header_unit(head, rules)
    assert (unit and (int(unit.scale), unit.currency)) == expected


CELLS = [
    ("100", "1000000"), ("1,200.5", "12005000"), (" 185 ", "1850000"), ("３０", "300000"), ("100万元", "1000000"),
    ("三百万", "3000000"), ("约30", "300000"), ("20-50", "200000"), ("—", None), ("某企业", None), ("另见5万元说明", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), CELLS, ids=[cell for cell, _ in CELLS])
def test_cells(cell: str, value: str | None, rules: MoneyRules) -> None:
    found = parse_cell_amount(cell, rules, header_unit=HeaderUnit(Decimal(10**4), "CNY"), start=7)
    assert (found and found.value) == value
    if found is not None:
        assert 7 <= found.start < found.end <= 7 + len(cell)


def test_a_bare_cell_needs_a_head(rules: MoneyRules) -> None:
    assert parse_cell_amount("2021", rules) is None


@given(st.text(alphabet="0123456789一三十百万亿元角分块美港币人民$¥（）()至—-、和约超不以上下含每股级 \n", max_size=60))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    found = find_amounts(text, load_cached())
    assert all(0 <= m.start < m.end <= len(text) and m.number is not None for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.number_max is None or (m.number is not None and m.number < m.number_max) for m in found)


_CACHE: list[MoneyRules] = []


def load_cached() -> MoneyRules:
    if not _CACHE:
        _CACHE.append(load_money_rules(ROOT / "rules" / "mentions" / "money.yaml"))
    return _CACHE[0]


@pytest.mark.parametrize("unit", ["元", "9", "（", ",", "1元", "1、", "1至", "约", "$", "亿元"])
def test_hostile_runs_take_linear_time(unit: str, rules: MoneyRules) -> None:
    started = time.process_time()
    find_amounts(unit * (100_000 // len(unit)), rules)
    assert time.process_time() - started < 8


@pytest.mark.skipif(not SHARED.exists(), reason="needs the cases of another parser")
def test_agrees_with_the_cases_of_another_parser(rules: MoneyRules) -> None:
    """Lower bounds and currencies of whole strings; our vague sums have no upper bound, and Simplified text is expected."""
    right = 0
    lines = (SHARED / "data" / "money" / "jio_money_parse.jsonl").read_text(encoding="utf-8").replace("萬", "万").splitlines()
    for case in map(json.loads, lines):
        found = parse_cell_amount(case["text"], rules)
        want: Any = case["expect"][0]["value"]
        low, high = want if isinstance(want, list) else (want, None)
        same = found is not None and found.number is not None and abs(float(found.number) - low) < 0.01
        same = same and found is not None and found.currency == case["expect"][0]["unit"]
        right += same and (high is None or found is None or found.number_max is None or float(found.number_max) == high)
    assert right / len(lines) >= 0.95


@pytest.mark.skipif(not SHARED.exists(), reason="needs the cases of another parser")
def test_finds_what_another_parser_finds(rules: MoneyRules) -> None:
    lines = (SHARED / "data" / "money" / "jio_money_extract.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    spans = [[case["text"][m.start : m.end] for m in find_amounts(case["text"], rules)] for case in cases]
    right = sum(found == [item["span"] for item in case["expect"]] for case, found in zip(cases, spans, strict=True))
    assert right / len(cases) >= 0.95
