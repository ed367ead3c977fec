"""The rule pack: every rule file loaded, checked and compiled, with its version and the hash of its files."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import regex

from extractor.errors import Problem, RuleError, UsageError
from extractor.rules.awards import AwardRules, load_awards
from extractor.rules.cleaning import load_text_rules
from extractor.rules.confidence import ConfidenceFile
from extractor.rules.context import ContextRules, load_context
from extractor.rules.districts import Gazetteer, load_gazetteer, short_form
from extractor.rules.facts import SLOT_NAMES, AwardFactRules, FactRule, load_award_facts
from extractor.rules.faults import PackInfo, faults, unknown_files
from extractor.rules.files import RuleFiles, default_rules, files_of
from extractor.rules.funding import FundingRules, load_funding
from extractor.rules.names import NameRules, load_names
from extractor.rules.numbers import CountRules, MoneyRules, load_count_rules, load_money_rules
from extractor.rules.patterns import PatternError
from extractor.rules.remembered import remembering
from extractor.rules.yaml_io import load_as
from extractor.text.clean import TextRules
from extractor.text.convert import Conversion
from extractor.text.prefilter import Prefilter

__all__ = ["PACK_FILE", "RulePack", "default_rules", "files_of", "load_files", "load_pack"]

PACK_FILE = "pack.yaml"


@dataclass(frozen=True)
class RulePack:
    """All rules of a run. `version` names the sets of rules it is made of (`default 1.0 + mine 3`); `digest` is a SHA-256
    over the files in effect and the rules switched off, so that an output can say which rules made it.

    Not `gated`, patterns of names and awards are tried at every place of a text: the result is the same, and slower.
    """

    text: TextRules
    names: NameRules
    gazetteer: Gazetteer
    awards: AwardRules
    money: MoneyRules
    counts: CountRules
    context: ContextRules
    award_facts: AwardFactRules
    funding: FundingRules
    confidence: ConfidenceFile
    digest: str
    version: str = ""
    gated: bool = True

    @cached_property
    def prefilter(self) -> Prefilter:
        """Where in a text what names, awards and districts are found by stands: one pass for all."""
        sought = (*self.names.prefilter.sought, *self.awards.prefilter.sought, self.gazetteer.surfaces)
        return Prefilter(sought, gated=self.gated)

    @property
    def label(self) -> str:
        """The version and the beginning of the digest, as outputs tell them."""
        return f"{self.version} ({self.digest[:12]})"

    @property
    def fact_rules(self) -> tuple[FactRule, ...]:
        """All fact rules, those of awards first."""
        return (*self.award_facts.rules, *self.award_facts.wide, *self.funding.rules)

    def without_prefilters(self) -> RulePack:
        """The pack with each fact rule tried on every text: slow, and the same facts."""
        return replace(
            self,
            award_facts=replace(self.award_facts, prefiltered=False),
            funding=replace(self.funding, prefiltered=False),
        )

    @cached_property
    def divisions(self) -> frozenset[str]:
        """The full names of all administrative divisions."""
        return frozenset(division.name for division in self.gazetteer.divisions)

    @cached_property
    def short_places(self) -> frozenset[str]:
        """The short names of all provinces and prefectures (黑龙江, 合肥)."""
        forms = (short_form(d.name) for d in self.gazetteer.divisions if d.code.endswith("00"))
        return frozenset(form for form in forms if form)


def load_pack(directories: Sequence[Path] = (), *, disabled: Collection[str] = (), conversion: Conversion = "auto") -> RulePack:
    """The default rules with the directories laid over them, without the fact rules that are `disabled`.

    Raises RuleError with the faults of all files, and UsageError for a directory or a rule that is not there.
    """
    return load_files(files_of(directories), disabled=disabled, conversion=conversion)


def load_files(files: RuleFiles, *, disabled: Collection[str] = (), conversion: Conversion = "auto") -> RulePack:
    """The rules of the files, without the fact rules that are `disabled`. Raises RuleError and UsageError."""
    misplaced = unknown_files(files)
    if misplaced:
        raise RuleError(misplaced)
    try:
        with remembering(files):
            pack = _load(files, disabled, conversion)
            _check_slots(pack, files)
        _check_repeats(files)
        return _without(pack, disabled)
    except RuleError as error:
        raise RuleError(faults(files) or error.problems) from error
    except (re.error, regex.error, PatternError) as error:
        found = faults(files) or [Problem(str(files.roots[-1]), 1, 1, "R003", f"not a regular expression: {error}")]
        raise RuleError(found) from error


def _check_repeats(files: RuleFiles) -> None:
    """Raises RuleError for an expression of one's own that could take for ever; the product's are held by its tests."""
    if len(files.roots) > 1:
        from extractor.rules.repeats import own_repeats  # needed by those who bring rules only

        if problems := own_repeats(files):
            raise RuleError(problems)


def _check_slots(pack: RulePack, files: RuleFiles) -> None:
    """Raises RuleError for a slot name that no fact has."""
    for name, rules in (("facts/awards.yaml", pack.award_facts.rules), ("facts/funding.yaml", pack.funding.rules)):
        if any(slot not in SLOT_NAMES[name] for rule in rules for slot in rule.pattern.slots):
            raise RuleError(faults(files))


def _load(files: RuleFiles, disabled: Collection[str], conversion: Conversion) -> RulePack:
    return RulePack(
        text=load_text_rules(files, conversion),
        names=load_names(files),
        gazetteer=load_gazetteer(files),
        awards=load_awards(files.path("mentions/awards.yaml")),
        money=load_money_rules(files.path("mentions/money.yaml")),
        counts=load_count_rules(files.path("mentions/counts.yaml")),
        context=load_context(files.path("facts/context.yaml")),
        award_facts=load_award_facts(files.path("facts/awards.yaml")),
        funding=load_funding(files.path("facts/funding.yaml")),
        confidence=load_as(files.path("confidence.yaml"), ConfidenceFile),
        digest=files.digest(disabled),
        version=_version(files),
    )


def _version(files: RuleFiles) -> str:
    """The names and versions of the sets of rules; a directory without pack.yaml goes by its own name."""
    told: list[str] = []
    for root in files.roots:
        file = root / PACK_FILE
        info = load_as(file, PackInfo) if file.is_file() else None
        told.append(f"{info.name} {info.version}" if info else root.resolve().name)
    return " + ".join(told)


def _without(pack: RulePack, disabled: Collection[str]) -> RulePack:
    """The pack without the fact rules of those ids. Raises UsageError for an id that there is none."""
    known = [rule.spec.id for rule in pack.fact_rules]
    for name in disabled:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise UsageError(f"no rule {name} to disable" + (f"; did you mean {near[0]}?" if near else ""))

    def kept(rules: tuple[FactRule, ...]) -> tuple[FactRule, ...]:
        return tuple(rule for rule in rules if rule.spec.id not in disabled)

    awards, funding = pack.award_facts, pack.funding
    return replace(
        pack,
        award_facts=replace(awards, rules=kept(awards.rules), inheriting=kept(awards.inheriting), wide=kept(awards.wide)),
        funding=replace(funding, rules=kept(funding.rules)),
    )
