"""The rules about names of companies, organisations, persons and projects, read from YAML and compiled."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractor.cache import re
from extractor.cache.entry import remembered
from extractor.rules.districts import DistrictRules, content_of, people_ends, short_form
from extractor.rules.files import RuleFiles, rule_files
from extractor.rules.name_files import CompanyRules, OrganisationRules, PersonRules
from extractor.rules.name_patterns import (
    alternation,
    brand_product,
    definition,
    row_tails,
    suffix_pattern,
    towns,
    works_item,
    works_made,
)
from extractor.rules.thing_patterns import ThingNames, thing_names
from extractor.rules.words import canonical_company, first_look
from extractor.rules.yaml_io import load_as
from extractor.text.prefilter import Prefilter, Words

HAN = re.compile(r"[\u4e00-\u9fff]")
# Marks that may follow a short name.
MARKS = r"，。；：:,;（(”》）)\n"
# A line's indent and number; nothing of it is given back.
LINE_NUMBER = r"(?>[ \t　]*(?:[（(]?\d{1,3}[)）.、．:： ]|[①-⑳]|[◆●■▲·•])?[ \t　]*)"


@dataclass(frozen=True, slots=True)
class EdgeRules:
    """What tells where a name begins: compiled from the company rules, and for organisations with their own stops."""

    stops: re.Pattern[str]
    inner_stops: frozenset[str]
    provinces: frozenset[str]
    particles: frozenset[str]
    brand_particles: frozenset[str]
    prepositions: frozenset[str]
    joiners: frozenset[str]
    class_words: frozenset[str]
    before_place: frozenset[str]
    business: frozenset[str]
    heads: tuple[str, ...]
    places: frozenset[str]
    countries: frozenset[str]
    not_in_brackets: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CompanyNames:
    """The company rules, compiled."""

    suffixes: re.Pattern[str]
    branches: frozenset[str]
    branch_heads: re.Pattern[str]
    parents: tuple[str, ...]
    never: re.Pattern[str]
    generic: frozenset[str]
    common_works: frozenset[str]
    acronyms: frozenset[str]
    endings: tuple[str, ...]
    ending: re.Pattern[str]
    after_short: re.Pattern[str]
    item_end: re.Pattern[str]
    definition: re.Pattern[str]
    never_defined: frozenset[str]
    never_short: tuple[str, ...]
    stock_code: re.Pattern[str]
    introduction: re.Pattern[str]
    list_tail: re.Pattern[str]
    counted_tail: re.Pattern[str]
    company_office: re.Pattern[str]
    not_after_short: re.Pattern[str]
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class OrganisationNames:
    """The rules for organisations and government bodies, compiled."""

    suffixes: re.Pattern[str]
    teams: re.Pattern[str]
    quoted_team: re.Pattern[str]
    not_before_suffix: tuple[str, ...]
    towns: re.Pattern[str]
    generic: frozenset[str]
    edges: EdgeRules
    columns: frozenset[str]
    government: re.Pattern[str]
    government_generic: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The rules for persons and projects, compiled. `line_name` is the beginning of a line before a name: the text's first line,
    and any other with the line break before it, which `re` finds at once."""

    name: re.Pattern[str]
    line_name: tuple[re.Pattern[str], re.Pattern[str]]
    never: frozenset[str]
    titles: re.Pattern[str]
    before: tuple[str, ...]
    after: re.Pattern[str]
    introduced: re.Pattern[str]
    row_tails: re.Pattern[str]
    honorifics: re.Pattern[str]
    callings: re.Pattern[str]
    called_wins: re.Pattern[str]
    not_last: str
    wins: re.Pattern[str]
    never_given_tags: frozenset[str]
    columns: frozenset[str]
    project_text: re.Pattern[str]
    project_before: re.Pattern[str]
    project_after: re.Pattern[str]
    project_columns: frozenset[str]
    project_never: re.Pattern[str]
    works_made: re.Pattern[str]
    works_made_by: re.Pattern[str]
    works_item: re.Pattern[str]
    brand_product: re.Pattern[str]
    things: ThingNames


@dataclass(frozen=True, slots=True)
class NameRules:
    """All rules about names. `aliases` maps a well-known short name to the full one. `prefilter` tells where in a text the
    patterns that are sought all over it can match.
    """

    edges: EdgeRules
    companies: CompanyNames
    organisations: OrganisationNames
    persons: PersonNames
    aliases: Mapping[str, str]
    alias_words: Words
    prefilter: Prefilter


def load_names(root: Path | RuleFiles) -> NameRules:
    """The compiled rules under `root` (the `rules` folder). Raises RuleError where a file has a wrong shape."""
    files = rule_files(root)
    company = load_as(files.path("mentions/companies.yaml"), CompanyRules)
    organisation = load_as(files.path("mentions/organisations.yaml"), OrganisationRules)
    person = load_as(files.path("mentions/persons.yaml"), PersonRules)
    told = load_as(files.path("gazetteers/aliases.yaml"), dict[str, str])
    aliases = {short: canonical_company(full) for short, full in told.items()}
    divisions = _division_names(files)
    known = frozenset((*(name for name, _ in divisions), *company.places.split(), *company.countries.split()))
    provinces = frozenset(name for name, level in divisions if level == "1")
    companies, organisations = _companies(company), _organisations(organisation, company, known, provinces)
    persons, alias_words = _persons(person), Words(aliases)
    return NameRules(
        edges=_edges(company, known, provinces),
        companies=companies,
        organisations=organisations,
        persons=persons,
        aliases=aliases,
        alias_words=alias_words,
        prefilter=Prefilter((*_sought(companies, organisations, persons), alias_words)),
    )


def _sought(companies: CompanyNames, organisations: OrganisationNames, persons: PersonNames) -> Iterator[re.Pattern[str]]:
    """The patterns that are sought in whole texts."""
    yield from (companies.suffixes, companies.ending, companies.definition, companies.stock_code, companies.introduction)
    yield from (companies.list_tail, companies.counted_tail)
    yield from (organisations.suffixes, organisations.teams, organisations.quoted_team, organisations.towns)
    yield organisations.government
    yield from (persons.titles, persons.introduced, persons.row_tails, persons.honorifics, persons.callings, persons.wins)
    yield from (persons.works_made, persons.brand_product)
    yield from (persons.things.wins, persons.things.counted, persons.things.told, persons.things.heads, persons.things.titled)


def _division_names(files: RuleFiles) -> list[tuple[str, str]]:
    """The full names of all divisions and their short forms, each with its level (1 for a province).

    A county's short form is left out where it is an everyday word (和平, 新城).
    """
    rules = load_as(files.path("mentions/districts.yaml"), DistrictRules)
    table = files.path("gazetteers/districts.csv").layers[-1]
    made = f"names of divisions {content_of(rules, table)}"
    return remembered(made, list[tuple[str, str]], lambda: list(_read_names(rules, table)))


def _read_names(rules: DistrictRules, table: Path) -> Iterator[tuple[str, str]]:
    peoples = people_ends(rules.peoples.split())
    everyday = {word for words in (rules.generic, rules.words, rules.ordinary) for word in words.split()}
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield row["name"], row["level"]
            short = short_form(row["name"], peoples)
            if short and (row["level"] != "3" or short not in everyday):
                yield short, row["level"]


def _edges(company: CompanyRules, places: frozenset[str], provinces: frozenset[str], more_stops: str = "") -> EdgeRules:
    lead = alternation(company.introduced_by.split())
    noun = alternation(company.introducers.split())
    counted = r"(?:[0-9０-９]{1,6}|[一二两三四五六七八九十]{1,3}|首|这|那|每|另)(?:多|余)?(?:家|户|间|个|名|项|所|位)"
    this = "[该这那](?:局|院|校|所|厅|会|区|市|县|省|镇|企业|公司|行|厂|项目|集团|机构|单位|部门|支行|分行)"
    words = (*company.stops.split(), *more_stops.split())
    look = first_look((*company.introduced_by.split(), *words), "0-9０-９一二两三四五六七八九十首这那每另该")
    return EdgeRules(
        stops=re.compile(f"{look}(?:(?:{lead})(?:的)?(?:{noun})|{counted}|{this}|{alternation(words)})"),
        inner_stops=frozenset(company.inner_stops.split()),
        particles=frozenset(company.particles.split()),
        brand_particles=frozenset(company.brand_particles.split()),
        joiners=frozenset(company.joiners.split()),
        prepositions=frozenset(company.prepositions.split()),
        class_words=frozenset(company.class_words.split()),
        before_place=frozenset(company.before_place.split()),
        business=frozenset(company.business.split()),
        heads=tuple(company.heads.split()),
        places=places,
        provinces=provinces,
        countries=frozenset(("中国", *company.countries.split())),
        not_in_brackets=re.compile(alternation(company.not_in_brackets.split()) + r"|[0-9０-９、，。；,;:：“”\"]"),
    )


def _companies(rules: CompanyRules) -> CompanyNames:
    branches = rules.branches.split()
    entries = (*rules.strong.split(), *branches, *rules.weak)
    firsts = "".join(sorted({*HAN.findall(rules.legal_form), *(entry[0] for entry in entries)}))
    literals = suffix_pattern(entries)
    verbs = alternation(word for word in rules.after_short.split() if len(word) > 1)
    return CompanyNames(
        suffixes=re.compile(f"(?=[{firsts}])(?:(?P<legal>{rules.legal_form})|(?P<literal>{literals}))"),
        branches=frozenset(branches),
        branch_heads=re.compile(alternation(rules.branch_heads.split())),
        parents=tuple(rules.parents.split()),
        never=re.compile(f"(?:{alternation(rules.never.split())})$"),
        generic=frozenset(rules.generic.split()),
        common_works=frozenset(rules.common_works.split()),
        acronyms=frozenset(rules.acronyms.split()),
        endings=tuple(sorted(rules.endings.split(), key=len, reverse=True)),
        ending=re.compile(f"(?<=[\u4e00-\u9fffA-Za-z])(?:{alternation(rules.endings.split())})"),
        after_short=re.compile(f"{alternation(rules.after_short.split())}|[{MARKS}]|$"),
        item_end=re.compile(f"{verbs}|等|获|(?:[0-9]{{1,4}}|[一二两三四五六七八九十]{{1,3}})(?:家|间)"),
        definition=definition(rules),
        never_defined=frozenset(rules.never_defined.split()),
        never_short=tuple(rules.never_short.split()),
        stock_code=re.compile(
            r"(?<=[\u4e00-\u9fffA-Z])[（(](?:股票代码|证券代码)?[：:]?(?:[036489]\d{5}|\d{5})(?:[.\s]?(?:SZ|SH|BJ|HK))?[)）]"
        ),
        introduction=re.compile(
            rf"(?:{alternation(rules.introduced_alone.split())})(?:的)?(?:企业|公司|车企|药企|国企|民企|央企|品牌)(?:——|[“\"])?"
            r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,8}?)(?=[，,。；（(”\"])"
        ),
        list_tail=re.compile(rules.list_tail.replace("LEAD", alternation(rules.introduced_by.split()))),
        counted_tail=re.compile(rules.counted_tail),
        not_after_short=re.compile(suffix_pattern(rules.not_after_short_name.split())),
        company_office=re.compile(alternation(rules.company_offices.split())),
        columns=frozenset(rules.company_columns.split()),
    )


def _organisations(
    rules: OrganisationRules, company: CompanyRules, places: frozenset[str], provinces: frozenset[str]
) -> OrganisationNames:
    return OrganisationNames(
        suffixes=re.compile(suffix_pattern(rules.suffixes)),
        teams=re.compile(f"(?:{alternation(rules.teams.split())})(?![长子])"),
        quoted_team=re.compile(rf"“[^“”\n]{{1,8}}”[\u4e00-\u9fff]{{0,6}}?(?:{alternation(rules.quoted_teams.split())})"),
        not_before_suffix=tuple(rules.not_before_suffix.split()),
        towns=towns(rules),
        generic=frozenset(rules.generic.split()),
        edges=_edges(company, places, provinces, rules.stops),
        columns=frozenset(rules.columns.split()),
        government=re.compile(
            f"(?P<known>(?:{alternation(rules.government_names.split())})(?![局厅]))|(?P<suffix>{suffix_pattern(rules.government)})"
        ),
        government_generic=frozenset(rules.government_generic.split()),
    )


def _persons(rules: PersonRules) -> PersonNames:
    surname = f"(?:(?:{alternation(rules.double_surnames.split())})|[{re.escape(''.join(rules.surnames.split()))}])"
    last = rf"(?![{re.escape(rules.not_last)}])[\u4e00-\u9fff]"
    han = HAN.pattern
    name = rf"(?:{han}{{1,6}}[·•]{han}{{1,8}}(?:[·•]{han}{{1,8}})?|{surname}(?:{han}{last}|{last}))"
    return PersonNames(
        name=re.compile(name),
        line_name=(re.compile(f"{LINE_NUMBER}(?={name})"), re.compile(f"\n{LINE_NUMBER}(?={name})")),
        never=frozenset(rules.never.split()),
        titles=re.compile(alternation(rules.titles.split())),
        before=tuple(sorted(rules.before.split(), key=len, reverse=True)),
        after=re.compile(alternation(rules.after.split())),
        introduced=re.compile(rf"(?:{alternation(rules.introduced.split())})[：:]?\s?"),
        row_tails=row_tails(rules),
        honorifics=re.compile(alternation(rules.honorifics.split())),
        callings=re.compile(alternation(rules.callings.split())),
        called_wins=re.compile(alternation((*rules.wins.split(), *rules.called_wins.split()))),
        not_last=rules.not_last,
        wins=re.compile(alternation(rules.wins.split())),
        never_given_tags=frozenset(rules.never_given_tags.split()),
        columns=frozenset(rules.columns.split()),
        project_text=re.compile(
            f"^(?:{alternation(rules.project_heads.split())})|(?:{alternation(rules.project_ends.split())})$"
        ),
        project_before=re.compile(f"(?:{alternation(rules.project_before.split())})(?:的|是|为|：|:)?$"),
        project_after=re.compile(
            f"(?:等)?(?:[0-9一二三四五六七八九十两]{{0,4}}(?:项|个|件))?(?:{alternation(rules.project_after.split())})"
        ),
        project_columns=frozenset(rules.project_columns.split()),
        project_never=re.compile(alternation(rules.project_never.split())),
        works_made=re.compile(works_made(rules.works_made.split())),
        works_made_by=re.compile(
            rf"(?:所|负责|独立|共同|牵头|参与)?{works_made((*rules.works_made.split(), *rules.works_made_by.split()))}"
        ),
        works_item=works_item(rules),
        brand_product=brand_product(rules),
        things=thing_names(rules),
    )
