"""Loads the rules of cleaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from extractor.errors import Problem, RuleError
from extractor.rules.files import RuleFiles, Source
from extractor.rules.yaml_io import Located, convert, load_as, load_located
from extractor.text.clean import TextRules
from extractor.text.cleaning_rules import CleaningFile, CleaningRules, compile_cleaning
from extractor.text.convert import Conversion
from extractor.text.repair import RepairRules


def load_text_rules(files: RuleFiles, conversion: Conversion = "auto") -> TextRules:
    """What cleaning is told: the rules of repair and of cleaning, and the conversion. Raises RuleError for faults in them."""
    cleaning = load_cleaning(files.glob("cleaning", "*.yaml"))
    return TextRules(load_as(files.path("repair.yaml"), RepairRules), cleaning, conversion)


def load_cleaning(source: Path | Sequence[Source]) -> CleaningRules:
    """The rules of the files, or of all `*.yaml` files of a directory in the order of their names, joined.

    Raises RuleError with every problem found: R001 no YAML, R002 wrong shape, R003 a pattern that is no regular expression.
    """
    problems: list[Problem] = []
    files: list[CleaningFile] = []
    for path in sorted(source.glob("*.yaml")) if isinstance(source, Path) else source:
        try:
            located = load_located(path)
            file = convert(located, CleaningFile)
        except RuleError as error:
            problems.extend(error.problems)
            continue
        problems.extend(_pattern_problems(located, file))
        files.append(file)
    if problems:
        raise RuleError(problems)
    return compile_cleaning(files)


def _pattern_problems(located: Located, file: CleaningFile) -> list[Problem]:
    patterns = [
        (f"$.lines[{row}].patterns[{column}]", text)
        for row, rule in enumerate(file.lines)
        for column, text in enumerate(rule.patterns)
    ]
    patterns += [
        (f"$.tails[{row}].patterns[{column}]", text)
        for row, rule in enumerate(file.tails)
        for column, text in enumerate(rule.patterns)
    ]
    if file.teasers:
        patterns += [(f"$.teasers.signatures[{column}]", text) for column, text in enumerate(file.teasers.signatures)]
    if file.metadata:
        for key in ("lead_patterns", "author_patterns"):
            patterns += [(f"$.metadata.{key}[{column}]", text) for column, text in enumerate(getattr(file.metadata, key))]
    problems: list[Problem] = []
    for place, text in patterns:
        try:
            re.compile(text)
        except re.error as error:
            problems.append(located.problem(place, "R003", f"not a regular expression: {error}"))
    return problems
