"""How an award's name is read: whose place it is of, what it is compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from extractor.merge.places import Places
from extractor.merge.plain import plain
from extractor.rules.merging import MergeRules

_SHORTEST = 3
_SHORTEST_OF_PLACE = 2  # 磐石奖 is no prize of 磐石市


@dataclass(frozen=True, slots=True)
class AwardRead:
    """An award's name as read: awards of one `key` are one, `shown` is the name to show.

    Where `short` is set the award may be one of a longer name: the one that alone has it among its own `far`.
    """

    key: str
    shown: str
    short: bool = False
    far: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AwardReader:
    """Reads award names by the rules."""

    rules: MergeRules
    places: Places

    def read(self, written: str, home: str | None, article: str) -> AwardRead:
        """The name as an article of the place `home` tells it. What is of its own place stays its own where that is not known."""
        name = self._present.get(plain(written), written)
        compared = self._worded(plain(name))
        placed = self.places.split(compared)
        code = self.places.code(placed.place, placed.city) if placed.place else ""
        if placed.place and not self.rules.nation.match(placed.place) and len(placed.rest) > _SHORTEST_OF_PLACE:
            return self._of_place(code, placed.place, placed.rest, name)
        level = self._own_level(compared)
        if level:
            return self._of_own(compared, level, home, article)
        return AwardRead(compared, name, self._may_be_short(compared), frozenset(self._far(compared)))

    @cached_property
    def _present(self) -> Mapping[str, str]:
        return {plain(other): name for other, name in self.rules.awards.items()}

    def _worded(self, name: str) -> str:
        for written, compared in self.rules.award_words.items():
            name = name.replace(written, compared)
        return name

    def _of_place(self, code: str, place: str, rest: str, name: str) -> AwardRead:
        if not code:
            return AwardRead(f"{place}|{rest}", name)
        return AwardRead(f"{code}|{rest}", self.places.shown(code) + rest)

    def _own_level(self, name: str) -> str:
        return next((level for level in self.rules.own_place if name.startswith(level)), "")

    def _of_own(self, name: str, level: str, home: str | None, article: str) -> AwardRead:
        """市质量奖 of 厦门 is 厦门市 and 质量奖; 政府质量奖 and 市长质量奖 keep their words."""
        kind = "市" if level == "政府" else level
        code = self.places.own(kind, home)
        if not code:
            return AwardRead(f"{name}@{article}", name)
        rest = name if name.startswith(self.rules.own_place_kept) else name.removeprefix(level)
        return self._of_place(code, "", rest, name)

    def _may_be_short(self, name: str) -> bool:
        """Whether a name says by itself which award it is: it has a word that is not said of any award (鲁班奖, not 质量奖)."""
        return len(name) >= _SHORTEST and not self.rules.nation.match(name) and self._distinctive(name)

    def _distinctive(self, name: str) -> bool:
        return len(self.rules.generic_award.sub("", name.removesuffix("奖"))) >= 2 and not self.rules.generic_award.match(name)

    def _far(self, name: str) -> Iterator[str]:
        """The ends of a national award's name by which it is known: 鲁班奖 of 中国建设工程鲁班奖."""
        nation = self.rules.nation.match(name)
        if nation is None:
            return
        rest = name[nation.end() :]
        while len(rest) >= _SHORTEST:
            if self._distinctive(rest):
                yield rest
            generic = self.rules.generic_award.match(rest)
            if generic is None:
                return
            rest = rest[generic.end() :]
