"""What `rules check` tells of examples: rules that have none, and marks that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from extractor.errors import Problem
from extractor.rules.files import RuleFiles
from extractor.rules.located import Located
from extractor.rules.yaml_io import load_located
from extractor.tuning import cleaning_examples, mention_examples, repair_examples
from extractor.tuning.example import Example, Pack
from extractor.tuning.examples import examples_of
from extractor.tuning.fact_examples import FACT_FILES, NO_FACT
from extractor.tuning.marks import Marked, MarkError, parse_marks

_MARKS: dict[Pack, Callable[[Example], Marked]] = {
    "facts": lambda example: parse_marks(example.sentence),
    "cleaning": cleaning_examples.marks_of,
    "mentions": mention_examples.marks_of,
    "repair": repair_examples.marks_of,
}


def example_faults(files: RuleFiles) -> Iterator[Problem]:
    """Rules and mention files without examples (W001) or counter-examples (W002), examples without marks (W003), and marks
    that are none (R031)."""
    unmarked: set[str] = set()
    for name in FACT_FILES:
        located = load_located(files.path(name))
        for index, rule in enumerate(located.data["rules"]):
            unmarked |= {rule["id"]} if rule.get("kind") in NO_FACT else set()
            hint = 'write examples: ["…⟦recipient:海河重工有限公司⟧荣获⟦award:天津市质量奖⟧。"]'
            yield from _missing(located, f"$.rules[{index}]", rule, (f"rule {rule['id']}", "id", hint))
    for located, spec, owner in cleaning_examples.owners(files):
        told = {"examples": spec.examples, "not": spec.not_}
        yield from _missing(located, owner.path, told, (f"rule {owner.name}", "name", 'write examples: ["a line that it takes"]'))
    for located, owner in mention_examples.owners(files):
        hint = f'write examples: ["…⟦{mention_examples.TYPES[owner.name]}:what is found⟧…"]'
        yield from _missing(located, owner.path, located.data, (owner.name, "not", hint))
    for located, owner in repair_examples.owners(files):
        yield from _missing(located, owner.path, located.data, (owner.name, "not", 'write examples: ["質(zhì)量 ⇒ 質量"]'))
    for example in examples_of(files):
        yield from _marks(example, needed=example.pack in ("facts", "mentions") and example.rule not in unmarked)


def _missing(located: Located, path: str, told: dict[str, Any], about: tuple[str, str, str]) -> Iterator[Problem]:
    """W001 and W002 of a rule; `about` is what it is called, the key at which W002 stands, and how an example is written."""
    what, key, hint = about
    if not told.get("examples"):
        yield located.problem(f"{path}.examples", "W001", f"{what} has no example", hint)
    if not told.get("not"):
        yield located.problem(f"{path}.{key}", "W002", f"{what} has no sentence that it must not take", 'write not: ["…"]')


def _marks(example: Example, *, needed: bool) -> Iterator[Problem]:
    place = (example.path, example.line, example.column)
    try:
        marked = _MARKS[example.pack](example)
    except MarkError as error:
        yield Problem(*place, "R031", str(error), error.hint)
        return
    if example.kind == "examples" and needed and not marked.slots:
        slot = mention_examples.TYPES.get(example.rule, "award")
        yield Problem(*place, "W003", "an example without marks", f"mark what must be found: ⟦{slot}:…⟧")
