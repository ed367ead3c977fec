"""The map: how often the places of a province, or of a prefecture, are told of."""

from __future__ import annotations

from extractor.figures.figure import Figure, Row
from extractor.figures.outlines import country, province
from extractor.figures.tables import Tables

_TOLD = """
SELECT {place} AS place, count(*), count(DISTINCT doc_id) FROM mentions WHERE type = 'district' AND value LIKE ? GROUP BY ALL
"""
_AWARDS = "SELECT {place} AS place, count(*) FROM award_facts WHERE status = 'granted' AND adcode LIKE ? GROUP BY ALL"


def districts(tables: Tables) -> Figure:
    """How often the provinces and their parts are mentioned, in how many articles, and how many awards went there."""
    places = {area.code: tables.words.known(f"place.{area.code[:2]}", area.name) for area in country() if area.code}
    counted = _counted(tables, "left({code}, 2) || '0000'", "%")
    return _map(tables, tables.words("districts"), places, counted)


def districts_of(tables: Tables, code: str) -> Figure | None:
    """The same for the prefectures of a province (the counties of Beijing and the like); None where there is no map of it."""
    areas = province(code)
    if not areas:
        return None
    places = {area.code: area.name for area in areas}
    known = ", ".join(f"'{place}'" for place in places)
    counted = _counted(
        tables, f"CASE WHEN {{code}} IN ({known}) THEN {{code}} ELSE left({{code}}, 4) || '00' END", code[:2] + "%"
    )
    name = tables.words.known(f"place.{code[:2]}", code)
    return _map(tables, tables.words("districts.province", name=name), places, counted)


def _counted(tables: Tables, place: str, like: str) -> dict[str, tuple[int, int, int]]:
    """Mentions, articles and granted awards by the code that the expression gives."""
    told = {
        code: (mentions, articles)
        for code, mentions, articles in tables.rows(_TOLD.format(place=place.format(code="value")), like)
    }
    awards = dict(tables.rows(_AWARDS.format(place=place.format(code="adcode")), like))
    return {code: (*told.get(code, (0, 0)), awards.get(code, 0)) for code in {*told, *awards}}


def _map(tables: Tables, title: str, places: dict[str, str], counted: dict[str, tuple[int, int, int]]) -> Figure:
    words = tables.words
    rows = [Row(name, counted.get(code, (0, 0, 0)), code) for code, name in places.items()]
    return Figure(
        "districts",
        "map",
        title,
        words.joined(words("districts.note"), words("districts.source")),
        (words("head.district"), words("head.mentions"), words("head.articles"), words("head.award_facts")),
        tuple(sorted(rows, key=lambda row: ([-number for number in row.numbers], row.code))),
        1,
    )
