"""The pieces that drawings are made of. Colours are classes, so that the page's style sheet decides them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from html import escape

from extractor.figures.figure import Number

WIDTH = 520
FONT = 12
_NARROW = 0.56  # of the font's size: the width of a Latin letter or digit, of Noto Sans on the average
_TICKS = 5


def text_width(text: str) -> float:
    """About how wide a text is, in the units of the drawing."""
    return FONT * sum(1 if unicodedata.east_asian_width(char) in "WFA" else _NARROW for char in text)


def shortened(text: str, width: float) -> str:
    """The text, or as much of it as the width has room for, with an ellipsis."""
    if text_width(text) <= width:
        return text
    while text and text_width(text + "…") > width:
        text = text[:-1]
    return text + "…"


def text(x: float, y: float, content: str, *, anchor: str = "start", kind: str = "t") -> str:
    """A line of text; `anchor` is start, middle or end."""
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}">{escape(content)}</text>'


def rect(x: float, y: float, width: float, height: float, kind: str, told: str = "") -> str:
    """A rectangle that tells its value where the pointer rests on it."""
    title = f"<title>{escape(told)}</title>" if told else ""
    return f'<rect class="{kind}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}">{title}</rect>'


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """A line of the grid."""
    return f'<line class="grid" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'


def legend(names: Sequence[str], x: float = 0) -> str:
    """The colours of the series, in one line at the top."""
    made = []
    for index, name in enumerate(names):
        made.append(rect(x, 3, 11, 11, f"s{index}") + text(x + 16, 13, name))
        x += 16 + text_width(name) + 18
    return "".join(made)


def ticks(largest: Number) -> list[Decimal]:
    """Round numbers from 0 up to the first that is not below the largest, at most six of them; whole ones for what is counted."""
    if largest <= 0:
        return [Decimal(0), Decimal(1)]
    rough = Decimal(largest) / _TICKS
    unit = Decimal(1).scaleb(rough.adjusted())
    step = max(next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough), Decimal(1))
    number = int((Decimal(largest) / step).to_integral_value(ROUND_CEILING))
    return [step * index for index in range(number + 1)]


def drawing(height: float, label: str, *parts: str, width: int = WIDTH) -> str:
    """The drawing as SVG, which narrows with its place."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" viewBox="0 0 {width} {_n(height)}"'
    return f'{head} width="{width}" height="{_n(height)}" aria-label="{escape(label, quote=True)}">{"".join(parts)}</svg>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
