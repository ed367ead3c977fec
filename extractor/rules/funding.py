"""The shape of rules/facts/funding.yaml and its compiled form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from extractor.cache import re
from extractor.errors import RuleError
from extractor.model import FundingKind
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.facts import SLOT_NAMES, FactRule, RuleSpec, can_match, compile_rules, own_places
from extractor.rules.files import Source
from extractor.rules.patterns import Pattern, PatternError, compile_pattern
from extractor.rules.prefilter import Prefilter
from extractor.rules.words import alternation
from extractor.rules.yaml_io import Located, convert, load_located

KINDS: tuple[FundingKind, ...] = ("reward", "subsidy", "relief", "financing", "investment")
# What a rule may say of its sum beside the five kinds.
OTHER_KINDS = ("none", "condition", "same", "later")


class FundingCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns around a sum; the file's comments say what each list does."""

    bounds: list[str]
    each: list[str]
    each_after: list[str]
    apiece: list[str]
    total: list[str]
    condition: list[str]
    standing: list[str]
    entitled: list[str]
    caps: list[str]
    cap_words: list[str]
    record: list[str]
    paid: list[str]
    summed: list[str]
    adds_up: list[str]
    over_years: list[str]
    per_thing: list[str]
    winners: list[str]
    rules_title: list[str]
    conferred: list[str]


class FundingRoles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell who pays, who gets, and when."""

    recipient_units: list[str]
    project_units: list[str]
    project_objects: list[str]
    reach: list[str]
    banks: list[str]
    payers: str
    from_: list[str] = msgspec.field(name="from")
    with_: list[str] = msgspec.field(name="with")
    to: list[str]
    pays_after: list[str]
    tells: str
    places_pay: str
    pays_for: list[str]
    pronouns: list[str]
    period: str
    own_city: list[str]
    own_county: list[str]
    own_province: list[str]


class PurposeSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern whose group `what` tells what a sum of one of the kinds is for."""

    kinds: list[Literal["reward", "subsidy", "relief", "financing", "investment"]]
    pattern: str


class TableWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of table headers and of rows that are totals."""

    names: str
    projects: list[str]
    places: str
    money: str
    categories: str
    investors: str
    totals: str
    standards: str


class FundingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """rules/facts/funding.yaml."""

    version: int
    fragments: dict[str, str]
    rules: list[RuleSpec]
    cues: FundingCues
    roles: FundingRoles
    purposes: list[PurposeSpec]
    purpose_not: str
    purpose_ends: str
    tables: TableWords


@dataclass(frozen=True, slots=True)
class CuePatterns:
    """The compiled cues of FundingCues."""

    bounds: frozenset[str]
    each: re.Pattern[str]
    each_after: re.Pattern[str]
    apiece: re.Pattern[str]
    total: re.Pattern[str]
    condition: re.Pattern[str]
    standing: re.Pattern[str]
    entitled: re.Pattern[str]
    caps: frozenset[str]
    cap_words: re.Pattern[str]
    record: re.Pattern[str]
    paid: re.Pattern[str]
    summed: re.Pattern[str]
    adds_up: re.Pattern[str]
    over_years: re.Pattern[str]
    per_thing: re.Pattern[str]
    winners: re.Pattern[str]
    rules_title: re.Pattern[str]
    conferred: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RolePatterns:
    """The compiled words of FundingRoles; `own` has the groups city, county and province."""

    recipient_units: frozenset[str]
    project_units: frozenset[str]
    project_objects: re.Pattern[str]
    reach: re.Pattern[str]
    banks: tuple[str, ...]
    payers: re.Pattern[str]
    from_: tuple[str, ...]
    with_: tuple[str, ...]
    to: tuple[str, ...]
    pays_after: re.Pattern[str]
    tells: re.Pattern[str]
    places_pay: re.Pattern[str]
    pays_for: re.Pattern[str]
    pronouns: re.Pattern[str]
    period: re.Pattern[str]
    own: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TablePatterns:
    """The compiled words of TableWords."""

    names: re.Pattern[str]
    projects: tuple[re.Pattern[str], ...]
    places: re.Pattern[str]
    money: re.Pattern[str]
    categories: re.Pattern[str]
    investors: re.Pattern[str]
    totals: re.Pattern[str]
    standards: re.Pattern[str]


@dataclass(frozen=True)
class FundingRules:
    """The funding rules by falling priority; `topics` finds their words, one group for each kind. Where they are `prefiltered`,
    only those are tried whose literals stand in the passage; the facts are the same."""

    rules: tuple[FactRule, ...]
    topics: re.Pattern[str]
    cues: CuePatterns
    roles: RolePatterns
    purposes: tuple[tuple[frozenset[str], Pattern], ...]
    purpose_ends: re.Pattern[str]
    purpose_not: re.Pattern[str]
    tables: TablePatterns
    prefiltered: bool = True

    def for_passage(self, slotted: str) -> tuple[FactRule, ...]:
        """The rules a passage can match."""
        if not self.prefiltered:
            return can_match(self.rules, slotted)
        return tuple([self.rules[index] for index in self._prefilter.passing(slotted)])

    @cached_property
    def _prefilter(self) -> Prefilter:
        return Prefilter([rule.clauses for rule in self.rules])


def load_funding(path: Source) -> FundingRules:
    """The compiled funding rules of the file at `path`. Raises RuleError."""
    located = load_located(path)
    file = convert(located, FundingFile)
    _check(located, file)
    return FundingRules(
        rules=compile_rules(located, file.rules, file.fragments, SLOT_NAMES["facts/funding.yaml"]),
        topics=_topics(file.fragments),
        cues=_cues(file.cues),
        roles=_roles(file.roles),
        purposes=_purposes(located, file),
        purpose_ends=re.compile(file.purpose_ends),
        purpose_not=re.compile(file.purpose_not),
        tables=_tables(file.tables),
    )


def _check(located: Located, file: FundingFile) -> None:
    """Raises RuleError (R013) for a rule of an unknown kind and for a kind without its fragment."""
    known = {*KINDS, *OTHER_KINDS}
    problems = [
        located.problem(
            f"$.rules[{index}].kind", "R013", f"unknown kind {rule.kind} in rule {rule.id}", f"kinds: {', '.join(sorted(known))}"
        )
        for index, rule in enumerate(file.rules)
        if rule.kind not in known
    ]
    problems += [
        located.problem("$.fragments", "R013", f"fragment {name} is missing")
        for name in (*KINDS, "earned", "spent", "worth")
        if name not in file.fragments
    ]
    if problems:
        raise RuleError(problems)


def _topics(fragments: dict[str, str]) -> re.Pattern[str]:
    groups = [f"(?P<{kind}>{fragments[kind]})" for kind in KINDS]
    return re.compile("|".join(groups))


def _cues(cues: FundingCues) -> CuePatterns:
    words = ("bounds", "caps")
    prize, amount = ("[" + "".join(ALPHABET.of(name)) + "]" for name in ("prize", "amount"))
    patterns = {
        name: re.compile("|".join(getattr(cues, name)).replace("{prize}", prize).replace("{amount}", amount))
        for name in FundingCues.__struct_fields__
        if name not in words
    }
    return CuePatterns(bounds=frozenset(cues.bounds), caps=frozenset(cues.caps), **patterns)


def _roles(roles: FundingRoles) -> RolePatterns:
    return RolePatterns(
        recipient_units=frozenset(roles.recipient_units),
        project_units=frozenset(roles.project_units),
        project_objects=re.compile(alternation(roles.project_objects)),
        reach=re.compile(alternation(roles.reach)),
        banks=tuple(roles.banks),
        payers=re.compile(roles.payers),
        from_=tuple(roles.from_),
        with_=tuple(roles.with_),
        to=tuple(roles.to),
        pays_after=re.compile("|".join(roles.pays_after)),
        tells=re.compile(roles.tells),
        places_pay=re.compile(roles.places_pay),
        pays_for=re.compile("|".join(roles.pays_for)),
        pronouns=re.compile("|".join(roles.pronouns)),
        period=re.compile(roles.period),
        own=own_places(roles.own_city, roles.own_county, roles.own_province),
    )


def _tables(words: TableWords) -> TablePatterns:
    patterns = {name: re.compile(getattr(words, name)) for name in TableWords.__struct_fields__ if name != "projects"}
    return TablePatterns(projects=tuple(re.compile(pattern) for pattern in words.projects), **patterns)


def _purposes(located: Located, file: FundingFile) -> tuple[tuple[frozenset[str], Pattern], ...]:
    """The purpose patterns; {chars} in a character class stands for all slots. Raises RuleError (R012)."""
    compiled: list[tuple[frozenset[str], Pattern]] = []
    slots = "".join(SLOT_CHARS.values())
    for index, spec in enumerate(file.purposes):
        try:
            pattern = compile_pattern(spec.pattern.replace("{chars}", slots), file.fragments, ALPHABET)
        except PatternError as error:
            raise RuleError([located.problem(f"$.purposes[{index}].pattern", "R012", str(error), error.hint)]) from error
        compiled.append((frozenset(spec.kinds), pattern))
    return tuple(compiled)
