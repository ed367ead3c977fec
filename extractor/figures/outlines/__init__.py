"""The outlines of China's provinces and prefectures; where they come from tells make_outlines.py."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
COUNTRY = "china"

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One division: its code (empty for the inset of the South China Sea), its Chinese name, the rings of its polygons (x to the
    east, y to the north, in whole units of the map)."""

    code: str
    name: str
    rings: tuple[Ring, ...]


def outline_file(code: str) -> Path | None:
    """The GeoJSON of a province, or of the country for `china`; None where there is none."""
    if code == COUNTRY:
        return _HERE / "china.json"
    path = _HERE / "provinces" / f"{code}.json"
    return path if code.isascii() and code.isdigit() and path.is_file() else None


def country() -> tuple[Area, ...]:
    """The provinces, and the inset."""
    return _areas(COUNTRY)


def province(code: str) -> tuple[Area, ...]:
    """The prefectures of a province, the counties of one that has none; empty where there is no map of it."""
    return _areas(code)


@cache
def _areas(code: str) -> tuple[Area, ...]:
    path = outline_file(code)
    if path is None:
        return ()
    return tuple(_area(feature) for feature in json.loads(path.read_text("utf-8"))["features"])


def _area(feature: dict[str, dict[str, object]]) -> Area:
    told, polygons = feature["properties"], feature["geometry"]["coordinates"]
    assert isinstance(polygons, list)
    rings = tuple(tuple((x, y) for x, y in ring) for polygon in polygons for ring in polygon)
    return Area(str(told["code"]), str(told["name"]), rings)
