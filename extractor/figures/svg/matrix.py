"""A matrix of cells, the darker the more."""

from __future__ import annotations

from extractor.figures.figure import Figure
from extractor.figures.svg.marks import WIDTH, drawing, rect, text, text_width
from extractor.figures.svg.shades import shade
from extractor.figures.words import Words

_ROW, _HEAD, _GAP = 25, 22, 8


def matrix(figure: Figure, words: Words) -> str:
    """One row of cells a row, each with its number; the columns' names above."""
    left = max(text_width(row.label) for row in figure.rows) + _GAP
    step = min((WIDTH - left) / figure.drawn, 110)
    largest = max(max(figure.parts(row)) for row in figure.rows)
    made = [text(left + (at + 0.5) * step, 14, name, anchor="middle", kind="t soft") for at, name in enumerate(figure.series)]
    for index, row in enumerate(figure.rows):
        y = _HEAD + index * _ROW
        made.append(text(left - _GAP, y + 16, row.label, anchor="end"))
        for at, number in enumerate(figure.parts(row)):
            depth = shade(number, largest)
            told = f"{row.label} · {figure.series[at]}: {words.number(number)}"
            made.append(rect(left + at * step + 1, y + 1, step - 2, _ROW - 2, f"q{depth}", told))
            if number:
                over = "t on-dark" if depth > 4 else "t on-light"
                made.append(text(left + (at + 0.5) * step, y + 17, words.short(number), anchor="middle", kind=over))
    return drawing(_HEAD + len(figure.rows) * _ROW + 4, figure.title, *made)
