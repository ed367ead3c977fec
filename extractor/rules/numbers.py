"""The rules that find sums of money and counts: the shapes of money.yaml and counts.yaml and their compiled forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from extractor.cache import re
from extractor.model import Region
from extractor.rules.files import Source
from extractor.rules.words import alternation, first_look, longest_first
from extractor.rules.yaml_io import load_as
from extractor.text.exampled import Exampled

LOCAL = ""
"""Stands for the code of a yuan whose country only the context tells."""


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A currency's ISO 4217 code and the names behind and before the number."""

    code: str
    after: list[str]
    before: list[str]


class MoneyFile(Exampled, frozen=True, forbid_unknown_fields=True):
    """The keys of money.yaml; the comments in the file say what each is for."""

    version: int
    currencies: list[Currency]
    local: list[str]
    region_currency: dict[Region, str]
    not_after_yuan: list[str]
    block_is_money_before: list[str]
    one_digit_before: list[str]
    class_after: list[str]
    qualifiers_before: list[str]
    qualifier_not_after: dict[str, str]
    caps: list[str]
    cap_bridges: list[str]
    qualifiers_after: list[str]
    range_joins: list[str]
    range_middles: list[str]
    range_ends: list[str]
    list_joins: list[str]
    time_after: list[str]
    bare_before: list[str]
    bare_links: list[str]
    bare_after: list[str]


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """The compiled money rules. Patterns ending in $ are searched in a short slice that ends where the number begins."""

    after: re.Pattern[str]
    after_first: frozenset[str]
    code_after: dict[str, str]
    before: re.Pattern[str]
    before_last: frozenset[str]
    code_before: dict[str, str]
    region_currency: dict[Region, str]
    one_digit: re.Pattern[str]
    class_after: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    qualifier_lead: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    range_joins: frozenset[str]
    range_middle: re.Pattern[str]
    range_end: re.Pattern[str]
    list_joins: frozenset[str]
    time_after: re.Pattern[str]
    bare_before: re.Pattern[str]
    bare_after: re.Pattern[str]
    header: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return f"(?:{alternation(words)})"


def load_money_rules(path: Source) -> MoneyRules:
    """The compiled rules of a money.yaml. Raises RuleError where the file cannot be used."""
    return compile_money(load_as(path, MoneyFile))


def compile_money(file: MoneyFile) -> MoneyRules:
    """The patterns of a file."""
    code_after = {name: currency.code for currency in file.currencies for name in currency.after} | dict.fromkeys(
        file.local, LOCAL
    )
    code_before = {name: currency.code for currency in file.currencies for name in currency.before}
    names = sorted(code_after, key=lambda name: (-len(name), name))
    return MoneyRules(
        after=re.compile(f"(?P<name>{'|'.join(_guarded(name, file) for name in names)})"),
        after_first=frozenset(name[0] for name in code_after),
        code_after=code_after,
        before=re.compile(f"(?P<name>{any_of(code_before)})[ \u00a0]?$"),
        before_last=frozenset(name[-1] for name in code_before),
        code_before=code_before,
        region_currency=dict(file.region_currency),
        one_digit=re.compile(f"(?![\u4e00-\u9fff])|{any_of(file.one_digit_before)}"),
        class_after=re.compile(any_of(file.class_after)),
        qualifier_before=_qualifier(file),
        qualifier_lead=re.compile(f"^(?:{any_of(file.caps + file.qualifiers_before)} ?){{0,2}}"),
        qualifier_after=re.compile(f"(?:[（(]含[)）])?(?P<word>{any_of(file.qualifiers_after)})"),
        range_joins=frozenset(file.range_joins),
        range_middle=re.compile(any_of(file.range_middles)),
        range_end=re.compile(any_of(file.range_ends)),
        list_joins=frozenset(file.list_joins),
        time_after=re.compile(any_of(file.time_after)),
        bare_before=re.compile(f"{any_of(file.bare_before)}{any_of(file.bare_links)}{{0,3}}$"),
        bare_after=re.compile(f"(?![\u4e00-\u9fffA-Za-z0-9%％.+])|{any_of(file.bare_after)}"),
        header=re.compile(f"(?:^|[（(:：/、\\s])(?P<scale>[百千]?[万亿]|[十百千])?(?P<name>{any_of(code_after)})[)）]?\\s*$"),
    )


def _qualifier(file: MoneyFile) -> re.Pattern[str]:
    """A qualifier that ends where the number begins; a cap may have a verb behind it, and another qualifier is then the word."""
    plain = _guarded_words(file.qualifiers_before, file.qualifier_not_after)
    cap = f"(?:{any_of(file.caps)}{any_of(file.cap_bridges)}{{0,3}})"
    return re.compile(f"(?:{cap}?(?P<plain>{plain})|(?P<cap>{any_of(file.caps)}){any_of(file.cap_bridges)}{{0,3}})$")


def _guarded(name: str, file: MoneyFile) -> str:
    """The pattern of a currency name, with what may or must not follow a plain yuan."""
    if name in ("元", "圆"):
        return f"{name}(?!{any_of(file.not_after_yuan)})"
    if name == "块":
        return f"块(?=$|\\n|[0-9一二两三四五六七八九][角毛]|{any_of(file.block_is_money_before)})"
    return re.escape(name)


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure word and what keeps it from counting; the comments in counts.yaml say what each key is for."""

    word: str
    not_before: list[str] = []
    arabic: bool = False
    object: bool = True
    actions: bool = False
    noun: Literal["", "before", "after", "any"] = ""


class CountFile(Exampled, frozen=True, forbid_unknown_fields=True):
    """The keys of counts.yaml; the comments in the file say what each is for."""

    version: int
    measures: list[Measure]
    measure_tails: list[str]
    not_behind: dict[str, str]
    phrases: list[str]
    range_joins: list[str]
    conjunctions: list[str]
    links: list[str]
    qualifiers_before: list[str]
    qualifier_not_after: dict[str, str]
    qualifiers_after: list[str]
    heads: list[str]
    after_head: str
    function_chars: str
    predicates: list[str]
    attributes: list[str]
    attributes_after: list[str]
    stops_before: list[str]
    not_objects: list[str]
    place_ends: list[str]


@dataclass(frozen=True, slots=True)
class CountRules:
    """The compiled count rules. Patterns ending in $ are searched in a short slice that ends where the number begins."""

    measures: dict[str, list[tuple[Measure, re.Pattern[str] | None]]]
    tail: re.Pattern[str]
    not_behind: re.Pattern[str]
    phrase: re.Pattern[str]
    phrase_first: frozenset[str]
    range_joins: frozenset[str]
    conjunctions: frozenset[str]
    link: re.Pattern[str]
    qualifier_before: re.Pattern[str]
    qualifier_after: re.Pattern[str]
    heads: frozenset[str]
    function_chars: str
    head_now: re.Pattern[str]
    head_of_clause: re.Pattern[str]
    predicates: frozenset[str]
    attributes: frozenset[str]
    attributes_after: frozenset[str]
    stops_before: frozenset[str]
    not_objects: frozenset[str]
    place_ends: tuple[str, ...]


def load_count_rules(path: Source) -> CountRules:
    """The compiled rules of a counts.yaml. Raises RuleError where the file cannot be used."""
    return compile_counts(load_as(path, CountFile))


def compile_counts(file: CountFile) -> CountRules:
    """The patterns of a file."""
    qualifiers = _guarded_words(file.qualifiers_before, file.qualifier_not_after)
    heads = any_of(file.heads)
    return CountRules(
        measures=_by_first(file.measures),
        tail=re.compile(any_of(file.measure_tails)),
        not_behind=re.compile(f"{_guarded_words(list(file.not_behind), file.not_behind)} ?$"),
        phrase=re.compile(any_of(file.phrases)),
        phrase_first=frozenset(phrase[0] for phrase in file.phrases),
        range_joins=frozenset(file.range_joins),
        conjunctions=frozenset(file.conjunctions),
        link=re.compile(f"(?:{first_look(file.links)}{any_of(file.links)}|{qualifiers}|[ \u00a0]){{0,5}}$"),
        qualifier_before=re.compile(f"(?P<word>{qualifiers}) ?$"),
        qualifier_after=re.compile(any_of(file.qualifiers_after)),
        heads=frozenset(file.heads),
        function_chars=file.function_chars,
        head_now=re.compile(f'{heads}(?=$|[{re.escape(file.after_head)}]|[^\u4e00-\u9fffA-Za-z0-9、“”"（(])'),
        head_of_clause=re.compile(f"[^，。；！？：,;!?、\\n]{{1,20}}?的(?P<head>{heads})"),
        predicates=frozenset(file.predicates),
        attributes=frozenset(file.attributes),
        attributes_after=frozenset(file.attributes + file.attributes_after),
        stops_before=frozenset(file.stops_before),
        not_objects=frozenset(file.not_objects),
        place_ends=tuple(file.place_ends),
    )


def _guarded_words(words: list[str], lifted_by: dict[str, str]) -> str:
    """A pattern of any of the words, the longest first, but not behind the characters that `lifted_by` names."""
    guards = {word: f"(?<![{re.escape(chars)}])" for word, chars in lifted_by.items() if chars}
    return f"{first_look(words)}(?:" + "|".join(guards.get(word, "") + re.escape(word) for word in longest_first(words)) + ")"


def _by_first(measures: list[Measure]) -> dict[str, list[tuple[Measure, re.Pattern[str] | None]]]:
    """The measures by first character, the longest first, each with the pattern of what must not follow."""
    table: dict[str, list[tuple[Measure, re.Pattern[str] | None]]] = {}
    for measure in sorted(measures, key=lambda measure: -len(measure.word)):
        guard = re.compile(any_of(measure.not_before)) if measure.not_before else None
        table.setdefault(measure.word[0], []).append((measure, guard))
    return table
