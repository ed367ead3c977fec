"""The examples beside the cleaning rules, each run through the function that applies its rule, with that rule alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from extractor.model import Block
from extractor.pipeline import Pipeline
from extractor.rules.files import RuleFiles
from extractor.rules.located import Located
from extractor.rules.yaml_io import convert, load_located
from extractor.text.boilerplate import PROSE_CHARS, find_boilerplate
from extractor.text.cleaning_rules import CleaningFile, LineRule, SectionRule, TailRule, compile_cleaning
from extractor.text.junk import line_rule
from extractor.text.sections import section_lines
from extractor.tuning.example import CleaningSpec, Example, Owner, examples_at
from extractor.tuning.marks import Marked, MarkError, Told, parse_marks

PARTS = ("lines", "sections", "tails")
TAIL = Told("a line", frozenset(), "")
_ALL = frozenset({"anywhere", "head", "tail"})


def owners(files: RuleFiles) -> Iterator[tuple[Located, CleaningSpec, Owner]]:
    """The cleaning rules in the order of the files, those of one file by their kind."""
    for file in files.glob("cleaning", "*.yaml"):
        located = load_located(file)
        shape = convert(located, CleaningFile)
        for part in PARTS:
            for index, spec in enumerate(getattr(shape, part)):
                yield located, spec, Owner(spec.name, "cleaning", f"$.{part}[{index}]", spec)


def examples_in(files: RuleFiles) -> Iterator[Example]:
    """The examples of all cleaning rules."""
    for located, spec, owner in owners(files):
        yield from examples_at(located, {"examples": spec.examples, "not": spec.not_, "todo": spec.todo}, owner)


def marks_of(example: Example) -> Marked:
    """The example and its marks, which only lines with a tail have. Raises MarkError."""
    if not isinstance(example.spec, TailRule):
        return Marked(example.sentence, {}, {})
    marked = parse_marks(example.sentence, TAIL)
    for slot, texts in marked.slots.items():
        if slot != "tail" or len(texts) > 1 or not marked.text.endswith(texts[0]):
            raise MarkError("a mark that is no tail", "mark the end of the line: 海河重工获奖。⟦tail:（责任编辑：王小虎）⟧")
    return marked


def fault_of(pipeline: Pipeline, example: Example) -> str:
    """What the rule leaves and should take, or takes and should leave, in a sentence; "" where all is as it should be.

    Of several lines all must go; in a counter-example the last must stay. Raises MarkError.
    """
    marked, spec = marks_of(example), example.spec
    if isinstance(spec, TailRule):
        fault = _fault_of_tail(example.kind, marked, tail_taken(spec, marked.text))
        return f"rule {example.rule} {fault}: {marked.text}" if fault else ""
    lines = marked.text.split("\n")
    taken = lines_taken(spec, lines) if spec else set()
    if example.kind == "not":
        return f"rule {example.rule} should leave {lines[-1]}, but takes it away" if len(lines) - 1 in taken else ""
    left = next((line for number, line in enumerate(lines) if number not in taken), "")
    return f"rule {example.rule} should take away {left}, but leaves it{_why(pipeline, example, left)}" if left else ""


def lines_taken(spec: LineRule | SectionRule, lines: list[str]) -> set[int]:
    """The numbers of the lines that the rule takes away where they stand behind an article, or at its head for a rule that
    only looks there."""
    if isinstance(spec, LineRule):
        alone = compile_cleaning([CleaningFile(lines=[spec])])
        where = frozenset({"anywhere", spec.where})
        return {number for number, line in enumerate(lines) if line_rule(line, alone, where=where)}
    alone = compile_cleaning([CleaningFile(sections=[spec])])
    whole = ["文" * max(PROSE_CHARS, sum(map(len, lines))) + "。", *lines]
    ends = list(accumulate(map(len, whole)))
    blocks = [Block("paragraph", end - len(line), end) for line, end in zip(whole, ends, strict=True)]
    return {number - 1 for number in section_lines(whole, blocks, {}, alone)}


def tail_taken(spec: TailRule, line: str) -> str:
    """The end of the line that the rule takes away; "" where it leaves the line alone."""
    alone = compile_cleaning([CleaningFile(tails=[spec])])
    edits = find_boilerplate(line, [Block("paragraph", 0, len(line))], alone, media="html")
    return next((line[edit.start : edit.end] for edit in edits if edit.rule == spec.name), "")


def _fault_of_tail(kind: str, marked: Marked, taken: str) -> str:
    if kind == "not":
        return f"should leave the line alone, but takes away {taken}" if taken else ""
    (wanted,) = marked.slots.get("tail", [taken])
    if not taken:
        return "should take away the end of the line, but leaves it"
    return "" if taken.strip() == wanted.strip() else f"should take away {wanted}, but takes away {taken}"


def _why(pipeline: Pipeline, example: Example, line: str) -> str:
    """What may have kept the rule from the line: its length, or that another rule is meant to take it."""
    if isinstance(example.spec, LineRule) and len(line) > example.spec.max_chars:
        return f" (it has {len(line)} characters, max_chars is {example.spec.max_chars})"
    other = line_rule(line, pipeline.pack.text.cleaning, where=_ALL)
    return f" ({other} takes it)" if other else ""
