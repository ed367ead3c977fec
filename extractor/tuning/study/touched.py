"""Which articles a change of fact rules can touch: those in which a changed rule matches otherwise than it did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import regex

from extractor.facts.clauses import TIME_LIMIT
from extractor.rules.alphabet import ALPHABET
from extractor.rules.facts import FactRule
from extractor.rules.pack import RulePack
from extractor.tuning.study.parts import Slots

# Fields of a pack that the files of facts do not change, and those that only name it.
_BEFORE_FACTS = frozenset(("text", "names", "gazetteer", "awards", "money", "counts", "context", "digest", "version"))


_PRIZES = frozenset(ALPHABET.of("prize"))
AWARDS, FUNDING = "award_facts", "funding_facts"
BOTH = frozenset((AWARDS, FUNDING))


@dataclass(frozen=True, slots=True)
class Trial:
    """The versions of a changed rule, two, or one where it is new or gone. `alike` tells that both do the same with a match,
    so that only other matches make a difference."""

    versions: tuple[FactRule, ...]
    alike: bool

    def differs(self, text: str) -> bool:
        """Whether the versions can tell different things of a slotted text; what runs out of time can."""
        return self.differs_with(text, set(text))

    def differs_with(self, text: str, present: set[str]) -> bool:
        """The same, told the characters of the text."""
        tried = [rule for rule in self.versions if _is_tried(rule, text, present)]
        try:
            if self.alike and len(tried) == 2:
                return _matches(tried[0], text) != _matches(tried[1], text)
            return any(rule.pattern.expression.search(text, timeout=TIME_LIMIT) for rule in tried)
        except TimeoutError:
            return True


@dataclass(frozen=True, slots=True)
class Changed:
    """The fact rules that differ between two packs; `everything` where more than rules differs."""

    awards: tuple[Trial, ...] = ()
    funding: tuple[Trial, ...] = ()
    everything: bool = False

    def touches(self, slots: Slots) -> frozenset[str]:
        """The tables of facts that can differ for an article with these slotted texts."""
        if self.everything:
            return BOTH
        awards = bool(self.awards) and _differs(self.awards, slots.sentences)
        funding = bool(self.funding) and _differs(self.funding, slots.blocks)
        return frozenset(table for table, differs in ((AWARDS, awards), (FUNDING, funding)) if differs)


def _differs(trials: Sequence[Trial], texts: Sequence[str]) -> bool:
    for text in texts:
        present = set(text)
        if any(trial.differs_with(text, present) for trial in trials):
            return True
    return False


def changed_rules(old: RulePack, new: RulePack) -> Changed:
    """What differs between two packs that agree in all that comes before facts."""
    if _signature(_without_rules(old)) != _signature(_without_rules(new)):
        return Changed(everything=True)
    awards = _trials(old.award_facts.rules, new.award_facts.rules)
    funding = _trials(old.funding.rules, new.funding.rules)
    if awards is None or funding is None:
        return Changed(everything=True)
    return Changed(awards, funding)


def _without_rules(pack: RulePack) -> list[Any]:
    awards, funding = replace(pack.award_facts, rules=(), inheriting=()), replace(pack.funding, rules=())
    others = (getattr(pack, field.name) for field in fields(pack) if field.name not in _BEFORE_FACTS)
    return [awards, funding, *(value for value in others if value is not pack.award_facts and value is not pack.funding)]


def _trials(old: Sequence[FactRule], new: Sequence[FactRule]) -> tuple[Trial, ...] | None:
    """The rules that are not the same in both; None where the others stand in another order."""
    before, after = ({rule.spec.id: rule for rule in rules} for rules in (old, new))
    same = {name for name, rule in before.items() if name in after and _meaning(rule) == _meaning(after[name])}
    if [name for name in before if name in same] != [name for name in after if name in same]:
        return None
    names = dict.fromkeys(name for name in (*before, *after) if name not in same)
    return tuple(_trial(before.get(name), after.get(name)) for name in names)


def _trial(old: FactRule | None, new: FactRule | None) -> Trial:
    rules = [rule for rule in (old, new) if rule is not None]
    alike = len({repr(_effect(rule)) for rule in rules}) == 1
    return Trial(tuple(rules), alike and len(rules) == 2)


def _is_tried(rule: FactRule, text: str, present: set[str]) -> bool:
    """Whether the pipeline tries the rule on a text of these characters: one without an award it tries only with rules that
    take it from before, and none that lacks the words which every match needs."""
    awarded = bool(rule.spec.kind) or rule.spec.inherit == "award" or not present.isdisjoint(_PRIZES)
    return awarded and rule.can_match(present) and all(any(word in text for word in clause) for clause in rule.needs)


def _meaning(rule: FactRule) -> Any:
    """What a rule does, without what is only said of it."""
    return (rule.pattern.expression.pattern, _signature(rule.sentence), _effect(rule))


def _effect(rule: FactRule) -> Any:
    """What a rule does with a match, and under which conditions but that on the sentence, which is part of matching."""
    spec = rule.spec
    idle = ("about", "pattern", "examples", "not_", "todo", "when")
    keys = tuple(getattr(spec, name) for name in spec.__struct_fields__ if name not in idle)
    return _signature((keys, spec.when.award, spec.when.award_kind, rule.award))


def _matches(rule: FactRule, text: str) -> list[Any]:
    """The range of each match and of its groups; none where the sentence as a whole is not one that the rule is for."""
    if rule.sentence is not None and not rule.sentence.search(text):
        return []
    return [match.regs for match in rule.pattern.expression.finditer(text, overlapped=True, timeout=TIME_LIMIT)]


def _signature(value: Any) -> Any:
    """The value as plain tuples that are equal where two values mean the same; compiled expressions by their text."""
    if isinstance(value, (re.Pattern, regex.Pattern)):
        return ("expression", value.pattern, value.flags)
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((field.name, _signature(getattr(value, field.name))) for field in fields(value))
    if isinstance(value, dict):
        return tuple((key, _signature(inner)) for key, inner in value.items())
    if isinstance(value, (set, frozenset)):
        return ("set", tuple(sorted(map(repr, value))))
    if isinstance(value, (list, tuple)):
        return tuple(_signature(inner) for inner in value)
    return value
