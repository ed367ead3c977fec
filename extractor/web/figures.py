"""Numbers as a reader likes them: sums in 万 and 亿 in Chinese, with thousands set apart in English; never rounded."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from extractor.outputs.rows import plain_number

SUMS = frozenset(("amount", "amount_max"))
_UNITS = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_MOST_PLACES = 4


def shown(column: str, value: str, language: str) -> str:
    """A value of a fact as the page shows it."""
    if column not in SUMS:
        return value
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return _chinese(number) if language == "zh" else f"{number:,f}"


def _chinese(number: Decimal) -> str:
    for size, unit in _UNITS:
        share = number / size
        if abs(share) >= 1 and share == round(share, _MOST_PLACES):
            return f"{plain_number(share)}{unit}"
    return plain_number(number)
