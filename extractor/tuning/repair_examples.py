"""The examples at the end of repair.yaml: damaged text, and what it must become."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.pipeline import Pipeline
from extractor.rules.files import RuleFiles
from extractor.rules.located import Located
from extractor.rules.yaml_io import load_located
from extractor.text.repair import repair
from extractor.tuning.example import Example, Owner, examples_at
from extractor.tuning.marks import ARROW, Marked, MarkError

NAME = "repair"


def owners(files: RuleFiles) -> Iterator[tuple[Located, Owner]]:
    """The file with its data."""
    yield load_located(files.path("repair.yaml")), Owner(NAME, "repair", "$")


def examples_in(files: RuleFiles) -> Iterator[Example]:
    """The examples of repair."""
    for located, owner in owners(files):
        yield from examples_at(located, located.data, owner)


def marks_of(example: Example) -> Marked:
    """The damaged text, and what it must become as the value `text`: itself for a counter-example. Raises MarkError."""
    text, arrow, mended = (part.strip(" ") for part in example.sentence.partition(ARROW))
    if example.kind != "not" and not (arrow and mended):
        raise MarkError(f"no {ARROW} with the mended text", f"write 質(zhì)量 {ARROW} 質量")
    return Marked(text, {}, {"text": mended or text})


def fault_of(pipeline: Pipeline, example: Example) -> str:
    """What repair makes of the text and should not, in a sentence; "" where all is as it should be. Raises MarkError."""
    marked = marks_of(example)
    text = marked.text
    for stage in repair(text, pipeline.pack.text.repair):
        text = stage.apply(text)
    wanted = marked.values["text"]
    if text == wanted:
        return ""
    made = f"makes {text} of it" if text != marked.text else "leaves it"
    return f"repair should {f'make {wanted} of' if wanted != marked.text else 'leave'} {marked.text}, but {made}"
