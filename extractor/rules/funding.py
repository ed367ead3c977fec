"""The shape of rules/facts/funding.yaml and its compiled form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from extractor.rules.facts import FactRule, RuleSpec, compile_rules
from extractor.rules.yaml_io import convert, load_located


class FundingCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns around a sum; the file's comments say what each list does."""

    each: list[str]
    total: list[str]
    policy: list[str]


class FundingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """rules/facts/funding.yaml."""

    version: int
    fragments: dict[str, str]
    rules: list[RuleSpec]
    cues: FundingCues


@dataclass(frozen=True, slots=True)
class FundingRules:
    """The funding rules by falling priority, and the cues."""

    rules: tuple[FactRule, ...]
    each: re.Pattern[str]
    total: re.Pattern[str]
    policy: re.Pattern[str]


def load_funding(path: Path) -> FundingRules:
    """The compiled funding rules of the file at `path`. Raises RuleError."""
    located = load_located(path)
    file = convert(located, FundingFile)
    return FundingRules(
        rules=compile_rules(located, file.rules, file.fragments),
        each=re.compile("|".join(file.cues.each)),
        total=re.compile("|".join(file.cues.total)),
        policy=re.compile("|".join(file.cues.policy)),
    )
