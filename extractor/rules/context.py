"""The shape of rules/facts/context.yaml and its compiled form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from extractor.cache import re
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.files import Source
from extractor.rules.yaml_io import load_as

Holds = Literal["amount", "grantor", "holder", "project", "award", "place", "year", "category"]
_WHO = ALPHABET.of("who")
_PLACE = SLOT_CHARS["district"]
_BODY = SLOT_CHARS["grantor"]


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a column holds, and the words of its header."""

    holds: Holds
    header: list[str]


class ContextFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of context.yaml; the comments in the file say what each is for."""

    version: int
    table_columns: list[Column]
    table_totals: list[str]
    winner_labels: list[str]
    grade_labels: list[str]
    division_ends: list[str]
    inner_headings: list[str]
    closing_headings: list[str]
    place_ties: list[str]
    town_ends: list[str]
    event_words: list[str]
    located_words: list[str]
    group_units: str
    not_winners: list[str]
    winner_nouns: list[str]
    beside_group: list[str]
    list_leads: list[str]
    listing_words: list[str]
    place_awards: list[str]
    owned_names: list[str]
    part_words: list[str]
    beside_words: list[str]
    part_names: list[str]
    since_before: list[str]
    since_after: list[str]
    result_words: list[str]
    grant_words: list[str]
    announce_adverbs: list[str]
    each_words: list[str]
    paid_words: list[str]
    among_words: list[str]
    same_clauses: list[str]
    together: list[str]
    one_by_one: list[str]
    back_references: list[str]
    office_ends: list[str]
    speech_words: list[str]
    means_words: list[str]
    owner_words: list[str]
    unit_ends: list[str]
    body_ends: list[str]


@dataclass(frozen=True, slots=True)
class ContextRules:
    """The compiled context: patterns over slotted text, but `columns`, `totals` and the name patterns over plain text."""

    columns: tuple[tuple[Holds, re.Pattern[str]], ...]
    totals: re.Pattern[str]
    winner_label: re.Pattern[str]
    grade_label: re.Pattern[str]
    division_ends: tuple[str, ...]
    inner_heading: re.Pattern[str]
    closing_heading: re.Pattern[str]
    place_ties: tuple[str, ...]
    tied_place: re.Pattern[str]
    event: re.Pattern[str]
    located: re.Pattern[str]
    group_units: frozenset[str]
    not_winners: tuple[str, ...]
    winner_nouns: re.Pattern[str]
    beside_group: re.Pattern[str]
    list_leads: re.Pattern[str]
    listing: re.Pattern[str]
    place_award: re.Pattern[str]
    owned_name: re.Pattern[str]
    part: re.Pattern[str]
    beside: re.Pattern[str]
    part_name: re.Pattern[str]
    since_before: tuple[str, ...]
    since_after: re.Pattern[str]
    results: re.Pattern[str]
    grant: re.Pattern[str]
    announces: re.Pattern[str]
    each: re.Pattern[str]
    paid: re.Pattern[str]
    among: re.Pattern[str]
    same_clause: re.Pattern[str]
    together: re.Pattern[str]
    one_by_one: re.Pattern[str]
    back_reference: re.Pattern[str]
    office: re.Pattern[str]
    speech: re.Pattern[str]
    means: re.Pattern[str]
    owned: re.Pattern[str]
    unit_ends: tuple[str, ...]
    body_ends: tuple[str, ...]


def load_context(path: Source) -> ContextRules:
    """The compiled context rules of the file at `path`. Raises RuleError."""
    return compile_context(load_as(path, ContextFile))


def compile_context(file: ContextFile) -> ContextRules:
    """The rules ready for use."""
    labels = f"(?:{any_of(file.winner_labels)})[：:]|(?<={_PLACE})[：:]"
    grant = f"(?P<body>{_BODY}(?:[、和与及]{_BODY})*)[^，。；{_BODY}]{{0,16}}?(?:{any_of(file.grant_words)})"
    return ContextRules(
        columns=tuple((column.holds, re.compile(any_of(column.header))) for column in file.table_columns),
        totals=re.compile(any_of(file.table_totals)),
        winner_label=re.compile(labels),
        grade_label=re.compile(f"^(?:{any_of(file.grade_labels)})[：:]"),
        division_ends=tuple(file.division_ends),
        inner_heading=re.compile(any_of(file.inner_headings)),
        closing_heading=re.compile(any_of(file.closing_headings)),
        place_ties=tuple(file.place_ties),
        tied_place=re.compile(
            f"(?P<place>{_PLACE}(?:[\u4e00-\u9fff]{{1,5}}(?:{any_of(file.town_ends)}))?)(?:{any_of(file.place_ties)})$"
        ),
        event=re.compile(any_of(file.event_words)),
        located=re.compile(f"(?:{any_of(file.located_words)})[^，。；]{{0,6}}?(?P<place>[{_PLACE}{SLOT_CHARS['organisation']}])"),
        group_units=frozenset(file.group_units),
        not_winners=tuple(file.not_winners),
        winner_nouns=re.compile(f"(?:{any_of(file.winner_nouns)})$"),
        beside_group=re.compile(any_of(file.beside_group)),
        list_leads=re.compile(any_of(file.list_leads)),
        listing=re.compile(any_of(file.listing_words)),
        place_award=re.compile(any_of(file.place_awards)),
        owned_name=re.compile(any_of(file.owned_names)),
        part=re.compile(any_of(file.part_words)),
        beside=re.compile(any_of(file.beside_words)),
        part_name=re.compile(any_of(file.part_names)),
        since_before=tuple(file.since_before),
        since_after=re.compile(any_of(file.since_after)),
        results=re.compile(any_of(file.result_words)),
        grant=re.compile(grant),
        announces=re.compile(
            f"(?:[、和与及]{_BODY})*(?:等)?(?:{any_of(file.announce_adverbs)}){{0,3}}(?:{any_of(file.grant_words)})"
        ),
        each=re.compile(any_of(file.each_words)),
        paid=re.compile(any_of(file.paid_words)),
        among=re.compile(any_of(file.among_words)),
        same_clause=re.compile(f"(?:{any_of(file.same_clauses)})[，,]"),
        together=re.compile(any_of(file.together)),
        one_by_one=re.compile(any_of(file.one_by_one)),
        back_reference=re.compile(f"(?:{any_of(file.back_references)})$"),
        office=re.compile(f"(?:的|[^，。、；：:,;（）()“”\\s]{{0,12}}(?:{any_of(file.office_ends)}))$"),
        speech=re.compile(any_of(file.speech_words)),
        means=re.compile(f"(?:{any_of(file.means_words)})[^，。；]{{0,8}}$"),
        owned=re.compile(f"(?:{any_of(file.owner_words)})“([^“”\\n]{{2,30}})”"),
        unit_ends=tuple(file.unit_ends),
        body_ends=tuple(file.body_ends),
    )


def any_of(patterns: list[str]) -> str:
    """A pattern that matches any of the patterns, tried in their order."""
    return "|".join(patterns)
