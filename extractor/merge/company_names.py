"""How a company's name is read: what it is compared by, and which short names it may be told by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from extractor.match.companies_derive import FORMS, derived_names, is_brand
from extractor.merge.places import Placed, Places
from extractor.merge.plain import evened, plain
from extractor.model import Mention
from extractor.rules.merging import MergeRules
from extractor.rules.names import NameRules

_BRACKET = re.compile(r"\(([^()]{2,8})\)")
_SHORTEST_FAR = 4  # characters by which a short name is known outside of its article
_SHORTEST_BRIEF = 3
_HELD = 200_000


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name as read. Names of one `key` are one company where `full` is set.

    `known` tells that a gazetteer led to the full name. `near` are the short names that mean it in an article that tells it,
    `far` those of them that mean it in other articles too, where no other company has them.
    """

    written: str
    key: str
    full: bool
    city: str = ""
    place: str = ""
    core: str = ""
    known: bool = False
    near: frozenset[str] = frozenset()
    far: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CompanyReader:
    """Reads names by the rules; what was read is kept for the next time."""

    names: NameRules
    rules: MergeRules
    places: Places
    _read: dict[str, CompanyName] = field(default_factory=dict)

    def read(self, written: str) -> CompanyName:
        """The name as read."""
        if written not in self._read:
            if len(self._read) > _HELD:
                self._read.clear()
            self._read[written] = self._reading(written)
        return self._read[written]

    @cached_property
    def _present(self) -> Mapping[str, str]:
        """Full names by the plain form of the other names that gazetteers tell for them."""
        other = {plain(short): full for short, full in self.names.aliases.items() if plain(short) != plain(full)}
        return other | {plain(before): now for before, now in self.rules.former.items()}

    def _reading(self, written: str) -> CompanyName:
        present = written
        for _ in range(4):  # an alias may lead to a former name, that to the present one
            following = self._present.get(plain(present)) or self._present.get(plain(self._without_notes(present)))
            if following is None:
                break
            present = following
        known = present is not written
        text = self._without_notes(present)
        name = plain(text)
        ending = self.rules.full.search(name)
        placed = self.places.split(name)
        if not known and (ending is None or not name[: ending.start()]):
            return CompanyName(written, placed.place + placed.rest, False, placed.city, placed.place, placed.rest)
        stem, end = (name[: ending.start()], ending.group()) if ending else (name, "")
        placed = self.places.split(stem) if stem else placed
        end = self._same_end(end)
        key = placed.place + placed.rest + end
        city = placed.city or self._city_in_brackets(text)
        near, far = self._shorts(stem + end, placed, end)
        return CompanyName(present, key, True, city, placed.place, placed.rest, known, near - {key}, far - {key})

    def _without_notes(self, written: str) -> str:
        return self.rules.side_notes.sub("", evened(written))

    def _city_in_brackets(self, text: str) -> str:
        inside = (self.places.split(found + "·").city for found in _BRACKET.findall(text))
        return next(filter(None, inside), "")

    def _same_end(self, end: str) -> str:
        for written, compared in self.rules.same_ends.items():
            if end.endswith(written):
                return end.removesuffix(written) + compared
        return end

    def _shorts(self, full: str, placed: Placed, end: str) -> tuple[frozenset[str], frozenset[str]]:
        """The short names of a full one, in its article and elsewhere; each also behind the full name's place."""
        sure, doubtful = derived_names([Mention("company", 0, len(full), full, "")], self.names)
        told = [name for name in sure if not name.endswith(FORMS) or name.endswith("公司") or name in full]
        near = {self._evened(name) for name in (*told, *doubtful)} | {placed.rest + end}
        far = {name for name in map(self._evened, told) if self._starts(name, placed.rest)}
        far |= {name for name in doubtful if is_brand(name, self.names)}
        far = {name for name in far if len(name) >= _SHORTEST_FAR}
        return self._with_place(near, placed.place), self._with_place(far, placed.place)

    @staticmethod
    def _with_place(names: set[str], place: str) -> frozenset[str]:
        return frozenset(names | {place + name for name in names if not name.startswith(place)})

    def _evened(self, short: str) -> str:
        placed = self.places.split(short)
        return placed.place + placed.rest

    def _starts(self, short: str, core: str) -> bool:
        """Whether a short name tells the brand and some of the trade, with or without the place: not a place and a brand
        alone."""
        rest = self.places.split(short).rest.removesuffix("公司")
        return core.startswith(rest) and len(rest) >= _SHORTEST_FAR


def abbreviates(name: CompanyName, full: CompanyName) -> bool:
    """Whether a short name takes two neighbouring characters of a full name and then others in their order (昆仑河特轧).

    The place does not count; where the short name has one too it is the same.
    """
    short, start = name.core, full.core.find(name.core[:2])
    if len(short) < _SHORTEST_BRIEF or start < 0 or name.place not in ("", full.place):
        return False
    rest = iter(full.core[start + 2 :])
    return all(char in rest for char in short[2:])
