"""Figures of what a run found: their numbers, made from its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractor.figures import articles, awards, money, places
from extractor.figures.figure import Figure
from extractor.figures.tables import Tables

FIGURES: Mapping[str, Callable[[Tables], Figure]] = {
    "awards_by_year": awards.awards_by_year,
    "awards_by_district": awards.awards_by_district,
    "districts": places.districts,
    "top_recipients": awards.top_recipients,
    "top_awards": awards.top_awards,
    "money_by_kind": money.money_by_kind,
    "money_by_funder": money.money_by_funder,
    "confidence": articles.confidence,
    "removed": articles.removed,
    "repairs": articles.repairs,
    "throughput": articles.throughput,
}
"""Every figure by its name, in the order in which they are shown."""

MAP = "districts"
"""The figure that is a map."""


def all_figures(tables: Tables) -> list[Figure]:
    """All figures that have anything to show."""
    made = (make(tables) for make in FIGURES.values())
    return [figure for figure in made if figure.rows and any(any(figure.parts(row)) for row in figure.rows)]
