"""Sums as they are shown: exact, in the units of the language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.web.figures import shown


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        ("38000000", "3800万", "38,000,000"),
        ("500000", "50万", "500,000"),
        ("293.87", "293.87", "293.87"),
        ("2938700", "293.87万", "2,938,700"),
        ("190000000", "1.9亿", "190,000,000"),
        ("123456789", "12345.6789万", "123,456,789"),
        ("-210000000", "-2.1亿", "-210,000,000"),
        ("many", "many", "many"),
    ],
)
def test_sums(value: str, chinese: str, english: str) -> None:
    assert (shown("amount", value, "zh"), shown("amount", value, "en")) == (chinese, english)


def test_other_columns_are_as_they_are() -> None:
    assert shown("year", "2023", "en") == "2023"


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_nothing_is_rounded(number: Decimal) -> None:
    text = shown("amount", format(number, "f"), "zh")
    unit = {"万": 10**4, "亿": 10**8}.get(text[-1], 1)
    assert Decimal(text.rstrip("万亿")) * unit == number
