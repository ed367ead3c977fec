"""The shapes of the rule files about names, as analysts write them; a list of words is one string, split at white space."""

from __future__ import annotations

from extractor.text.exampled import Exampled


class CompanyRules(Exampled, frozen=True, forbid_unknown_fields=True):
    """`rules/mentions/companies.yaml` as written; each list of words is one string, split at white space."""

    legal_form: str
    strong: str
    weak: tuple[str, ...]
    branches: str
    branch_heads: str
    parents: str
    not_in_brackets: str
    never: str
    stops: str
    inner_stops: str
    introducers: str
    introduced_by: str
    introduced_alone: str
    before_place: str
    particles: str
    brand_particles: str
    prepositions: str
    joiners: str
    class_words: str
    business: str
    heads: str
    generic: str
    common_works: str
    acronyms: str
    endings: str
    after_short: str
    company_offices: str
    not_after_short_name: str
    define_words: str
    never_defined: str
    never_short: str
    list_tail: str
    counted_tail: str
    company_columns: str
    places: str
    countries: str


class OrganisationRules(Exampled, frozen=True, forbid_unknown_fields=True):
    """`rules/mentions/organisations.yaml` as written."""

    suffixes: tuple[str, ...]
    teams: str
    quoted_teams: str
    not_before_suffix: str
    towns: str
    town_leads: str
    town_winner_before: str
    town_winner_after: str
    generic: str
    stops: str
    columns: str
    government: tuple[str, ...]
    government_names: str
    government_generic: str


class PersonRules(Exampled, frozen=True, forbid_unknown_fields=True):
    """`rules/mentions/persons.yaml` as written."""

    surnames: str
    double_surnames: str
    never: str
    not_last: str
    titles: str
    before: str
    after: str
    introduced: str
    row_tails: str
    honorifics: str
    callings: str
    called_wins: str
    wins: str
    never_given_tags: str
    columns: str
    project_heads: str
    project_ends: str
    project_before: str
    project_after: str
    project_columns: str
    project_never: str
    works_made: str
    works_made_by: str
    works_ends: str
    after_item: str
    after_product: str
    brand_never: str
    not_after_brand: str
    thing_made: str
    thing_nouns: str
    thing_ends: str
    thing_wins: str
    thing_prevails: str
    thing_adverbs: str
    thing_leads: str
    thing_never: str
    thing_not_last: str
    thing_means: str
    thing_heads: str
    titled_before: str
    titled_among: str
    titled_never: str
