"""Expressions of rule files that could take for ever, told before a run uses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import regex

from extractor.errors import Problem
from extractor.rules.blowup import nested_repeat, slow_piece
from extractor.rules.facts import SLOT_NAMES
from extractor.rules.files import RuleFiles, layers_of
from extractor.rules.located import Located
from extractor.rules.regexes import regexes_in
from extractor.rules.yaml_io import load_located

_BOUND = "give the repeats an end ({0,20} for *, {1,20} for +), or make the inner one possessive (++)"


def own_repeats(files: RuleFiles) -> list[Problem]:
    """The plain expressions in the files laid over the product's that repeat what repeats (R020) or are slow on hostile text
    (R021). Fact patterns are not among them: they have a time limit at run."""
    problems: list[Problem] = []
    for name in files.names():
        file = files.path(name)
        if name.endswith(".yaml") and any(_is_own(str(layer), files) for layer in layers_of(file)):
            problems += plain_problems(name, load_located(file), files)
    return problems


def repeat_problems(name: str, located: Located) -> list[Problem]:
    """The same of one file, with its fact patterns and fragments (R020 only: whole patterns are tried when compiled)."""
    problems = plain_problems(name, located)
    for path, text in _fact_patterns(name, located):
        problems += _nested(located, path, text)
    return problems


def plain_problems(name: str, located: Located, own: RuleFiles | None = None) -> list[Problem]:
    """Those of the plain expressions; with `own` only where they stand in the files laid over the product's."""
    problems: list[Problem] = []
    for path, text in regexes_in(name, located):
        if own is None or _is_own(located.place(path).path or located.path, own):
            problems += _nested(located, path, text) or _slow(located, path, text)
    return problems


def slow_problem(located: Located, path: str, piece: str) -> Problem:
    """R021 for the expression at `path` and the piece of text that it is slow on."""
    shown = piece if piece.isprintable() else ascii(piece)
    hint = "give its repeats an end, or fewer ways to match"
    return located.problem(path, "R021", f"takes too long on a text of many {shown}", hint)


def _nested(located: Located, path: str, text: str) -> list[Problem]:
    at = nested_repeat(text)
    if at is None:
        return []
    piece = text[max(0, at - 12) : at + 1]
    return [located.problem(path, "R020", f"a repeat of what repeats itself, …{piece}, can take for ever", _BOUND)]


def _slow(located: Located, path: str, text: str) -> list[Problem]:
    try:
        piece = slow_piece(text)
    except regex.error:
        return []  # no expression at all: told as R003
    return [] if piece is None else [slow_problem(located, path, piece)]


def _fact_patterns(name: str, located: Located) -> Iterator[tuple[str, str]]:
    """The patterns and fragments of a file of fact rules."""
    if name not in SLOT_NAMES or not isinstance(located.data, dict):
        return
    rules, fragments = located.data.get("rules"), located.data.get("fragments")
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        told = rule.get("pattern") if isinstance(rule, dict) else None
        for number, text in enumerate(told if isinstance(told, list) else [told]):
            if isinstance(text, str):
                yield f"$.rules[{index}].pattern" + (f"[{number}]" if isinstance(told, list) else ""), text
    for key, text in fragments.items() if isinstance(fragments, dict) else ():
        if isinstance(text, str):
            yield f"$.fragments.{key}", text


def _is_own(path: str, files: RuleFiles) -> bool:
    return any(Path(path).is_relative_to(root) for root in files.roots[1:])
