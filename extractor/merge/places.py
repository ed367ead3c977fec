"""The places in names: where a name's place ends, which place it is, and whether two may be the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.match.districts_home import DIRECT, resolve_body
from extractor.rules.districts import Gazetteer, short_form
from extractor.rules.names import EdgeRules

_LONGEST = 12  # characters of a place's name
_MOST = 3  # places one after another: province, prefecture, county


class Placed(NamedTuple):
    """A name in two parts: the places it begins with, as compared (厦门, without 市 and the province before), and the rest."""

    place: str
    rest: str
    city: str


def city_of(code: str | None) -> str:
    """The digits that tell the code's prefecture, or its province where it has no prefecture: 3502 of 350206, 35 of 350000."""
    if not code or code == "100000":
        return ""
    return code[:2] if code[:2] in DIRECT or code[2:4] == "00" else code[:4]


def may_agree(city: str, other: str) -> bool:
    """Whether two places may be one: one lies in the other, or one is not known."""
    return city.startswith(other) or other.startswith(city)


@dataclass(frozen=True)
class Places:
    """The gazetteer as names use it."""

    gazetteer: Gazetteer
    edges: EdgeRules
    _seen: dict[str, Placed] = field(default_factory=dict)

    def split(self, name: str) -> Placed:
        """The name's places and the rest; the rest is never empty."""
        if name not in self._seen:
            if len(self._seen) > 200_000:
                self._seen.clear()
            self._seen[name] = self._split(name)
        return self._seen[name]

    def code(self, place: str, within: str = "") -> str:
        """The code of a place's name among those `within` a city's digits; "" where there is none or more than one."""
        readings = self.gazetteer.readings.get(place, ())
        codes = {reading.division.code for reading in readings if may_agree(city_of(reading.division.code), within)}
        if len(codes) > 1:
            codes = {r.division.code for r in readings if r.division.in_use(None) and r.division.code in codes}
        if len(codes) > 1:
            codes = {code for code in codes if code.endswith("00")} or codes
        return next(iter(codes)) if len(codes) == 1 else ""

    def shown(self, code: str) -> str:
        """The full name of a division."""
        return self.gazetteer.name(code)

    def own(self, level: str, home: str | None) -> str:
        """The code of the division of that kind (省, 市 …) that an article of `home` means; "" where there is none."""
        name = resolve_body(level, home, self.gazetteer) if home else None
        if not home or name is None:
            return ""
        return next((code for code in self.gazetteer.lineage(home) if self.gazetteer.name(code) == name), "")

    def _split(self, name: str) -> Placed:
        found: list[tuple[str, str]] = []
        rest, city = name, ""
        while len(found) < _MOST and (length := self._place_end(rest)) < len(rest) and length:
            place, rest = rest[:length], rest[length:]
            code = self.code(place, city)
            city = city_of(code) or city
            found.append((place, code))
        if len(found) > 1 and found[0][1].endswith("0000") and found[1][1]:
            del found[0]
        return Placed("".join(self._evened(place, code) for place, code in found), rest, city)

    def _place_end(self, text: str) -> int:
        """The length of the longest place name that the text begins with; 0 where it begins with none."""
        known = self.gazetteer.readings
        sizes = range(min(_LONGEST, len(text)), 1, -1)
        return next((size for size in sizes if text[:size] in known or text[:size] in self.edges.places), 0)

    def _evened(self, place: str, code: str) -> str:
        """厦门 for 厦门市 and 福建 for 福建省; a county and a place of more than one reading keep their kind (长沙县, 吉林省)."""
        short = short_form(place) if code.endswith("00") or place.endswith("市") else ""
        return short if short and self.code(short) == code else place
