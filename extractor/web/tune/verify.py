"""What the lint and the examples say of a draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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


@dataclass(frozen=True, slots=True)
class Report:
    """`problems` of the draft's own file (faults, warnings and failing examples) and `elsewhere` those of other files, each with
    its place; `examples` were run, of which `failing` failed. `usable` tells whether the rules can be loaded."""

    problems: list[Problem]
    elsewhere: list[Problem]
    examples: int
    failing: int
    usable: bool


def verified(files: RuleFiles, draft: Path, *, known: Pipeline | None = None) -> Report:
    """The report of a draft. With `known`, the pipeline of the rules before it, only the examples of fact rules that differ from
    theirs are run; else all of them."""
    problems = check_rules(files.roots[1:])
    faults = [problem for problem in problems if not is_warning(problem)]
    examples: list[Example] = []
    failing: list[Problem] = []
    if not faults:
        try:
            pipeline = Pipeline(load_files(files))
        except RuleError as error:
            problems = faults = error.problems
        else:
            examples = list(_chosen(examples_of(files), draft, pipeline, known))
            failing = [outcome.problem() for outcome in run_examples(pipeline, examples) if outcome.fault]
    told = [*problems, *failing]
    own = [problem for problem in told if Path(problem.path) == draft]
    return Report(own, [p for p in told if p not in own and _matters(p, files)], len(examples), len(failing), not faults)


def _matters(problem: Problem, files: RuleFiles) -> bool:
    """Whether a problem elsewhere is worth telling: all but warnings about the product's own files."""
    return not is_warning(problem) or not Path(problem.path).is_relative_to(files.roots[0])


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
