"""Numerals: what is read, what is found, and that it stays exact and fast."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.numbers import fold_digits, parse_number, read_numeral, scan_numerals

SHARED = Path(__file__).parents[3] / "shared" / "data" / "money"

VALUES = [
    ("0", "0"), ("17", "17"), ("3,700", "3700"), ("3，700", "3700"), ("3 700", "3700"), ("1,234,567.89", "1234567.89"),
    ("１，２３４．５６万", "12345600"), ("2，79万亿", "2790000000000"), ("0.0353", "0.0353"), ("-10000", "-10000"),
    ("负2.1亿", "-210000000"), ("1亿2千万", "120000000"), ("1 亿2千万", "120000000"), ("12亿3000万", "1230000000"),
    ("1亿2,600万", "126000000"), ("3万4000", "34000"), ("1万2,000", "12000"), ("25万6千", "256000"),
    ("3千万亿", "3000000000000000"), ("2个亿", "200000000"), ("15k", "15000"), ("30w", "300000"), ("零", "0"), ("十", "10"),
    ("十五", "15"), ("二百三十一", "231"), ("七十三", "73"), ("一千零一", "1001"), ("一千零五十", "1050"), ("四百五", "450"),
    ("一万三", "13000"), ("五亿零六", "500000006"), ("两千三点一", "2300.1"), ("二〇二三", "2023"), ("壹仟玖佰", "1900"),
    ("伍佰万", "5000000"), ("廿八", "28"), ("三点五", "3.5"), ("四万万", "400000000"),
    ("四千五百六十九万八千三百一十一亿", "4569831100000000"), ("100余万", "1000000"), ("十余", "10"),
    ("1.5W", "15000"), ("2K", "2000"), ("一百零五", "105"), ("一千零一十五", "1015"),
    ("两万零三", "20003"), ("一万零五百", "10500"), ("十万零五", "100005"),
]  # fmt: skip

READINGS = [
    ("五六十", "50", "60", None), ("三四百万", "3000000", "4000000", None), ("十七八", "17", "18", None),
    ("两三", "2", "3", None), ("数千万", "10000000", None, "数"), ("几十", "10", None, "几"),
    ("300多万", "3000000", None, "多"), ("31万多", "310000", None, "多"), ("十几", "10", None, "几"),
    ("8.6万余", "86000", None, "余"), ("二三十", "20", "30", None),
]  # fmt: skip

SCANS = [
    ("一家公司一切顺利", []), ("第46个质量月", ["46"]), ("1354.18亿元，分别", ["1354.18亿"]), ("2020—2021年", ["2020", "2021"]),
    ("2.2.3节", ["2.2"]), ("共３００多家", ["300多"]), ("陆地上的队伍收拾房间", []), ("一百二十万", ["一百二十万"]),
    ("逾3 700宗", ["3 700"]), ("增至1.2万", ["1.2万"]), ("9" * 40, []), ("5个亿级产业", ["5", "亿"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "企业", "万科", "二维码", "1.2.3", "点"])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(("text", "low", "high", "word"), READINGS, ids=[case[0] for case in READINGS])
def test_reading(text: str, low: str, high: str | None, word: str | None) -> None:
    reading = read_numeral(text)
    assert reading is not None
    assert (reading.low, reading.high, reading.approximate) == (Decimal(low), Decimal(high) if high else None, word)


@pytest.mark.parametrize(("text", "numerals"), SCANS, ids=[text[:20] for text, _ in SCANS])
def test_scan(text: str, numerals: list[str]) -> None:
    assert [numeral.text for numeral in scan_numerals(fold_digits(text))] == numerals


@given(st.integers(0, 10**12), st.sampled_from(["", "万", "亿"]))
def test_arabic_numbers_are_exact(number: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert parse_number(f"{number}{scale}") == number * factor
    assert parse_number(f"{number:,}{scale}") == number * factor


@given(st.text(alphabet="0123456789０９一二两十百千万亿零〇点.,， 多余几数个kw-—元家", max_size=40))
def test_numerals_lie_in_the_text_and_never_fail(text: str) -> None:
    folded = fold_digits(text)
    assert len(folded) == len(text)
    for numeral in scan_numerals(folded):
        assert folded[numeral.start : numeral.end] == numeral.text
        read_numeral(numeral.text)


@pytest.mark.parametrize("unit", ["9", "一", "万", "1,", "9 ", "多", "1亿", "点", "两个亿"])
def test_hostile_runs_take_linear_time(unit: str) -> None:
    started = time.process_time()
    for numeral in scan_numerals(unit * 100_000):
        read_numeral(numeral.text)
    assert time.process_time() - started < 5


@pytest.mark.skipif(not SHARED.exists(), reason="needs the cases of other parsers")
def test_agrees_with_the_cases_of_other_parsers() -> None:
    """Simplified whole numbers and decimals; fractions, powers and mixed money are not what this parser reads."""
    cases: list[dict[str, Any]] = []
    for name in ("cn2an_number", "rt_number"):
        cases += [json.loads(line) for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = [(item["span"], item["value"]) for case in cases for item in case["expect"] if item["value"] is not None]
    known = set("0123456789.,，-负〇零一二两三四五六七八九十百千万亿兆壹贰叁肆伍陆柒捌玖拾佰仟点余多几 ")
    pairs = [(span, value) for span, value in pairs if set(fold_digits(span)) <= known and span[0] not in ".-" and len(span) > 0]
    right = [parse_number(span) == Decimal(str(value)) for span, value in pairs]
    assert len(right) > 250
    assert sum(right) / len(right) >= 0.97
