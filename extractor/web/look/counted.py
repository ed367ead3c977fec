"""The figures of a run, each counted once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from extractor.errors import UsageError
from extractor.figures import FIGURES
from extractor.figures.figure import Figure
from extractor.figures.places import districts_of
from extractor.figures.tables import opened_tables
from extractor.figures.words import Words

_KEPT = 256


def figure_of(out: Path, name: str, words: Words, province: str = "") -> Figure:
    """The figure of that name, or the map of a province. Raises UsageError where there is no such figure or table."""
    return _figure(out, name, words, province, _written(out))


def _written(out: Path) -> int:
    """When the tables were last written: what was counted before does not hold any more."""
    return max((path.stat().st_mtime_ns for path in out.iterdir() if path.is_file()), default=0)


@lru_cache(_KEPT)
def _figure(out: Path, name: str, words: Words, province: str, _: int) -> Figure:
    if name not in FIGURES:
        raise UsageError(f"no figure {name}; figures: {', '.join(FIGURES)}")
    with opened_tables(out, words) as tables:
        figure = districts_of(tables, province) if province else FIGURES[name](tables)
    if figure is None:
        raise UsageError(f"no map of {province}")
    return figure
