"""Where plain regular expressions stand in rule files, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from extractor.cache import re
from extractor.errors import Problem
from extractor.rules.located import Located

# File name pattern, and the paths in it that are regular expressions ([] for each item of a list). All other texts are words.
_WHERE = (
    (
        "cleaning/*.yaml",
        "lines[].patterns[] tails[].patterns[] teasers.signatures[] teasers.labels[] metadata.lead_patterns[] "
        "metadata.author_patterns[]",
    ),
    ("mentions/companies.yaml", "legal_form list_tail"),
    ("mentions/districts.yaml", "not_after_short[] not_after_any[] suffix_words[] boundary_after row_between"),
    ("facts/awards.yaml", "cues.policy[] cues.nominee[] cues.pronouns[] rules[].when.award"),
    ("facts/context.yaml", "*[] table_columns[].header[]"),
    ("facts/funding.yaml", "cues.*[] roles.pays_after[] roles.pronouns[] roles.payers roles.period purpose_ends tables.*"),
)
_HINTS = (
    ("nothing to repeat", "a * + ? or { stands for itself only behind a \\"),
    ("multiple repeat", "two quantifiers follow each other"),
    ("unterminated subpattern", "a ( is not closed"),
    ("missing )", "a ( is not closed"),
    ("unbalanced parenthesis", "a ) has no ( before it"),
    ("unterminated character set", "a [ is not closed"),
    ("bad character range", "put a - that stands for itself at the end of [ ]"),
    (
        "look-behind requires fixed-width",
        "alternatives behind (?<= and (?<! are of one length; write one look-behind for each",
    ),
    ("bad escape", "write a \\ that stands for itself as \\\\"),
    ("min repeat greater than max repeat", "in {m,n} the smaller number stands first"),
)


def regexes_in(name: str, located: Located) -> Iterator[tuple[str, str]]:
    """The path and text of every plain regular expression in the rule file of that name."""
    for pattern, places in _WHERE:
        if fnmatchcase(name, pattern):
            for place in places.split():
                steps = place.replace("[]", ".[]").split(".")
                yield from _found(located.data, steps, "$")


def regex_problems(name: str, located: Located) -> list[Problem]:
    """The expressions that are none (R003), each with the place and a suggestion."""
    problems: list[Problem] = []
    for path, text in regexes_in(name, located):
        try:
            re.compile(text)
        except re.error as error:
            problems.append(located.problem(path, "R003", told(error.msg, text, error.pos), hint_for(error.msg)))
    return problems


def told(message: str, text: str, position: int | None) -> str:
    """What is wrong, with the piece of the expression where it was noticed."""
    if position is None:
        return f"not a regular expression: {message}"
    piece = text[max(0, position - 8) : position + 12]
    return f"not a regular expression: {message} at its character {position + 1}: …{piece}…"


def hint_for(message: str) -> str | None:
    """What mends a fault that the expression compiler tells."""
    return next((hint for words, hint in _HINTS if words in message), None)


def _found(data: Any, steps: list[str], path: str) -> Iterator[tuple[str, str]]:
    if not steps:
        if isinstance(data, str):
            yield path, data
        return
    step, *rest = steps
    if step == "[]" and isinstance(data, list):
        for index, item in enumerate(data):
            yield from _found(item, rest, f"{path}[{index}]")
    elif isinstance(data, dict):
        for key in data if step == "*" else [step] if step in data else []:
            yield from _found(data[key], rest, f"{path}.{key}")
