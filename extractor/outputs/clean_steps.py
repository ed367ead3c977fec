"""What cleaning did to an article, line by line: the same edits that lead from the raw text to the clean one, told in order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, NamedTuple

from extractor.model import Document, Removed
from extractor.text.convert import CONVERT_RULE
from extractor.text.edits import EditChain
from extractor.text.html.tokens import visible_lines

StepKind = Literal["kept", "removed", "repaired", "unrepaired", "converted"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line that stayed or went, or one change in the line that stayed before it.

    `line` counts the raw text's lines from 1. `before` is the raw text, `after` what it became; a change that occurs `times` in
    its line is told once.
    """

    kind: StepKind
    line: int
    before: str
    after: str = ""
    rule: str = ""
    confidence: float = 1.0
    times: int = 1


class _Change(NamedTuple):
    raw_start: int
    step: Step


def explain(document: Document) -> list[Step]:
    """What stayed, went and was changed, in the order of the raw text."""
    ends = [place for place, char in enumerate(document.raw) if char == "\n"]
    kept = _kept(document)
    gone = list(chain.from_iterable(_removed_lines(document, removed) for removed in document.removed))
    changes = [*_changes(document)]
    placed = sorted([*kept, *gone], key=lambda change: change.raw_start)
    starts = [change.raw_start for change in placed]
    inside: dict[int, Counter[Step]] = {}
    for raw_start, step in changes:
        owner = bisect_right(starts, raw_start) - 1
        if owner >= 0 and placed[owner].step.kind == "kept":
            inside.setdefault(owner, Counter())[step] += 1
    steps: list[Step] = []
    for number, (raw_start, step) in enumerate(placed):
        line = bisect_right(ends, raw_start - 1) + 1
        steps.append(replace(step, line=line))
        steps.extend(replace(inner, line=line, times=times) for inner, times in inside.get(number, Counter()).items())
    return steps


def _kept(document: Document) -> list[_Change]:
    kept: list[_Change] = []
    position = 0
    for line in document.text.split("\n"):
        if line.strip():
            start, end = document.chain.to_source(position, position + len(line))
            kept.append(_Change(start, Step("kept", 0, document.raw[start:end], line)))
        position += len(line) + 1
    return kept


def _removed_lines(document: Document, removed: Removed) -> Iterator[_Change]:
    for span, text in visible_lines(document.raw, removed.raw_start, removed.raw_end):
        yield _Change(span, Step("removed", 0, text, rule=removed.rule))


def _changes(document: Document) -> Iterator[_Change]:
    """Every edit of repair and conversion, where it stands in the raw text."""
    text = document.raw
    for number, stage in enumerate(document.chain.stages):
        before = EditChain(document.chain.stages[:number])
        for edit in stage.edits:
            if edit.rule == CONVERT_RULE:
                yield from _converted(before, text[edit.start : edit.end], edit.text, edit.start)
            elif edit.rule.startswith("repair.") and edit.end > edit.start:
                raw = before.to_source(edit.start, edit.end)
                # A note alone says little: the character that it stands behind is told with it.
                lead = text[edit.start - 1 : edit.start] if not edit.text else ""
                kind: StepKind = "repaired" if edit.confidence else "unrepaired"
                step = Step(kind, 0, lead + text[edit.start : edit.end], lead + edit.text, edit.rule, edit.confidence)
                yield _Change(raw.start, step)
        text = stage.apply(text)


def _converted(before: EditChain, source: str, target: str, start: int) -> Iterator[_Change]:
    """The single characters of a conversion that keeps the length, else the whole piece."""
    if len(source) != len(target):
        yield _Change(before.to_source(start, start + len(source)).start, Step("converted", 0, source, target, CONVERT_RULE))
        return
    for place, (old, new) in enumerate(zip(source, target, strict=True), start):
        if old != new:
            yield _Change(before.to_source(place, place + 1).start, Step("converted", 0, old, new, CONVERT_RULE))
