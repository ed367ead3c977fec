"""Figures of awards: by year, by year and district, and who got most."""

from __future__ import annotations

from typing import get_args

from extractor.figures.figure import Figure, Row
from extractor.figures.tables import Tables
from extractor.model import Status

MOST = 20
PROVINCES = 15
YEARS = 10
_YEAR = "coalesce(year, TRY_CAST(left(told_on, 4) AS INTEGER))"
_GRANTED = "status = 'granted'"
_PROVINCE = "left(adcode, 2)"


def awards_by_year(tables: Tables) -> Figure:
    """Award facts by year, cut into granted, nominee and applied. Years between without any are shown too."""
    words = tables.words
    found = tables.rows(f"SELECT {_YEAR} AS y, status, count(*) FROM {tables.awards} GROUP BY ALL")
    counts = {(year, status): number for year, status, number in found if year is not None}
    undated = sum(number for year, _, number in found if year is None)
    statuses = [status for status in get_args(Status) if any(known == status for _, known in counts)]
    years = _span({year for year, _ in counts})
    more = words("awards_by_year.undated", n=undated) if undated else ""
    return Figure(
        "awards_by_year",
        "columns",
        words("awards_by_year"),
        words.joined(words("awards_by_year.note"), tables.once, more),
        (words("head.year"), *(words(f"status.{status}") for status in statuses)),
        tuple(Row(str(year), tuple(counts.get((year, status), 0) for status in statuses)) for year in years),
        len(statuses),
    )


def _span(years: set[int]) -> list[int]:
    """All years from the first to the last; where that is a long time, those that have any, so that one slip makes no desert."""
    if not years or max(years) - min(years) > 3 * YEARS:
        return sorted(years)
    return list(range(min(years), max(years) + 1))


def awards_by_district(tables: Tables) -> Figure:
    """Granted awards by province and year: the provinces that have most, the last years that have any."""
    words = tables.words
    found = tables.rows(f"SELECT {_PROVINCE} AS p, {_YEAR} AS y, count(*) FROM {tables.awards} WHERE {_GRANTED} GROUP BY ALL")
    counts = {(place, year): number for place, year, number in found if place and place != "10" and year is not None}
    years = sorted({year for _, year in counts})[-YEARS:]
    totals = {place: sum(counts.get((place, year), 0) for year in years) for place, _ in counts}
    places = sorted((place for place in totals if totals[place]), key=lambda place: (-totals[place], place))[:PROVINCES]
    rest = sum(number for *_, number in found) - sum(totals[place] for place in places)
    more = words("awards_by_district.rest", n=rest) if rest else ""
    return Figure(
        "awards_by_district",
        "matrix",
        words("awards_by_district"),
        words.joined(words("awards_by_district.note"), tables.once, more),
        (words("head.district"), *map(str, years)),
        tuple(
            Row(words.known(f"place.{place}", place), tuple(counts.get((place, year), 0) for year in years), f"{place}0000")
            for place in places
        ),
        len(years),
    )


def top_recipients(tables: Tables) -> Figure:
    """The named recipients with most granted awards."""
    return _top(tables, "top_recipients", "recipient")


def top_awards(tables: Tables) -> Figure:
    """The awards of which most is told."""
    return _top(tables, "top_awards", "award")


def _top(tables: Tables, name: str, column: str) -> Figure:
    words, of = tables.words, f"FROM {tables.awards} WHERE {_GRANTED} AND {column} IS NOT NULL AND {column} <> ''"
    found = tables.rows(f"SELECT {column}, count(*) AS n {of} GROUP BY ALL ORDER BY n DESC, {column} LIMIT {MOST}")
    (total,) = tables.one(f"SELECT count(DISTINCT {column}) {of}")
    return Figure(
        name,
        "bars",
        words(name),
        words.joined(words(f"{name}.note", n=total), tables.once),
        (words(f"head.{column}"), words("head.awards" if column == "recipient" else "head.facts")),
        tuple(Row(label, (number,)) for label, number in found),
        1,
    )
