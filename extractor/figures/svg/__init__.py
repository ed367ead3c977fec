"""Figures drawn as SVG: text that needs no script, prints sharply, and takes its colours from the page."""

from __future__ import annotations

from extractor.figures.figure import Figure
from extractor.figures.outlines import Area, country, province
from extractor.figures.svg.bars import bars, columns
from extractor.figures.svg.maps import area_map
from extractor.figures.svg.matrix import matrix
from extractor.figures.words import Words

_DRAW = {"bars": bars, "columns": columns, "matrix": matrix}


def svg(figure: Figure, words: Words) -> str:
    """The figure as one SVG element; empty for a figure without rows."""
    if not figure.rows:
        return ""
    if figure.shape == "map":
        return area_map(figure, words, _areas(figure))
    return _DRAW[figure.shape](figure, words)


def _areas(figure: Figure) -> tuple[Area, ...]:
    """The areas of the map whose codes the rows have."""
    code = next((row.code for row in figure.rows if row.code), "")
    return country() if code.endswith("0000") else province(code[:2] + "0000")
