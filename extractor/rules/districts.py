"""Administrative divisions of China: the official names with their history, the names that texts use, and the rules for them."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from extractor.cache import re
from extractor.cache.entry import remembered
from extractor.rules.files import RuleFiles, rule_files
from extractor.rules.words import alternation
from extractor.rules.yaml_io import load_as
from extractor.text.exampled import Exampled
from extractor.text.prefilter import Prefilter, Words

NameForm = Literal["full", "short", "alias"]
OPEN_END = 9999
_KIND = re.compile(r"(?:自治[区州县旗]|特别行政区|联合旗|地区|新区|林区|特区|[省市区县旗盟])$")
_HAN = re.compile(r"[㐀-鿿]{2,}")


class DistrictRules(Exampled, frozen=True, forbid_unknown_fields=True):
    """What rules/mentions/districts.yaml holds; the comments there tell what each part is for."""

    peoples: str
    aliases: dict[str, str]
    generic: str
    needs_parent: str
    words: str
    ordinary: str
    well_known: str
    traps: str
    not_after_short: list[str]
    not_after_any: list[str]
    school_words: str
    schools: str
    surnames: str
    credits: str
    suffix_words: list[str]
    boundary_after: str
    row_between: str


class Division(NamedTuple):
    """One division under one name. `level` is 1 for a province, 2 for a prefecture, 3 for a county; `first` and `last` are the
    years in which the name was in use, both included, with `last` OPEN_END for a name still in use."""

    code: str
    name: str
    level: int
    parent: str
    first: int
    last: int
    successors: str = ""

    def in_use(self, year: int | None) -> bool:
        """Whether the name was in use in `year` (None: today)."""
        return self.last == OPEN_END if year is None else self.first <= year <= self.last


class Reading(NamedTuple):
    """One way to read a piece of text as a division."""

    division: Division
    form: NameForm


_Named = tuple[str, list[tuple[int, NameForm]]]
"""A name, and what it can mean."""


@dataclass(frozen=True, slots=True)
class DistrictPatterns:
    """The compiled part of the rules: word sets, and patterns to be tried at the end of a name."""

    generic: frozenset[str]
    needs_parent: frozenset[str]
    words: frozenset[str]
    ordinary: frozenset[str]
    well_known: frozenset[str]
    given_name: re.Pattern[str]
    after_short: re.Pattern[str]
    after_any: re.Pattern[str]
    suffix_word: re.Pattern[str]
    boundary_after: re.Pattern[str]
    row_between: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """All names of divisions, ready to be looked for in a text."""

    divisions: tuple[Division, ...]
    readings: Mapping[str, tuple[Reading, ...]]
    patterns: DistrictPatterns
    traps: frozenset[str] = frozenset()
    surfaces: Words = field(default_factory=lambda: Words(()))

    @cached_property
    def by_code(self) -> dict[str, tuple[Division, ...]]:
        """The names of each code, oldest first."""
        found: dict[str, list[Division]] = {}
        for division in self.divisions:
            found.setdefault(division.code, []).append(division)
        return {code: tuple(sorted(names, key=lambda name: name.first)) for code, names in found.items()}

    @cached_property
    def prefilter(self) -> Prefilter:
        """Where in a text the names and traps stand."""
        return Prefilter((self.surfaces,))

    def division(self, code: str, year: int | None = None) -> Division | None:
        """The division of a code under the name it had in `year` (None: its latest name); None for an unknown code."""
        names = self.by_code.get(code)
        return next((name for name in names if name.in_use(year)), names[-1]) if names else None

    def name(self, code: str, year: int | None = None) -> str:
        """The full name of a code in `year` (None: the latest), without its parents; KeyError for an unknown code."""
        division = self.division(code, year)
        if division is None:
            raise KeyError(code)
        return division.name

    def lineage(self, code: str) -> tuple[str, ...]:
        """The codes from the division itself up to its province; the code alone where it is unknown."""
        return self._lineages.get(code, (code,))

    @cached_property
    def _lineages(self) -> dict[str, tuple[str, ...]]:
        above = {division.code: division.parent for division in self.divisions}
        parents = {code: (code, parent, above.get(parent, "")) for code, parent in above.items()}
        return {code: tuple(filter(None, line)) for code, line in parents.items()}


def load_gazetteer(root: Path | RuleFiles) -> Gazetteer:
    """The gazetteer of a rules directory. Raises RuleError for faulty YAML."""
    files = rule_files(root)
    table = files.path("gazetteers/districts.csv").layers[-1]
    return compile_gazetteer(load_as(files.path("mentions/districts.yaml"), DistrictRules), table)


def compile_gazetteer(rules: DistrictRules, table: Path) -> Gazetteer:
    """The gazetteer of a table of divisions and the rules about their names."""
    divisions, named = remembered(
        "divisions and their names", tuple[tuple[Division, ...], list[_Named]], lambda: _names(rules, table)
    )
    readings = {surface: tuple([Reading(divisions[at], form) for at, form in options]) for surface, options in named}
    traps = frozenset(rules.traps.split())
    return Gazetteer(divisions, readings, _patterns(rules), traps, Words([*readings, *sorted(traps - readings.keys())]))


def content_of(rules: DistrictRules, table: Path) -> str:
    """By what is remembered that is made of the rules and the table."""
    return hashlib.sha256(msgspec.msgpack.encode(rules) + table.read_bytes()).hexdigest()


def _names(rules: DistrictRules, table: Path) -> tuple[tuple[Division, ...], list[_Named]]:
    """The divisions, and each name of any with the divisions (by their order) that it can mean."""
    divisions = tuple(_read_divisions(table))
    peoples = people_ends(rules.peoples.split())
    found: dict[str, list[tuple[int, NameForm]]] = {}
    latest: dict[str, int] = {}
    for at, division in enumerate(divisions):
        latest[division.code] = at
        for surface, form in _surfaces(division, peoples):
            found.setdefault(surface, []).append((at, form))
    for surface, code in rules.aliases.items():
        found.setdefault(surface, []).append((latest[code], "alias"))
    return divisions, list(found.items())


def short_form(name: str, peoples: tuple[str, ...] = ()) -> str:
    """The name without its kind (省, 市, 自治州 …) and the `peoples` at its end: 恩施 of 恩施土家族苗族自治州.

    It is "" where less than two letters are left.
    """
    stem = _KIND.sub("", name)
    if "自治" in name:
        while end := next((end for end in peoples if stem.endswith(end) and len(stem) - len(end) >= 2), ""):
            stem = stem.removesuffix(end)
        stem = stem.removesuffix("族")
    return stem if len(stem) >= 2 and stem != name else ""


def _surfaces(division: Division, peoples: tuple[str, ...]) -> Iterator[tuple[str, NameForm]]:
    yield division.name, "full"
    short = short_form(division.name, peoples)
    if not short:
        return
    yield short, "short"
    for kind in ("自治州", "自治县", "自治旗", "自治区"):
        if division.name.endswith(kind) and not division.name.startswith(short + kind):
            yield short + kind, "alias"
            if kind != "自治区":
                yield short + kind[-1], "alias"


def people_ends(peoples: list[str]) -> tuple[str, ...]:
    """How a people stands in a name, with 族 or (of two letters and more) without, the longest first."""
    return tuple(sorted([f"{people}族" for people in peoples] + [p for p in peoples if len(p) > 1], key=len, reverse=True))


def _read_divisions(table: Path) -> Iterator[Division]:
    with table.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        for code, name, level, parent, first, last, successors in rows:
            if _HAN.fullmatch(name):
                yield Division(code, name, int(level), parent, int(first), int(last) if last else OPEN_END, successors)


def _patterns(rules: DistrictRules) -> DistrictPatterns:
    words, schools = (alternation(part.split()) for part in (rules.school_words, rules.schools))
    surname, credit = alternation(rules.surnames.split()), alternation(rules.credits.split())
    school = f"(?:{words}){{0,4}}(?:{schools})(?![生城])"
    return DistrictPatterns(
        generic=frozenset(rules.generic.split()),
        needs_parent=frozenset(rules.needs_parent.split()),
        words=frozenset(rules.words.split()),
        ordinary=frozenset(rules.ordinary.split()),
        well_known=frozenset(rules.well_known.split()),
        given_name=re.compile(rf"(?<![㐀-鿿])(?:记者|通讯员)?(?:{surname})$|(?:{credit})[：:/／丨|][ 　]?$"),
        after_short=re.compile("|".join([*rules.not_after_short, school])),
        after_any=re.compile("|".join(rules.not_after_any)),
        suffix_word=re.compile("|".join(rules.suffix_words)),
        boundary_after=re.compile(rules.boundary_after),
        row_between=re.compile(rules.row_between),
    )
