"""A figure as data for the page: its numbers, how they are written, how dark they are, and which articles stand behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from extractor.figures.figure import Figure, Number, Row
from extractor.figures.outlines import outline_file
from extractor.figures.svg.shades import bounds, shade
from extractor.figures.words import Words

_ASKS: dict[str, Callable[[Row], dict[str, str]]] = {
    "awards_by_year": lambda row: {"kind": "award", "year": row.label},
    "awards_by_district": lambda row: {"district": row.code},
    "districts": lambda row: {"district": row.code},
    "top_recipients": lambda row: {"company": row.label},
    "top_awards": lambda row: {"award": row.label},
}
"""What the list of articles is asked for, of figures whose rows it can be asked for."""


def shown(figure: Figure, words: Words) -> dict[str, Any]:
    """The figure for JSON. `articles` is where a row's articles are listed, `deeper` the code of a map that shows its parts."""
    return {
        "name": figure.name,
        "shape": figure.shape,
        "title": figure.title,
        "note": figure.note,
        "heads": figure.heads,
        "drawn": figure.drawn,
        "rows": [_row(figure, row, words) for row in figure.rows],
        "legend": _legend(figure, words),
    }


def _row(figure: Figure, row: Row, words: Words) -> dict[str, Any]:
    asked = _ASKS.get(figure.name)
    return {
        "label": row.label,
        "code": row.code,
        "numbers": [_plain(number) for number in row.numbers],
        "texts": [words.number(number) for number in row.numbers],
        "shades": _shades(figure, row),
        "articles": "/?" + urlencode(asked(row)) if asked else "",
        "deeper": row.code if figure.shape == "map" and outline_file(row.code) else "",
    }


def _plain(number: Number) -> int | float:
    """The number for drawing; what is written is told beside it in full."""
    return int(number) if number == int(number) else float(number)


def _largest(figure: Figure) -> Number:
    return max((number for row in figure.rows for number in _shaded(figure, row)), default=0)


def _shaded(figure: Figure, row: Row) -> tuple[Number, ...]:
    """The numbers that are told by a shade: all of a matrix, the first of a map."""
    return {"matrix": figure.parts(row), "map": row.numbers[:1]}.get(figure.shape, ())


def _shades(figure: Figure, row: Row) -> list[int]:
    return [shade(number, _largest(figure)) for number in _shaded(figure, row)]


def _legend(figure: Figure, words: Words) -> list[tuple[int, str]]:
    """Which shade stands for which numbers."""
    if figure.shape != "map":
        return []
    numbers = [row.numbers[0] for row in figure.rows]
    largest = max(numbers, default=0)
    ends = [(shade(low, largest), low, high) for low, high in bounds(numbers)]
    told = [(depth, words.short(low) if low == high else f"{words.short(low)}–{words.short(high)}") for depth, low, high in ends]
    return [(0, "0"), *told] if 0 in numbers else told
