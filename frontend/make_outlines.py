"""Makes china.json and provinces/*.json from the maps of the npm package echarts 4.9.0 (Apache-2.0).

usage: npm pack echarts@4.9.0 && tar xzf echarts-4.9.0.tgz
       python frontend/make_outlines.py package rules/gazetteers/districts.csv extractor/figures/outlines

Needs shapely, which the product does not. That version is the last one that ships maps. They are generalised: for looking at
figures, not for measuring. Each result is GeoJSON in plane coordinates (Albers' projection with the usual parallels of maps
of China, 25° and 47° north), in whole units: kilometres for the country, 100 metres for a province. A feature's `code` is the
one in use now: what was renamed or dissolved since is led on by the gazetteer. The islands of the South China Sea are an
inset, as on official maps of this shape; its frame is part of it.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import unary_union

NORTH, SOUTH, MIDDLE, RADIUS = math.radians(47), math.radians(25), math.radians(105), 6371.0
INSET_AT, INSET_SCALE = (1640, 2330), 6.5  # the inset's corner, and the kilometres of one unit of its drawing
FINE = 700  # a province's longer side is drawn at about so many pixels
DECODED = 1024
NO_PARTS = ("taiwan", "xianggang", "aomen")  # the gazetteer has no codes of their parts
HEIRS = {"371200": "370100", "542400": "540600"}  # 莱芜市 and 那曲地区, of which the gazetteer tells no heirs


def projected(lon: float, lat: float) -> tuple[float, float]:
    """Kilometres east of 105° E and north of the equator."""
    n = (math.sin(SOUTH) + math.sin(NORTH)) / 2
    c = math.cos(SOUTH) ** 2 + 2 * n * math.sin(SOUTH)
    rho = math.sqrt(c - 2 * n * math.sin(math.radians(lat))) / n
    theta = n * (math.radians(lon) - MIDDLE)
    return RADIUS * rho * math.sin(theta), RADIUS * (math.sqrt(c) / n - rho * math.cos(theta))


def decoded(ring: str | list[list[float]], offsets: list[int] | None) -> list[tuple[float, float]]:
    """The ring in degrees: zigzag-coded differences in 1/1024 degree, or plain numbers."""
    if not isinstance(ring, str) or offsets is None:
        return [(point[0], point[1]) for point in ring]
    place, points = list(offsets), []
    for start in range(0, len(ring), 2):
        for axis in (0, 1):
            step = ord(ring[start + axis]) - 64
            place[axis] += (step >> 1) ^ -(step & 1)
        points.append((place[0] / DECODED, place[1] / DECODED))
    return points


def polygons(geometry: dict[str, object]) -> Iterator[Polygon]:
    """The polygons of a feature, projected and mended."""
    many = geometry["type"] == "MultiPolygon"
    shapes = geometry["coordinates"] if many else [geometry["coordinates"]]
    offsets = geometry.get("encodeOffsets")
    offsets = offsets if many or offsets is None else [offsets]
    for index, rings in enumerate(shapes):
        plane = [
            [projected(*point) for point in decoded(ring, offsets[index][place] if offsets else None)]
            for place, ring in enumerate(rings)
        ]
        if plane and len(plane[0]) > 3:
            yield Polygon(plane[0], plane[1:]).buffer(0)


def codes_now(districts: Path) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Each code's heir that is in use now, and the codes in use by province and name."""
    with districts.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    now = {row["code"] for row in rows if not row["until"]}
    heirs = HEIRS | {row["code"]: re.sub(r"\(.*?\)", "", row["successors"]).split(";")[0] for row in rows if row["successors"]}
    names = {(row["code"][:2], row["name"]): row["code"] for row in rows if not row["until"]}

    def heir(code: str) -> str:
        seen = set()
        while code not in now and code in heirs and code not in seen:
            seen.add(code)
            code = heirs[code]
        return code

    return {row["code"]: heir(row["code"]) for row in rows}, names


def rounded(geometry: MultiPolygon | Polygon, unit: float) -> list[list[list[list[int]]]]:
    """The coordinates as whole numbers of the unit; what becomes too small for it is left out."""
    parts = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    made = []
    for part in parts:
        rings = [[[round(x / unit), round(y / unit)] for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        rings = [[point for at, point in enumerate(ring) if at == 0 or point != ring[at - 1]] for ring in rings]
        if len(rings[0]) > 3:
            made.append([ring for ring in rings if len(ring) > 3])
    return made


def feature(code: str, name: str, coordinates: list[list[list[list[int]]]]) -> dict[str, object]:
    """One GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def code_of(item: dict[str, object]) -> str:
    """The code that the package gives an area; empty where it gives none."""
    return str(item["properties"].get("id") or item.get("id") or "")


def gathered(source: Path, within: str | None, districts: Path) -> dict[tuple[str, str], MultiPolygon | Polygon]:
    """The areas of a map by code and name, those of one code joined."""
    heirs, names = codes_now(districts)
    by_code = {code: name for (_, name), code in names.items()}
    found: dict[str, list[Polygon]] = defaultdict(list)
    shown: dict[str, str] = {}
    for item in json.loads(source.read_text("utf-8"))["features"]:
        name = item["properties"]["name"]
        code = code_of(item)
        code = heirs.get(code, code)
        code = code if code in by_code else names.get(((within or "")[:2], name), code) or name
        shown[code] = by_code.get(code, name) if within else name
        found[code] += polygons(item["geometry"])
    return {(code, shown[code]): unary_union(parts) for code, parts in found.items()}


def inset(script: Path) -> list[list[list[list[int]]]]:
    """The inset of the South China Sea: the polygons of the package's own drawing, of which the last is the frame."""
    points = json.loads(re.search(r"var points = (\[.*?\]);", script.read_text("utf-8"), re.DOTALL)[1])
    return [[[[round(INSET_AT[0] + x * INSET_SCALE), round(INSET_AT[1] - y * INSET_SCALE)] for x, y in ring]] for ring in points]


def written(path: Path, features: list[dict[str, object]]) -> None:
    """Writes a map."""
    data = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def diaoyu(script: Path) -> Polygon:
    """The island that the package adds to Taiwan."""
    points = json.loads(re.search(r"var points = (\[.*?\]);", script.read_text("utf-8"), re.DOTALL)[1])[0]
    return Polygon([projected(*point) for point in points])


def main(package: Path, districts: Path, out: Path) -> None:
    """Writes all maps."""
    fixes = package / "lib/coord/geo/fix"
    areas = gathered(package / "map/json/china.json", None, districts)
    features = []
    for (code, name), area in sorted(areas.items()):
        whole = area.union(diaoyu(fixes / "diaoyuIsland.js")) if code == "710000" else area
        features.append(feature(code, name, rounded(whole.simplify(4.0 if whole.area > 5000 else 0.7), 1)))
    features.append(feature("", "南海诸岛", inset(fixes / "nanhai.js")))
    written(out / "china.json", features)
    for source in sorted((package / "map/json/province").glob("*.json")):
        if source.stem not in NO_PARTS:
            code, made = province(source, districts)
            written(out / "provinces" / f"{code}.json", made)


def province(source: Path, districts: Path) -> tuple[str, list[dict[str, object]]]:
    """The code of a province, and its prefectures, or its counties where it has no prefectures."""
    items = json.loads(source.read_text("utf-8"))["features"]
    code = next(code_of(item)[:2] + "0000" for item in items if code_of(item))
    areas = gathered(source, code, districts)
    west, south, east, north = unary_union(list(areas.values())).bounds
    pixel = max(east - west, north - south) / FINE
    made = []
    for (part, name), area in sorted(areas.items()):
        pieces = area.geoms if isinstance(area, MultiPolygon) else [area]
        largest = max(piece.area for piece in pieces)
        kept = [piece for piece in pieces if piece.area == largest or piece.area > 4 * pixel**2 or code == "460000"]
        made.append(feature(part, name, rounded(MultiPolygon(kept).simplify(0.9 * pixel), 0.1)))
    return code, made


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
