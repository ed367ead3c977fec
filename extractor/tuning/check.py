"""`extractor rules check`: the faults of rule files, and what is likely to be a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extractor.errors import Problem, RuleError
from extractor.rules.blowup import nested_repeat, slow_piece_of_rule
from extractor.rules.districts import load_gazetteer
from extractor.rules.facts import FactRule
from extractor.rules.faults import faults
from extractor.rules.files import RuleFiles
from extractor.rules.located import Located
from extractor.rules.pack import RulePack, files_of, load_pack
from extractor.rules.repeats import repeat_problems, slow_problem
from extractor.rules.yaml_io import load_located
from extractor.tuning.example_faults import example_faults
from extractor.tuning.fact_examples import FACT_FILES
from extractor.tuning.unused import unused_fragments
from extractor.tuning.word_lists import repeated_words


def check_rules(directories: Sequence[Path] = ()) -> list[Problem]:
    """All problems of the default rules with the directories laid over them, sorted by place; codes in W are warnings."""
    files = files_of(directories)
    problems = faults(files)
    if not problems:
        try:
            pack = load_pack(directories)
        except RuleError as error:
            problems = error.problems
        else:
            problems = _rule_problems(files, pack)
    located = [(name, found) for name in files.names() if (found := _located(files, name)) is not None]
    for name, file in located:
        problems += [*repeat_problems(name, file), *repeated_words(name, file)]
        problems += unused_fragments(file) if name in FACT_FILES else []
    return sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line, p.column, p.code))


def is_warning(problem: Problem) -> bool:
    """Whether the rules can be used in spite of the problem."""
    return problem.code.startswith("W")


def _located(files: RuleFiles, name: str) -> Located | None:
    try:
        return load_located(files.path(name)) if name.endswith(".yaml") else None
    except RuleError:
        return None  # told by faults


def _rule_problems(files: RuleFiles, pack: RulePack) -> list[Problem]:
    problems = list(example_faults(files))
    rules = {rule.spec.id: rule for rule in pack.fact_rules}
    for name in FACT_FILES:
        located = load_located(files.path(name))
        seen: dict[tuple[object, ...], str] = {}
        for index, told in enumerate(located.data["rules"]):
            rule = rules[told["id"]]
            path = f"$.rules[{index}]"
            problems += _unreachable(located, path, rule, seen)
            nested = any(nested_repeat(text) is not None for text in rule.spec.patterns)
            piece = None if nested else slow_piece_of_rule(rule.pattern.expression)
            if piece is not None:
                problems.append(slow_problem(located, f"{path}.pattern", piece))
    return [*problems, *_shadowed(files)]


def _unreachable(located: Located, path: str, rule: FactRule, seen: dict[tuple[object, ...], str]) -> Iterator[Problem]:
    """A rule that another with the same pattern and conditions leaves nothing for (W004)."""
    spec = rule.spec
    key = (spec.whole_pattern, spec.when, spec.inherit, spec.kind, spec.scope)
    other = seen.setdefault(key, spec.id)
    if other != spec.id:
        hint = "take one of them out, or give it a condition (when)"
        yield located.problem(f"{path}.pattern", "W004", f"rule {spec.id} has the pattern of {other}", hint)


def _shadowed(files: RuleFiles) -> Iterator[Problem]:
    """Short names of companies and other names of places that stand for something else too (W010)."""
    gazetteer = load_gazetteer(files)
    places = {division.name: division.code for division in gazetteer.divisions}
    aliases = load_located(files.path("gazetteers/aliases.yaml"))
    districts = load_located(files.path("mentions/districts.yaml"))
    for name in aliases.data:
        if any(reading.form != "alias" for reading in gazetteer.readings.get(name, ())):
            hint = "texts use it for the place; use a longer name"
            yield aliases.problem(f"$.{name}", "W010", f"{name} is a place too", hint)
    for name, code in districts.data["aliases"].items():
        if places.get(name, code) != code:
            hint = f"{name} is the name of {places[name]}; one of the two is never found"
            yield districts.problem(f"$.aliases.{name}", "W010", f"{name} is another place's name", hint)
