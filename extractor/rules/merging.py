"""The rules by which names of several articles are told to be one, read from YAML and compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from extractor.cache import re
from extractor.rules.files import RuleFiles, rule_files
from extractor.rules.name_files import CompanyRules
from extractor.rules.words import alternation
from extractor.rules.yaml_io import load_as


class MergeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`rules/merge.yaml` as written; each list of words is one string, split at white space."""

    full_ends: str
    same_ends: dict[str, str]
    side_notes: str
    award_words: dict[str, str]
    own_place: dict[str, int]
    own_place_kept: str
    nation: str
    generic_award_words: str


@dataclass(frozen=True, slots=True)
class MergeRules:
    """The compiled rules. `full` finds the legal form a full name ends with; `former` and `awards` map other names to the ones
    that facts are merged under."""

    full: re.Pattern[str]
    same_ends: Mapping[str, str]
    side_notes: re.Pattern[str]
    award_words: Mapping[str, str]
    own_place: Mapping[str, int]
    own_place_kept: tuple[str, ...]
    nation: re.Pattern[str]
    generic_award: re.Pattern[str]
    former: Mapping[str, str]
    awards: Mapping[str, str]


def load_merging(root: Path | RuleFiles) -> MergeRules:
    """The compiled rules under `root` (the `rules` folder). Raises RuleError where a file has a wrong shape."""
    files = rule_files(root)
    file = load_as(files.path("merge.yaml"), MergeFile)
    company = load_as(files.path("mentions/companies.yaml"), CompanyRules)
    return MergeRules(
        full=re.compile(f"(?:{company.legal_form}|{alternation(file.full_ends.split())})$"),
        same_ends=file.same_ends,
        side_notes=re.compile(rf"\((?:[^()]*(?:{alternation(file.side_notes.split())})[^()]*)\)"),
        award_words=file.award_words,
        own_place=file.own_place,
        own_place_kept=tuple(file.own_place_kept.split()),
        nation=re.compile(alternation(file.nation.split())),
        generic_award=re.compile(alternation(file.generic_award_words.split())),
        former=load_as(files.path("gazetteers/former_names.yaml"), dict[str, str]),
        awards=load_as(files.path("gazetteers/award_names.yaml"), dict[str, str]),
    )
