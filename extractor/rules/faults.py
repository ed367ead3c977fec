"""Everything that keeps rule files from being used, found in one go."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

import msgspec
import regex

from extractor.errors import Problem, RuleError
from extractor.rules.alphabet import ALPHABET
from extractor.rules.awards import AwardFile
from extractor.rules.context import ContextFile
from extractor.rules.districts import DistrictRules
from extractor.rules.facts import AwardFactFile, RuleSpec, load_award_facts
from extractor.rules.files import RuleFile, RuleFiles, names_under
from extractor.rules.funding import FundingFile, load_funding
from extractor.rules.located import Located
from extractor.rules.merging import MergeFile
from extractor.rules.name_files import CompanyRules, OrganisationRules, PersonRules
from extractor.rules.numbers import CountFile, MoneyFile
from extractor.rules.patterns import PatternError, compile_pattern
from extractor.rules.regexes import hint_for, regex_problems, regexes_in, told
from extractor.rules.yaml_io import convert, load_located
from extractor.text.cleaning_rules import CleaningFile
from extractor.text.repair import RepairRules


class PackInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """pack.yaml: what a set of rules is called."""

    name: str
    version: str


_SHAPES: tuple[tuple[str, Any], ...] = (
    ("pack.yaml", PackInfo),
    ("repair.yaml", RepairRules),
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
    ("facts/context.yaml", ContextFile),
    ("facts/awards.yaml", AwardFactFile),
    ("facts/funding.yaml", FundingFile),
)
# The slot names that facts are made of; any other name would bind for nobody.
SLOT_NAMES = {"facts/awards.yaml": ("recipient", "award"), "facts/funding.yaml": ("amount",)}
_LOADERS = {"facts/awards.yaml": load_award_facts, "facts/funding.yaml": load_funding}
# A part of a pattern in braces, such as {recipient:winner+}; a quantifier such as {0,4} is none.
_PART = re.compile(r"\{[!A-Za-z_][\w:.,!+]*\}")


def shape_of(name: str) -> Any:
    """The struct of the rule file of that name (`facts/awards.yaml`); None for a file that is not read."""
    return next((shape for pattern, shape in _SHAPES if fnmatchcase(name, pattern)), None)


def faults(files: RuleFiles) -> list[Problem]:
    """All faults of the files in effect, in the order of their places."""
    problems = unknown_files(files)
    ids: dict[str, str] = {}
    for name in files.names():
        if name.endswith(".yaml") and shape_of(name) is not None:
            problems += _file_faults(files.path(name), ids)
    return sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line, p.column))


def unknown_files(files: RuleFiles) -> list[Problem]:
    """The files of the directories laid over the default that nothing would read (R006)."""
    known = names_under(files.roots[0])
    return [
        Problem(str(root / name), 1, 1, "R006", f"there is no rule file {name}", _near_file(name, known))
        for root in files.roots[1:]
        for name in names_under(root)
        if name not in known and shape_of(name) is None
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
    problems += _cue_faults(file.name, located, data.fragments)
    problems += _slot_faults(located, data.rules, SLOT_NAMES[file.name])
    return problems or _remaining(file)


def _remaining(file: RuleFile) -> list[Problem]:
    """What only the file's own loader knows of it."""
    try:
        _LOADERS[file.name](file)
    except RuleError as error:
        return error.problems
    return []


def fact_faults(located: Located, rules: Sequence[RuleSpec], fragments: Mapping[str, str], ids: dict[str, str]) -> list[Problem]:
    """The faults of fact rules: R010 a doubled id, R012 a pattern or fragment that cannot be compiled, each told once."""
    broken = dict(_broken_fragments(fragments))
    problems = [
        located.problem(f"$.fragments.{name}", "R012", f"{what} in fragment {name}", hint)
        for name, (what, hint) in broken.items()
    ]
    sound = {name: "x" if name in broken else text for name, text in fragments.items()}
    for index, rule in enumerate(rules):
        path = f"$.rules[{index}]"
        if rule.id in ids:
            hint = f"it stands at {ids[rule.id]}; give this one another id, or switch that one off with --disable"
            problems.append(located.problem(f"{path}.id", "R010", f"rule {rule.id} is told twice", hint))
        place = located.place(f"{path}.id")
        ids.setdefault(rule.id, f"{place.path or located.path}:{place.line}")
        for where, text in (("pattern", rule.pattern), ("when.sentence", rule.when.sentence)):
            fault = _pattern_fault(text, sound) if text else None
            if fault:
                problems.append(located.problem(f"{path}.{where}", "R012", f"{fault[0]} in rule {rule.id}", fault[1]))
    return problems


def _cue_faults(name: str, located: Located, fragments: Mapping[str, str]) -> Iterator[Problem]:
    """The cues with slots or fragments in them that cannot be compiled (R012)."""
    for path, text in regexes_in(name, located):
        fault = _pattern_fault(text, fragments) if name == "facts/awards.yaml" and _PART.search(text) else None
        if fault:
            yield located.problem(path, "R012", *fault)


def _slot_faults(located: Located, rules: Sequence[RuleSpec], known: Sequence[str]) -> Iterator[Problem]:
    """The slot names that no fact has (R011)."""
    for index, rule in enumerate(rules):
        for name in dict.fromkeys(re.findall(r"\{([A-Za-z_]\w*):", rule.pattern)):
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"slot names: {', '.join(known)}"
                yield located.problem(f"$.rules[{index}].pattern", "R011", f"unknown slot name {name} in rule {rule.id}", hint)


def _broken_fragments(fragments: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """The fragments that are faulty themselves, not by those they use."""
    others = dict.fromkeys(fragments, "x")
    for name, text in fragments.items():
        fault = _pattern_fault(text, others)
        if fault is None and _endless(name, fragments):
            fault = (f"fragment {name} refers to itself", "take the name out of its own text")
        if fault:
            yield name, fault


def _endless(name: str, fragments: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        for part in _PART.findall(fragments.get(waiting.pop(), "")):
            inner = part[1:-1]
            if inner == name:
                return True
            if inner in fragments and inner not in seen:
                seen.add(inner)
                waiting.append(inner)
    return False


def _nearer(expression: str) -> tuple[str, int | None] | None:
    """The fault as re tells it, which names the bracket that is open and not the end of the text; None where re sees none."""
    try:
        re.compile(expression)
    except re.error as error:
        return error.msg, error.pos
    return None


def _pattern_fault(text: str, fragments: Mapping[str, str]) -> tuple[str, str | None] | None:
    """What is wrong with a pattern, and what mends it; None where nothing is."""
    # With its parts blotted out the expression keeps its length, so that a fault is told at its own place.
    plain = _PART.sub(lambda part: "x" * len(part.group()), text)
    try:
        regex.compile(plain, regex.V1)
    except regex.error as error:
        message, at = _nearer(plain) or (error.msg, error.pos)
        return told(message, text, at), hint_for(message)
    try:
        compile_pattern(text, fragments, ALPHABET)
    except PatternError as error:
        return str(error), error.hint
    return None
