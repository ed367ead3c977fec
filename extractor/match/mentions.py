"""All mentions of a document, each matcher told what the ones before it have found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from extractor.match.awards import find_awards
from extractor.match.companies import find_companies
from extractor.match.counts import find_counts
from extractor.match.districts import find_districts
from extractor.match.districts_home import home, resolve_body
from extractor.match.money import find_amounts
from extractor.match.money_tables import table_amounts
from extractor.match.organisations import find_grantors, find_organisations
from extractor.match.owned import owned_things
from extractor.match.persons import find_persons
from extractor.match.projects import find_projects
from extractor.match.slots import count_core, top_level, with_owners
from extractor.model import Document, Mention, Span
from extractor.rules.pack import RulePack


# A ministry before an award's name is not part of it (工信部绿色工厂); a government may be (市政府质量奖).
_OFFICES = ("部", "委", "局", "厅", "署", "会")


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
    companies = find_companies(text, pack.names, blocks=document.blocks)
    inside = [Span(m.start, m.end) for m in companies]
    year = int(document.meta.published[:4]) if document.meta.published else None
    districts = find_districts(text, pack.gazetteer, region=document.region, year=year, blocked=inside)
    title_end = next((block.end for block in document.blocks if block.kind == "title"), 0)
    place = home(districts, title_end=title_end)

    def region_of(level: str) -> str | None:
        return resolve_body(level, place, pack.gazetteer, year=year) if place else None

    grantors = find_grantors(text, pack.names)
    inside += [Span(m.start, m.end) for m in grantors if m.value.endswith(_OFFICES)]
    awards = find_awards(
        text, pack.awards, divisions=pack.divisions, places=pack.short_places, body_region=region_of, blocked=inside
    )
    amounts = [
        *find_amounts(text, pack.money, region=document.region),
        *table_amounts(document, pack.money, region=document.region),
    ]
    counts = find_counts(text, pack.counts, taken=[Span(m.start, m.end) for m in amounts])
    named = [
        *companies,
        *find_organisations(text, pack.names),
        *grantors,
        *find_persons(text, pack.names),
        *find_projects(text, pack.names),
    ]
    owned = owned_things(text, (m for m in named if m.type in ("company", "organisation")))
    taken = {(m.start, m.end) for m in named if m.type == "project"}
    named += [m for m in owned if (m.start, m.end) not in taken]
    # 河北省国家企业技术中心 is the title's holders in a province, not an institute of that name.
    ends = {m.end for m in awards if m.type == "award"}
    named = [m for m in named if m.type != "organisation" or m.end not in ends]
    everything = sorted([*named, *districts, *awards, *amounts, *counts], key=lambda m: (m.start, m.end, m.type))
    cored = [count_core(text, m) if m.type == "count" else m for m in everything]
    return Found(tuple(everything), tuple(with_owners(text, top_level(cored))), tuple(districts), place, region_of)
