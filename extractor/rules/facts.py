"""The shape of fact rule files and their compiled form."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Literal, NamedTuple

import msgspec

from extractor.cache import re, regex
from extractor.errors import Problem, RuleError
from extractor.rules.alphabet import ALPHABET
from extractor.rules.files import Source
from extractor.rules.needs import Clauses, has_slot, needs_of, rarest
from extractor.rules.patterns import Pattern, PatternError, compile_condition, compile_pattern
from extractor.rules.prefilter import Prefilter, Triggers
from extractor.rules.setting import Computed, SetValue
from extractor.rules.words import alternation
from extractor.rules.yaml_io import Located, convert, load_located

SLOT_NAMES = {"facts/awards.yaml": ("recipient", "award"), "facts/funding.yaml": ("amount",)}
"""The slot names that facts are made of; any other name would bind for nobody."""


_PRIZES = frozenset(ALPHABET.of("prize"))


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Conditions: a pattern that the award's name or the sentence must contain, or the award's kind."""

    award: str | None = None
    sentence: str | None = None
    award_kind: Literal["prize", "title"] | None = None


Scope = Literal["clause", "sentence", "paragraph", "list", "table", "document"]
"""The stretch of text that a rule is tried on: a match of `clause` crosses no comma; `list` is a list's introduction with its
items, `table` one row."""
NARROW: tuple[Scope, ...] = ("clause", "sentence")


class RuleSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fact rule as written. In `examples` it must bind what is marked, in `not` it must give no fact, `todo` are examples
    that are known to fail."""

    id: str
    about: str
    pattern: str | list[str]
    priority: int
    examples: list[str]
    scope: Scope | None = None
    status: Literal["granted", "nominee", "applied"] | None = None
    inherit: Literal["subject", "award"] | None = None
    set: dict[str, SetValue] = {}
    when: When = When()
    kind: str | None = None
    not_: list[str] = msgspec.field(name="not", default_factory=list)
    todo: list[str] = []

    @property
    def patterns(self) -> list[str]:
        """The patterns, of which any may match."""
        return [self.pattern] if isinstance(self.pattern, str) else self.pattern

    @property
    def whole_pattern(self) -> str:
        """The patterns as one."""
        return self.patterns[0] if len(self.patterns) == 1 else "|".join(f"(?:{pattern})" for pattern in self.patterns)


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words around a match that change what it says; the file's comments say what each list does."""

    denied: list[str]
    untrue: list[str]
    void: list[str]
    policy: list[str]
    nominee: list[str]
    applied: list[str]
    won: list[str]
    cumulative: list[str]
    own_city: list[str]
    own_county: list[str]
    own_province: list[str]
    pronouns: list[str]
    persons_meant: list[str]
    institutions: list[str]
    self_names: list[str]
    history: list[str]
    former: list[str]
    latter: list[str]
    chronicle: list[str]


class AwardFactFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """rules/facts/awards.yaml."""

    version: int
    fragments: dict[str, str]
    cues: Cues
    rules: list[RuleSpec]


@dataclass(frozen=True, slots=True)
class FactRule:
    """A rule ready to match. `needs` are literals of which its pattern and its condition need some (`rules/needs.py`)."""

    spec: RuleSpec
    pattern: Pattern
    award: regex.Pattern[str] | None
    sentence: regex.Pattern[str] | None
    # The named groups that the rule's fields are computed from.
    groups: tuple[str, ...]
    needs: Clauses = ()

    def can_match(self, present: Set[str]) -> bool:
        """Whether a slotted text of these characters can fill every slot without which a match tells no fact."""
        return not any(fillers.isdisjoint(present) for fillers in self._fillers)

    @property
    def clauses(self) -> Clauses:
        """What a text needs for the rule to tell a fact of it: its literals, and characters for its slots."""
        return (*self._fillers, *self.needs)

    @property
    def _fillers(self) -> Clauses:
        """The characters of each slot that the rule does not take from before."""
        taken = {"subject": "recipient", "award": "award"}.get(self.spec.inherit or "")
        return tuple(fillers for name, fillers in self.pattern.fillers.items() if name != taken)


@dataclass(frozen=True, slots=True)
class CuePatterns:
    """The compiled cues; `idle` are the needs of what makes a sentence grant nothing: `void`, and each pattern of `policy`."""

    denied: re.Pattern[str]
    untrue: re.Pattern[str]
    void: re.Pattern[str]
    policy: regex.Pattern[str]
    nominee: re.Pattern[str]
    applied: re.Pattern[str]
    won: re.Pattern[str]
    cumulative: re.Pattern[str]
    own: re.Pattern[str]
    pronoun: re.Pattern[str]
    person_meant: re.Pattern[str]
    institution: re.Pattern[str]
    self_name: re.Pattern[str]
    history: re.Pattern[str]
    ordinals: tuple[re.Pattern[str], re.Pattern[str]]
    chronicle: re.Pattern[str]
    idle: tuple[Clauses, ...]


class TriggerPlaces(NamedTuple):
    """Where in a slotted text stand awards, what rules without an award need of mentions and of words, and what makes a sentence
    grant nothing."""

    awards: list[int]
    mentions: list[int]
    words: list[int]
    idle: list[int]


@dataclass(frozen=True)
class AwardFactRules:
    """The award fact rules in their order of trial: priority, then the file's order.

    `rules` are tried on sentences, `inheriting` are those of them that need no award beside them, `wide` those of other scopes.
    Where they are `prefiltered`, only those are tried whose literals stand in the sentence; the facts are the same.
    """

    rules: tuple[FactRule, ...]
    inheriting: tuple[FactRule, ...]
    wide: tuple[FactRule, ...]
    cues: CuePatterns
    prefiltered: bool = True

    def for_sentence(self, slotted: str) -> tuple[FactRule, ...]:
        """The rules a sentence can match: without an award in it, only those that take one from before."""
        awarded = any(char in slotted for char in _PRIZES)
        rules = self.rules if awarded else self.inheriting
        if not self.prefiltered:
            return can_match(rules, slotted)
        passing = (self._prefilter if awarded else self._inheriting_prefilter).passing(slotted)
        return tuple([rules[index] for index in passing])

    def triggers(self, slotted: str) -> TriggerPlaces | None:
        """Where a slotted text holds what its sentences need to tell anything; None where they need nothing."""
        return TriggerPlaces(*self._triggers.places(slotted)) if self._triggers is not None else None

    @cached_property
    def _prefilter(self) -> Prefilter:
        return Prefilter([rule.clauses for rule in self.rules])

    @cached_property
    def _inheriting_prefilter(self) -> Prefilter:
        return Prefilter([rule.clauses for rule in self.inheriting])

    @cached_property
    def _triggers(self) -> Triggers | None:
        if not (self.prefiltered and all(rule.clauses for rule in self.inheriting) and all(self.cues.idle)):
            return None
        whom = [rarest(rule.clauses) for rule in self.inheriting]
        words = [rarest([clause for clause in rule.clauses if not has_slot(clause)] or rule.clauses) for rule in self.inheriting]
        return Triggers(_PRIZES, chain(*whom), chain(*words), chain(*map(rarest, self.cues.idle)))


def can_match(rules: tuple[FactRule, ...], slotted: str) -> tuple[FactRule, ...]:
    """Those of the rules whose slots a slotted text can fill."""
    present = set(slotted)
    return tuple(rule for rule in rules if rule.can_match(present))


def compile_rules(
    located: Located, specs: list[RuleSpec], fragments: dict[str, str], own_names: Sequence[str]
) -> tuple[FactRule, ...]:
    """The rules by falling priority. Raises RuleError with every rule that cannot be compiled (R010 double id, R012).

    `own_names` are the slot names of the file's facts: `{award+}` is short for `{award:award+}`.
    """
    problems: list[Problem] = []
    rules: list[FactRule] = []
    seen: set[str] = set()
    for index, spec in enumerate(specs):
        if spec.id in seen:
            problems.append(located.problem(f"$.rules[{index}].id", "R010", f"rule {spec.id} is told twice"))
        seen.add(spec.id)
        try:
            pattern = compile_pattern(spec.whole_pattern, fragments, ALPHABET, own_names=own_names)
            sentence = compile_condition(spec.when.sentence, fragments, ALPHABET) if spec.when.sentence else None
        except PatternError as error:
            message = f'{error} in rule "{spec.id}"'
            problems.append(located.problem(f"$.rules[{index}].pattern", "R012", message, error.hint))
            continue
        award = regex.compile(spec.when.award) if spec.when.award else None
        groups = tuple(value.group for value in spec.set.values() if isinstance(value, Computed))
        rules.append(FactRule(spec, pattern, award, sentence, groups))
    if problems:
        raise RuleError(problems)
    return _with_needs(sorted(rules, key=lambda rule: -rule.spec.priority), fragments)


def _with_needs(rules: list[FactRule], fragments: dict[str, str]) -> tuple[FactRule, ...]:
    """The rules with what their patterns and conditions need."""
    patterns = needs_of([rule.pattern.source for rule in rules], fragments, ALPHABET)
    conditions = needs_of([rule.spec.when.sentence or "" for rule in rules], fragments, ALPHABET)
    needs = zip(patterns, conditions, strict=True)
    return tuple(replace(rule, needs=(*own, *of_sentence)) for rule, (own, of_sentence) in zip(rules, needs, strict=True))


def own_places(city: list[str], county: list[str], province: list[str]) -> re.Pattern[str]:
    """The pattern of the words for the article's own place, in groups named city, county and province."""
    own = {"city": city, "county": county, "province": province}
    return re.compile("|".join(f"(?P<{name}>{alternation(words)})" for name, words in own.items()))


def load_award_facts(path: Source) -> AwardFactRules:
    """The compiled award fact rules of the file at `path`. Raises RuleError."""
    located = load_located(path)
    file = convert(located, AwardFactFile)
    cues = file.cues
    every = compile_rules(located, file.rules, file.fragments, SLOT_NAMES["facts/awards.yaml"])
    rules = tuple(rule for rule in every if rule.spec.scope in (None, *NARROW))
    return AwardFactRules(
        rules=rules,
        inheriting=tuple(rule for rule in rules if rule.spec.inherit == "award"),
        wide=tuple(rule for rule in every if rule not in rules),
        cues=CuePatterns(
            denied=re.compile(alternation(cues.denied)),
            untrue=re.compile(alternation(cues.untrue)),
            void=re.compile(alternation(cues.void)),
            policy=compile_condition("|".join(cues.policy), file.fragments, ALPHABET),
            nominee=re.compile("|".join(cues.nominee)),
            applied=re.compile(alternation(cues.applied)),
            won=re.compile(alternation(cues.won)),
            cumulative=re.compile(alternation(cues.cumulative)),
            own=own_places(cues.own_city, cues.own_county, cues.own_province),
            pronoun=re.compile("|".join(cues.pronouns)),
            ordinals=(re.compile("|".join(cues.former)), re.compile("|".join(cues.latter))),
            history=re.compile("|".join(cues.history)),
            self_name=re.compile("|".join(cues.self_names)),
            person_meant=re.compile("|".join(cues.persons_meant)),
            institution=re.compile("|".join(cues.institutions)),
            chronicle=re.compile("|".join(cues.chronicle)),
            idle=tuple(needs_of((alternation(cues.void), *cues.policy), file.fragments, ALPHABET)),
        ),
    )
