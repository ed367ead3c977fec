"""All mentions of a document, each matcher told what the ones before it have found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.match.awards import AwardPlaces, find_awards
from extractor.match.between import names_between
from extractor.match.companies import find_companies
from extractor.match.counts import find_counts
from extractor.match.districts import find_districts
from extractor.match.districts_home import home, resolve_body
from extractor.match.money import find_amounts
from extractor.match.money_tables import table_amounts
from extractor.match.numbers import fold_digits, scan_numerals
from extractor.match.organisations import find_grantors, find_organisations
from extractor.match.owned import owned_things
from extractor.match.persons import find_persons
from extractor.match.projects import find_projects
from extractor.match.slots import count_core, top_level, with_owners
from extractor.match.things import find_things
from extractor.model import Document, Mention, Span
from extractor.rules.pack import RulePack
from extractor.text.prefilter import Sighted


@dataclass(frozen=True, slots=True)
class Found:
    """A document's mentions: `all` sorted, `top` without those inside or across a longer one; and its own place.

    `region_of` tells the full name of the article's own 省, 市, 区 or 县.
    """

    all: tuple[Mention, ...]
    top: tuple[Mention, ...]
    districts: tuple[Mention, ...]
    home: str | None
    region_of: Callable[[str], str | None]


def find_mentions(document: Document, pack: RulePack) -> Found:
    """The mentions of a document."""
    text = document.text
    seen = pack.prefilter.look(text)
    named = _named(document, pack, seen)
    companies = [Span(m.start, m.end) for m in named if m.type == "company"]
    year = _year(document)
    districts = find_districts(seen, pack.gazetteer, region=document.region, year=year, blocked=companies)
    title_end = next((block.end for block in document.blocks if block.kind == "title"), 0)
    place = home(districts, title_end=title_end)
    region_of = own_region(document, place, pack)
    # A ministry before an award's name is not part of it (工信部绿色工厂); a government may be (市政府质量奖).
    bodies = [Span(m.start, m.end) for m in named if m.type == "grantor" and m.value.endswith(pack.context.body_ends)]
    places = AwardPlaces(pack.divisions, pack.short_places, region_of)
    winners = {m.end for m in named if m.type != "grantor"}
    awards = find_awards(seen, pack.awards, places=places, blocked=[*companies, *bodies], winners=winners)
    # 河北省国家企业技术中心 is the title's holders in a province, not an institute of that name.
    ends = {m.end for m in awards if m.type == "award"}
    named = [m for m in named if m.end not in ends or not (m.type == "organisation" or _is_title(m, awards))]
    everything = sorted([*named, *districts, *awards, *_numbers(document, pack)], key=lambda m: (m.start, m.end, m.type))
    cored = [count_core(text, m) if m.type == "count" else m for m in everything]
    top = with_owners(text, top_level(cored), pack.context)
    return Found(tuple(everything), tuple(top), tuple(districts), place, region_of)


def _is_title(mention: Mention, awards: Sequence[Mention]) -> bool:
    """Whether what looks like a company is a title (国家技术创新示范企业)."""
    return mention.type == "company" and any(award.start <= mention.start and award.end == mention.end for award in awards)


def own_region(document: Document, place: str | None, pack: RulePack) -> Callable[[str], str | None]:
    """What tells the full name of the 省, 市, 区 or 县 that an article of that place (an adcode) means by the bare word."""
    year = _year(document)

    def region_of(level: str) -> str | None:
        return resolve_body(level, place, pack.gazetteer, year=year) if place else None

    return region_of


def _year(document: Document) -> int | None:
    return int(document.meta.published[:4]) if document.meta.published else None


def _named(document: Document, pack: RulePack, seen: Sighted) -> list[Mention]:
    """Companies, organisations, persons, projects and bodies."""
    text, names, blocks = document.text, pack.names, document.blocks
    companies = find_companies(seen, names, blocks=blocks)
    found = [
        *companies,
        *find_organisations(seen, names, blocks=blocks, companies=companies),
        *find_grantors(seen, names),
        *find_persons(seen, names, blocks=blocks, companies=companies),
        *find_projects(seen, names, blocks=blocks, companies=companies),
    ]
    owned = owned_things(text, (m for m in found if m.type in ("company", "organisation")), pack.context)
    taken = {(m.start, m.end) for m in found if m.type == "project"}
    between = names_between(text, sorted(found, key=lambda m: m.start), pack.context, names.persons.things.wins)
    found += [*(m for m in owned if (m.start, m.end) not in taken), *between]
    return [*found, *find_things(seen, names, sorted(found, key=lambda m: m.start))]


def _numbers(document: Document, pack: RulePack) -> list[Mention]:
    """Sums and counts; what is a sum is no count."""
    folded = fold_digits(document.text)
    numerals = scan_numerals(folded)
    amounts = [
        *find_amounts(folded, pack.money, region=document.region, numerals=numerals),
        *table_amounts(document, pack.money, region=document.region),
    ]
    taken = [Span(m.start, m.end) for m in amounts]
    return [*amounts, *find_counts(folded, pack.counts, taken=taken, numerals=numerals)]
