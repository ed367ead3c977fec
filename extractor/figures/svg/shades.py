"""Seven shades for numbers from the smallest to the largest."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.figures.figure import Number

SHADES = 7


def shade(number: Number, largest: Number) -> int:
    """0 for none, else 1 to 7 by the square root: what is counted is mostly small, and few places have nearly all."""
    if number <= 0 or largest <= 0:
        return 0
    return min(SHADES, 1 + int(SHADES * (float(number) / float(largest)) ** 0.5))


def bounds(numbers: Iterable[Number]) -> list[tuple[Number, Number]]:
    """The smallest and the largest number that have each shade in use, from light to dark."""
    found: dict[int, list[Number]] = {}
    known = [number for number in numbers if number > 0]
    for number in known:
        found.setdefault(shade(number, max(known)), []).append(number)
    return [(min(found[one]), max(found[one])) for one in sorted(found)]
