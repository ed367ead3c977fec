"""Bars to the right and columns upwards, in one part or several."""

from __future__ import annotations

from extractor.figures.figure import Figure, Number, Row
from extractor.figures.svg.marks import WIDTH, drawing, legend, line, rect, shortened, text, text_width, ticks
from extractor.figures.words import Words

_ROW, _BAR = 24, 15  # how far bars are apart, how thick they are
_TOP = 26  # the legend's height
_LONGEST = 200  # what is left to labels
_PLOT = 200  # the height of columns
_GAP = 8


def bars(figure: Figure, words: Words) -> str:
    """One bar a row, the sum of its parts written behind it."""
    top = _TOP if figure.drawn > 1 else 2
    left = min(_LONGEST, max(text_width(row.label) for row in figure.rows)) + _GAP
    totals = [sum(figure.parts(row)) for row in figure.rows]
    right = max(text_width(words.short(total)) for total in totals) + 2 * _GAP
    per_unit = (WIDTH - left - right) / float(max(*totals, 1))
    made = [legend(figure.series)] if figure.drawn > 1 else []
    for index, (row, total) in enumerate(zip(figure.rows, totals, strict=True)):
        y = top + index * _ROW
        made.append(text(left - _GAP, y + 16, shortened(row.label, left - _GAP), anchor="end"))
        made += _parts(figure, row, words, left, y + 4, per_unit)
        made.append(text(left + float(total) * per_unit + 6, y + 16, words.short(total), kind="t number"))
    return drawing(top + len(figure.rows) * _ROW + 4, figure.title, *made)


def _parts(figure: Figure, row: Row, words: Words, x: float, y: float, per_unit: float) -> list[str]:
    made = []
    for index, number in enumerate(figure.parts(row)):
        if number:
            width = float(number) * per_unit
            made.append(rect(x, y, max(width, 0.5), _BAR, f"s{index}", _told(figure, row, index, number, words)))
            x += width
    return made


def _told(figure: Figure, row: Row, index: int, number: Number, words: Words) -> str:
    series = f" · {figure.series[index]}" if figure.drawn > 1 else ""
    return f"{row.label}{series}: {words.number(number)}"


def columns(figure: Figure, words: Words) -> str:
    """One column a row, cut into its parts, over an axis of round numbers."""
    top = (_TOP if figure.drawn > 1 else 0) + 12
    totals = [sum(figure.parts(row)) for row in figure.rows]
    marks = ticks(max(totals))
    left = max(text_width(words.short(mark)) for mark in marks) + _GAP
    per_unit, step = _PLOT / float(marks[-1]), (WIDTH - left - _GAP) / len(figure.rows)
    base = top + _PLOT
    made = [legend(figure.series)] if figure.drawn > 1 else []
    for mark in marks:
        y = base - float(mark) * per_unit
        made += [line(left, y, WIDTH, y), text(left - _GAP, y + 4, words.short(mark), anchor="end", kind="t soft")]
    for index, row in enumerate(figure.rows):
        made += _column(figure, row, words, (left + (index + 0.5) * step, base), (min(step * 0.72, 56), per_unit))
        if _has_room(index, len(figure.rows), step, row.label):
            made.append(text(left + (index + 0.5) * step, base + 18, row.label, anchor="middle"))
    return drawing(base + 26, figure.title, *made)


def _has_room(index: int, number: int, step: float, label: str) -> bool:
    """Whether the column's label is written: every one where they fit, or else every second, third …, counted from the last."""
    every = -(-int(text_width(label) + _GAP) // int(max(step, 1)))
    return (number - 1 - index) % every == 0


def _column(figure: Figure, row: Row, words: Words, foot: tuple[float, float], size: tuple[float, float]) -> list[str]:
    (x, y), (width, per_unit), made = foot, size, []
    for index, number in enumerate(figure.parts(row)):
        if number:
            height = float(number) * per_unit
            y -= height
            told = _told(figure, row, index, number, words)
            made.append(rect(x - width / 2, y, width, max(height, 0.5), f"s{index}", told))
    total = sum(figure.parts(row))
    return [*made, text(x, y - 4, words.short(total), anchor="middle", kind="t number")] if total else made
