"""Who is meant by a name: by the name itself, by the article that tells it, or by all articles together.

Evidence, the strongest first: the full name; a gazetteer; a definition in the article; a company that the article tells
by its full
name; the only company of all articles that a short name fits, in the same place where both are known. A name that none
of these settle
stays by itself, in its own city.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extractor.merge.company_names import CompanyName, CompanyReader, abbreviates
from extractor.merge.places import may_agree
from extractor.merge.plain import plain

FULL, GAZETTEER, DEFINED = "full name", "gazetteer", "defined in the article"
IN_ARTICLE, ALONE, UNSETTLED = "full name in the article", "only one of this name", "name and city"


class Who(NamedTuple):
    """One name as an article tells it: the entity's key and name, or `short` and `city` where only all articles can tell."""

    written: str
    key: str
    name: str
    evidence: str
    short: bool = False
    city: str = ""


class Holder(NamedTuple):
    """An entity that a short name may mean."""

    key: str
    city: str
    name: str


@dataclass(frozen=True)
class ArticleNames:
    """The companies that one article tells, and the short names it defines for them."""

    reader: CompanyReader
    companies: Sequence[str]
    defined: Sequence[tuple[str, str]] = ()

    @cached_property
    def full(self) -> dict[str, CompanyName]:
        """Its companies with a full name, by key."""
        read = map(self.reader.read, self.companies)
        return {name.key: name for name in read if name.full}

    @cached_property
    def _definitions(self) -> Mapping[str, CompanyName | None]:
        """The company of each short name; None where two companies have it."""
        found: dict[str, CompanyName | None] = {}
        for full, short in self.defined:
            name, key = self.reader.read(full), self.reader.read(short).key
            if name.full:
                found[key] = name if key not in found or found[key] == name else None
        return found

    def who(self, written: str, city: str = "") -> Who:
        """Whom the article means by a name; `city` is where it says that one is."""
        name = self.reader.read(written)
        if name.known:
            return Who(written, name.key, name.written, GAZETTEER)
        defined = self._definitions.get(name.key)
        if defined is not None:
            return Who(written, defined.key, defined.written, DEFINED)
        meant = self._meant(name)
        if meant is not None:
            return Who(written, meant.key, meant.written, IN_ARTICLE)
        if name.full:
            return Who(written, name.key, name.written, FULL)
        return Who(written, name.key, written, UNSETTLED, short=True, city=name.city or city)

    def _meant(self, name: CompanyName) -> CompanyName | None:
        """The one company of the article that the name is short for."""
        near = [full for full in self.full.values() if name.key in full.near]
        if not near and not name.full:
            near = [full for full in self.full.values() if abbreviates(name, full)]
        return near[0] if len(near) == 1 else None


def settle(short: str, cities: Collection[str], holders: Iterable[Holder]) -> dict[str, Holder | None]:
    """Whom a short name means in each of the cities it is told in ("" where none is told); None where it stays by itself.

    A company is meant where it alone has the name, there or anywhere; two of one name in one city leave it open. `short` is told
    for the entity that a name without a city shares with the only city it is told in.
    """
    known = sorted(set(holders))
    told = sorted({city for city in cities if city})
    found: dict[str, Holder | None] = {}
    for city in cities:
        there = [one for one in known if may_agree(one.city, city)]
        found[city] = there[0] if len(there) == 1 else None
        if not known and not city and len(told) == 1:
            found[city] = Holder(own_key(short, told[0]), told[0], short)
    return found


def own_key(short: str, city: str) -> str:
    """The key of a name that stays by itself."""
    return f"{short}@{city}"


def organisation(written: str, place: str) -> Who:
    """An organisation, project or district by its name, and its `place` where the name alone says little (第一小学)."""
    key = plain(written)
    return Who(written, f"{key}@{place}" if place else key, written, FULL if not place else UNSETTLED)


def person(written: str, award: str) -> Who:
    """A person, who is the same in all articles about one award and nowhere else."""
    return Who(written, f"{plain(written)}@{award}", written, UNSETTLED)
