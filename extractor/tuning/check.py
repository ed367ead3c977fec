"""`extractor rules check`: the faults of rule files, and what is likely to be a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import regex

from extractor.errors import Problem, RuleError
from extractor.rules.districts import load_gazetteer
from extractor.rules.facts import FactRule
from extractor.rules.faults import faults
from extractor.rules.files import RuleFiles
from extractor.rules.located import Located
from extractor.rules.pack import RulePack, files_of, load_pack
from extractor.rules.regexes import regexes_in
from extractor.rules.yaml_io import load_located
from extractor.tuning.blowup import nested_repeat, slow_piece, slow_piece_of_rule
from extractor.tuning.example_faults import example_faults
from extractor.tuning.fact_examples import FACT_FILES
from extractor.tuning.unused import unused_fragments
from extractor.tuning.word_lists import repeated_words

_BOUND = "give the repeats an end ({0,20} for *, {1,20} for +), or make the inner one possessive (++)"


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
        problems += [*_repeats(name, file), *repeated_words(name, file)]
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


def _repeats(name: str, located: Located) -> Iterator[Problem]:
    """Expressions that repeat what repeats (R020), and those that take too long on hostile text (R021)."""
    for path, text in regexes_in(name, located):
        yield from _nested(located, path, text)
        try:
            piece = None if nested_repeat(text) is not None else slow_piece(text)
        except regex.error:
            continue  # told by faults
        if piece is not None:
            yield _slow(located, path, piece)
    if name in FACT_FILES and isinstance(located.data, dict):
        rules, fragments = located.data.get("rules"), located.data.get("fragments")
        for index, rule in enumerate(rules if isinstance(rules, list) else ()):
            told = rule.get("pattern") if isinstance(rule, dict) else None
            for number, text in enumerate(told if isinstance(told, list) else [told]):
                place = f"$.rules[{index}].pattern" + (f"[{number}]" if isinstance(told, list) else "")
                yield from _nested(located, place, text) if isinstance(text, str) else ()
        for key, text in fragments.items() if isinstance(fragments, dict) else ():
            if isinstance(text, str):
                yield from _nested(located, f"$.fragments.{key}", text)


def _nested(located: Located, path: str, text: str) -> Iterator[Problem]:
    at = nested_repeat(text)
    if at is not None:
        piece = text[max(0, at - 12) : at + 1]
        yield located.problem(path, "R020", f"a repeat of what repeats itself, …{piece}, can take for ever", _BOUND)


def _slow(located: Located, path: str, piece: str) -> Problem:
    shown = piece if piece.isprintable() else ascii(piece)
    return located.problem(
        path, "R021", f"takes too long on a text of many {shown}", "give its repeats an end, or fewer ways to match"
    )


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
                problems.append(_slow(located, f"{path}.pattern", piece))
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
