"""Everything that keeps rule files from being used, found in one go."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any

import msgspec

from extractor.errors import Problem, RuleError
from extractor.rules.awards import AwardFile
from extractor.rules.confidence import ConfidenceFile
from extractor.rules.context import ContextFile
from extractor.rules.districts import DistrictRules
from extractor.rules.fact_faults import cue_faults, fact_faults, slot_faults
from extractor.rules.facts import SLOT_NAMES, AwardFactFile, load_award_facts
from extractor.rules.files import RuleFile, RuleFiles, names_under
from extractor.rules.funding import FundingFile, load_funding
from extractor.rules.merging import MergeFile
from extractor.rules.mining import MiningWords
from extractor.rules.name_files import CompanyRules, OrganisationRules, PersonRules
from extractor.rules.numbers import CountFile, MoneyFile
from extractor.rules.regexes import regex_problems
from extractor.rules.set_faults import set_faults
from extractor.rules.yaml_io import convert, load_located
from extractor.text.cleaning_rules import CleaningFile
from extractor.text.repair import RepairRules


class PackInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """pack.yaml: what a set of rules is called."""

    name: str
    version: str


SHAPES: tuple[tuple[str, Any], ...] = (
    ("pack.yaml", PackInfo),
    ("repair.yaml", RepairRules),
    ("confidence.yaml", ConfidenceFile),
    ("cleaning/*.yaml", CleaningFile),
    ("merge.yaml", MergeFile),
    ("gazetteers/aliases.yaml", dict[str, str]),
    ("gazetteers/former_names.yaml", dict[str, str]),
    ("gazetteers/award_names.yaml", dict[str, str]),
    ("mentions/companies.yaml", CompanyRules),
    ("mentions/organisations.yaml", OrganisationRules),
    ("mentions/persons.yaml", PersonRules),
    ("mentions/districts.yaml", DistrictRules),
    ("mentions/awards.yaml", AwardFile),
    ("mentions/money.yaml", MoneyFile),
    ("mentions/counts.yaml", CountFile),
    ("tuning.yaml", MiningWords),
    ("facts/context.yaml", ContextFile),
    ("facts/awards.yaml", AwardFactFile),
    ("facts/funding.yaml", FundingFile),
)
_LOADERS = {"facts/awards.yaml": load_award_facts, "facts/funding.yaml": load_funding}


def shape_of(name: str) -> Any:
    """The struct of the rule file of that name (`facts/awards.yaml`); None for a file that is not read."""
    return next((shape for pattern, shape in SHAPES if fnmatchcase(name, pattern)), None)


def faults(files: RuleFiles) -> list[Problem]:
    """All faults of the files in effect, in the order of their places."""
    problems = unknown_files(files)
    ids: dict[str, str] = {}
    for name in files.names():
        if name.endswith(".yaml") and shape_of(name) is not None:
            problems += _file_faults(files.path(name), ids)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line, p.column))


def unknown_files(files: RuleFiles) -> list[Problem]:
    """The files of the directories laid over the default that nothing would read (R006), and links out of them (R017)."""
    known = names_under(files.roots[0])
    return links_outside(files) + [
        Problem(str(root / name), 1, 1, "R006", f"there is no rule file {name}", _near_file(name, known))
        for root in files.roots[1:]
        for name in names_under(root)
        if name not in known and shape_of(name) is None
    ]


def links_outside(files: RuleFiles) -> list[Problem]:
    """The links in the directories laid over the default that lead out of them (R017): rules come from where the user says."""
    return [
        Problem(str(path), 1, 1, "R017", "a link that leads out of the directory of rules", "put the file itself here")
        for root in files.roots[1:]
        for path in sorted(root.rglob("*"))
        if path.is_symlink() and not path.resolve().is_relative_to(root.resolve())
    ]


def _near_file(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"files: {', '.join(sorted(known))}"


def _file_faults(file: RuleFile, ids: dict[str, str]) -> list[Problem]:
    try:
        located = load_located(file)
    except RuleError as error:
        return error.problems
    problems = regex_problems(file.name, located)
    try:
        data = convert(located, shape_of(file.name))
    except RuleError as error:
        return problems + error.problems
    if file.name not in _LOADERS:
        return problems
    problems += fact_faults(located, data.rules, data.fragments, ids)
    problems += cue_faults(file.name, located, data.fragments)
    problems += slot_faults(located, data.rules, SLOT_NAMES[file.name])
    problems += set_faults(located, data.rules, file.name)
    return problems or _remaining(file)


def _remaining(file: RuleFile) -> list[Problem]:
    """What only the file's own loader knows of it."""
    try:
        _LOADERS[file.name](file)
    except RuleError as error:
        return error.problems
    return []
