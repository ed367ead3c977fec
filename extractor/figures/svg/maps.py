"""The map, each area the darker the more."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from extractor.figures.figure import Figure, Number
from extractor.figures.outlines import Area, Ring
from extractor.figures.svg.marks import drawing, rect, text
from extractor.figures.svg.shades import bounds, shade
from extractor.figures.words import Words

_WIDTH, _HEIGHT = 660, 560
_LEGEND = 22


def area_map(figure: Figure, words: Words, areas: Sequence[Area]) -> str:
    """The areas shaded by the first number of the row that has their code, with the numbers of each shade at the left."""
    numbers = {row.code: row.numbers[0] for row in figure.rows}
    names = {row.code: row.label for row in figure.rows}
    largest = max(numbers.values(), default=0)
    west, east, south, north = _extent(areas)
    scale = min(_WIDTH / (east - west), _HEIGHT / (north - south))
    shift = (_WIDTH - scale * (east - west)) / 2
    made = []
    for area in areas:
        path = "".join(_ring(ring, west, north, scale, shift) for ring in area.rings)
        if not area.code:
            made.append(f'<path class="inset" d="{path}"/>')
            continue
        told = f"{names.get(area.code, area.name)}: {words.number(numbers.get(area.code, 0))}"
        depth = shade(numbers.get(area.code, 0), largest)
        made.append(f'<path class="area q{depth}" d="{path}"><title>{escape(told)}</title></path>')
    height = scale * (north - south)
    return drawing(height + 4, figure.title, *made, *_legend(list(numbers.values()), words, height), width=_WIDTH)


def _extent(areas: Sequence[Area]) -> tuple[int, int, int, int]:
    points = [point for area in areas for ring in area.rings for point in ring]
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), max(across), min(up), max(up)


def _ring(ring: Ring, west: int, north: int, scale: float, shift: float) -> str:
    """The ring as a path: its first point, then steps of a tenth of a unit of the drawing, which add up without drift."""
    points = [(round(((x - west) * scale + shift) * 10), round((north - y) * scale * 10)) for x, y in ring]
    steps = [f"M{points[0][0] / 10:g} {points[0][1] / 10:g}l"]
    for (x0, y0), (x1, y1) in pairwise(points):
        if (x0, y0) != (x1, y1):
            steps.append(f"{(x1 - x0) / 10:g} {(y1 - y0) / 10:g} ")
    return "".join(steps).rstrip(" l") + "z"


def _legend(numbers: list[Number], words: Words, foot: float) -> list[str]:
    made = []
    shown = [(number, number) for number in (0,) if 0 in numbers] + bounds(numbers)
    largest = max(numbers, default=0)
    for index, (low, high) in enumerate(shown):
        y = foot - (len(shown) - index) * _LEGEND
        told = words.short(low) if low == high else f"{words.short(low)}–{words.short(high)}"
        made.append(rect(0, y, 22, 15, f"q{shade(low, largest)}") + text(30, y + 12, told))
    return made
