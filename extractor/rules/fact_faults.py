"""The faults of fact rules: ids, patterns, fragments, slot names, cues."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.errors import Problem
from extractor.rules.alphabet import ALPHABET
from extractor.rules.facts import RuleSpec
from extractor.rules.located import Located
from extractor.rules.patterns import PatternError, compile_pattern
from extractor.rules.regexes import hint_for, regexes_in, told

# A part of a pattern in braces, such as {recipient:winner+}; a quantifier such as {0,4} is none.
_PART = re.compile(r"\{[!A-Za-z_][\w:.,!+]*\}")


def nearest(name: str, known: Sequence[str], what: str) -> str:
    """The hint for a name that is none: the one that was meant, or all there are."""
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"{what}: {', '.join(known)}"


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
        for where, text in (*_patterns(rule), ("when.sentence", rule.when.sentence)):
            fault = _pattern_fault(text, sound) if text else None
            if fault:
                problems.append(located.problem(f"{path}.{where}", "R012", f"{fault[0]} in rule {rule.id}", fault[1]))
    return problems


def _patterns(rule: RuleSpec) -> list[tuple[str, str]]:
    """The patterns of a rule with their places in it."""
    if isinstance(rule.pattern, str):
        return [("pattern", rule.pattern)]
    return [(f"pattern[{number}]", pattern) for number, pattern in enumerate(rule.pattern)]


def cue_faults(name: str, located: Located, fragments: Mapping[str, str]) -> Iterator[Problem]:
    """The cues with slots or fragments in them that cannot be compiled (R012)."""
    for path, text in regexes_in(name, located):
        fault = _pattern_fault(text, fragments) if name == "facts/awards.yaml" and _PART.search(text) else None
        if fault:
            yield located.problem(path, "R012", *fault)


def slot_faults(located: Located, rules: Sequence[RuleSpec], known: Sequence[str]) -> Iterator[Problem]:
    """The slot names that no fact has (R011)."""
    for index, rule in enumerate(rules):
        for where, pattern in _patterns(rule):
            for name in dict.fromkeys(re.findall(r"\{([A-Za-z_]\w*):", pattern)):
                if name not in known:
                    message = f"unknown slot name {name} in rule {rule.id}"
                    yield located.problem(f"$.rules[{index}].{where}", "R011", message, nearest(name, known, "slot names"))


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
