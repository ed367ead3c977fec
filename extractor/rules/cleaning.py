"""Loads the rules of cleaning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from extractor.errors import Problem, RuleError
from extractor.rules.files import RuleFiles, Source
from extractor.rules.regexes import regex_problems
from extractor.rules.yaml_io import convert, load_as, load_located
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
        problems.extend(regex_problems(f"cleaning/{Path(located.path).name}", located))
        files.append(file)
    if problems:
        raise RuleError(problems)
    return compile_cleaning(files)
