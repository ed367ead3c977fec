"""`extractor rules check` and `extractor rules test`."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from extractor.cli.printing import stderr, stdout
from extractor.errors import Problem, UsageError
from extractor.pipeline import Pipeline
from extractor.rules.pack import files_of
from extractor.tuning.check import check_rules, is_warning
from extractor.tuning.examples import examples_of, names_of, run_examples


def check_command(directories: Sequence[Path], format_: str) -> int:
    """Prints all problems of the rules; how many of them keep the rules from being used."""
    problems = check_rules(directories)
    errors = [problem for problem in problems if not is_warning(problem)]
    _print(problems, format_)
    if format_ == "json":
        return len(errors)
    stderr().print(f"{_number(len(errors), 'error')}, {_number(len(problems) - len(errors), 'warning')}", markup=False)
    return len(errors)


def _print(problems: Sequence[Problem], format_: str) -> None:
    if format_ == "json":
        data = [asdict(problem) | {"warning": is_warning(problem)} for problem in problems]
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return
    for problem in problems:
        stdout().print(_github(problem) if format_ == "github" else str(problem), markup=False)


def test_command(directories: Sequence[Path], only: str | None, format_: str) -> int:
    """Runs the examples of all rules, or of one, and prints what is wrong; how many fail."""
    files = files_of(directories)
    pipeline = Pipeline.default(directories)
    if only is not None and only not in (known := names_of(pipeline, files)):
        near = difflib.get_close_matches(only, known, n=1)
        raise UsageError(f"no rule {only}" + (f"; did you mean {near[0]}?" if near else ""))
    outcomes = run_examples(pipeline, (found for found in examples_of(files) if only in (None, found.rule)))
    failed = [outcome for outcome in outcomes if outcome.fault]
    _print([outcome.problem() for outcome in failed], format_)
    rules = len({outcome.example.rule for outcome in outcomes})
    summary = f"{_number(len(outcomes), 'example')} of {_number(rules, 'rule')}: "
    stderr().print(summary + (f"{len(failed)} fail" if failed else "all as they should be"), markup=False)
    return len(failed)


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _github(problem: Problem) -> str:
    """The problem as an annotation that GitHub's runners understand."""
    level = "warning" if is_warning(problem) else "error"
    message = problem.message + (f"\nhint: {problem.hint}" if problem.hint else "")
    place = f"file={_escaped(problem.path, ',:')},line={problem.line},col={problem.column},title={problem.code}"
    return f"::{level} {place}::{_escaped(message)}"


def _escaped(text: str, also: str = "") -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
