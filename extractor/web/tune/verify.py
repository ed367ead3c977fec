"""What the lint and the examples say of a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import Problem, RuleError
from extractor.pipeline import Pipeline
from extractor.rules.files import RuleFiles
from extractor.rules.pack import load_files
from extractor.tuning.check import check_rules, is_warning
from extractor.tuning.example import Example
from extractor.tuning.examples import examples_of, run_examples
from extractor.tuning.fact_examples import FACT_FILES

SLOW = ("R020", "R021")
"""Codes of patterns that can take too long: rules with them can be used, and are given up on texts where they do."""


@dataclass(frozen=True, slots=True)
class Report:
    """`problems` of the draft's own file (faults, warnings and failing examples) and `elsewhere` those of other files, each with
    its place. `examples` were run; `failing` of them failed, or are patterns of the draft that can take too long. `usable` tells
    whether the rules can be loaded."""

    problems: list[Problem]
    elsewhere: list[Problem]
    examples: int
    failing: int
    usable: bool


def verified(files: RuleFiles, draft: Path, *, known: Pipeline | None = None) -> Report:
    """The report of a draft. With `known`, the pipeline of the rules before it, only the examples of fact rules that differ from
    theirs are run; else all of them."""
    problems = check_rules(files.roots[1:])
    try:
        pipeline = Pipeline(load_files(files))
    except RuleError as error:
        return _report(list(dict.fromkeys((*problems, *error.problems))), draft, files, usable=False)
    examples = list(_chosen(examples_of(files), draft, pipeline, known))
    failing = [outcome.problem() for outcome in run_examples(pipeline, examples) if outcome.fault]
    return _report([*problems, *failing], draft, files, examples=len(examples), failing=len(failing))


def _report(
    problems: Sequence[Problem], draft: Path, files: RuleFiles, *, examples: int = 0, failing: int = 0, usable: bool = True
) -> Report:
    own = [problem for problem in problems if Path(problem.path) == draft]
    slow = [problem for problem in own if problem.code in SLOW]
    elsewhere = [problem for problem in problems if problem not in own and _matters(problem, files)]
    return Report(own, elsewhere, examples, failing + len(slow), usable)


def _matters(problem: Problem, files: RuleFiles) -> bool:
    """Whether a problem elsewhere is worth telling: of the product's own files only what keeps rules from being used, or an
    example from passing. Whether a pattern takes too long depends on how busy the machine is."""
    idle = is_warning(problem) or problem.code in SLOW
    return not (idle and Path(problem.path).is_relative_to(files.roots[0]))


def _chosen(examples: Iterable[Example], draft: Path, pipeline: Pipeline, known: Pipeline | None) -> Iterable[Example]:
    if known is None:
        return examples
    changed = _changed(pipeline, known)
    return (example for example in examples if example.rule in changed or Path(example.path) == draft)


def _changed(pipeline: Pipeline, known: Pipeline) -> Collection[str]:
    """The fact rules whose pattern or conditions are others than before."""
    before = {rule.spec.id: (rule.pattern.expression.pattern, rule.spec) for rule in known.pack.fact_rules}
    now = {rule.spec.id: (rule.pattern.expression.pattern, rule.spec) for rule in pipeline.pack.fact_rules}
    return {name for name, told in now.items() if before.get(name) != told}


def is_quick(name: str) -> bool:
    """Whether a change of the file is answered while one types: nothing but the facts depends on it."""
    return name in FACT_FILES


def shown_path(path: str, files: RuleFiles) -> str:
    """A path as the page tells it: relative to the rules it stands in."""
    root = next((root for root in files.roots if Path(path).is_relative_to(root)), None)
    return Path(path).relative_to(root).as_posix() if root is not None else Path(path).name
