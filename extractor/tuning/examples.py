"""All examples that stand beside rules, run through the same functions as an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from extractor.pipeline import Pipeline
from extractor.rules.files import RuleFiles
from extractor.tuning import cleaning_examples, fact_examples, mention_examples, repair_examples
from extractor.tuning.example import Example, Outcome, Pack
from extractor.tuning.marks import MarkError

_FAULTS: dict[Pack, Callable[[Pipeline, Example], str]] = {
    "facts": fact_examples.fault_of,
    "cleaning": cleaning_examples.fault_of,
    "mentions": mention_examples.fault_of,
    "repair": repair_examples.fault_of,
}


def examples_of(files: RuleFiles) -> Iterator[Example]:
    """The examples of all fact rules, cleaning rules, mention files and repair, in this order and that of the files."""
    yield from fact_examples.examples_in(files)
    yield from cleaning_examples.examples_in(files)
    yield from mention_examples.examples_in(files)
    yield from repair_examples.examples_in(files)


def names_of(pipeline: Pipeline, files: RuleFiles) -> list[str]:
    """The names under which examples are run: ids of fact rules, names of cleaning rules, mention files, repair."""
    facts = [rule.spec.id for rule in pipeline.pack.fact_rules]
    cleaning = [owner.name for _, _, owner in cleaning_examples.owners(files)]
    return list(dict.fromkeys((*facts, *cleaning, *mention_examples.TYPES, repair_examples.NAME)))


def run_examples(pipeline: Pipeline, examples: Iterable[Example]) -> list[Outcome]:
    """What became of each example, but for those of fact rules that are switched off."""
    on = {rule.spec.id for rule in pipeline.pack.fact_rules}
    return [outcome_of(pipeline, example) for example in examples if example.pack != "facts" or example.rule in on]


def outcome_of(pipeline: Pipeline, example: Example) -> Outcome:
    """What became of one example."""
    try:
        fault = _FAULTS[example.pack](pipeline, example)
    except MarkError as error:
        return Outcome(example, f"{error} in {example.sentence}", "R031", error.hint)
    if example.kind == "todo":
        done = f"{example.rule} does it now, so move it from todo to examples: {example.sentence}"
        return Outcome(example, "" if fault else done)
    return Outcome(example, fault)
