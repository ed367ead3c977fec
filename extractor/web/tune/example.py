"""A sentence of an article as an example of a rule: marked, and put into the rule's text."""

from __future__ import annotations

import json
import re

from extractor.errors import UsageError
from extractor.model import Mention, Span
from extractor.pipeline import Pipeline
from extractor.tuning.marks import parse_marks
from extractor.tuning.scaffold import SLOT_KINDS, inserted, new_rule
from extractor.web.desk import Opened

_WINNERS = ("company", "organisation", "person", "project", "count")
OWN_ID = "own.rule"


def marked_sentence(opened: Opened, start: int, end: int) -> str:
    """The sentence around a stretch of the clean text, with marks around what a rule would find in it.

    Marked is what the first fact of the sentence is made of; where it gave none, its winners, its award, or its sum.
    """
    result = opened.result
    text = result.document.text
    sentence = result.sentence(start, end).strip()
    begin = text.rfind(sentence, 0, start + len(sentence)) if sentence else -1
    if begin < 0:
        raise UsageError("select a sentence of the article")
    span = Span(begin, begin + len(sentence))
    marks: list[tuple[str, Mention]] = _of_facts(opened, span) or _of_mentions(result.mentions, span)
    pieces: list[str] = []
    position = span.start
    for slot, mention in sorted(marks, key=lambda pair: pair[1].start):
        if mention.start >= position and mention.end <= span.end:
            pieces += [text[position : mention.start], f"⟦{slot}:{text[mention.start : mention.end]}⟧"]
            position = mention.end
    return "".join([*pieces, text[position : span.end]]).replace("\n", " ").strip()


def _of_facts(opened: Opened, span: Span) -> list[tuple[str, Mention]]:
    for fact in opened.result.award_facts:
        if span.start <= fact.start < span.end:
            slots = opened.explainer.slots(fact)
            found = [(slot, mention) for slot, bound in slots.items() if slot in SLOT_KINDS for mention in bound]
            if found:
                return found
    return []


def _of_mentions(mentions: tuple[Mention, ...], span: Span) -> list[tuple[str, Mention]]:
    inside = [mention for mention in mentions if span.start <= mention.start and mention.end <= span.end]
    awards = [mention for mention in inside if mention.type == "award"][:1]
    sums = [mention for mention in inside if mention.type == "amount"][:1] if not awards else []
    winners = [mention for mention in inside if mention.type in _WINNERS[:-1]][:1] if awards else []
    slots = {"recipient": winners, "award": awards, "amount": sums}
    return [(slot, mention) for slot, found in slots.items() for mention in found]


def with_example(content: str, pipeline: Pipeline, rule: str, example: str) -> tuple[str, int]:
    """The content of a rule file with the example in it, and the line where it stands: in the rule of that id where the file has
    it, else in a new rule made from it. Raises UsageError."""
    lines = content.splitlines(keepends=True)
    at = _place_in(lines, rule) if rule else None
    if at is not None:
        line, indent = at
        lines.insert(line, f"{indent}- {json.dumps(example, ensure_ascii=False)}\n")
        return "".join(lines), line + 1
    made = new_rule(pipeline, _free_id(content, pipeline, rule), example, "reward")
    whole = inserted(content, made.text())
    return whole, next(n for n, line in enumerate(whole.splitlines(), 1) if re.match(rf"\s*- id: {re.escape(made.id)}\s*$", line))


def file_of(example: str) -> str:
    """The rule file that a new rule for the example belongs to."""
    return "facts/funding.yaml" if "amount" in parse_marks(example).slots else "facts/awards.yaml"


def _place_in(lines: list[str], rule: str) -> tuple[int, str] | None:
    """The line behind the last example of a rule, and the indent of its items; None where the file has no such rule with
    examples."""
    begun = next((n for n, line in enumerate(lines) if re.match(rf"\s*- id:\s*{re.escape(rule)}\s*(#.*)?$", line)), None)
    if begun is None:
        return None
    depth = len(lines[begun]) - len(lines[begun].lstrip())
    head = None
    for number in range(begun + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        if re.match(r"\s*examples:\s*$", line):
            head = number
            break
    if head is None:
        return None
    item = re.match(r"(\s*)- ", lines[head + 1]) if head + 1 < len(lines) else None
    indent = item.group(1) if item else " " * (depth + 6)
    end = head + 1
    while end < len(lines) and lines[end].startswith(f"{indent}- "):
        end += 1
    return end, indent


def _free_id(content: str, pipeline: Pipeline, wanted: str) -> str:
    """An id that no rule has: the one wanted, or `own.rule` with a number."""
    taken = {rule.spec.id for rule in pipeline.pack.fact_rules} | set(re.findall(r"- id:\s*([\w.]+)", content))
    if wanted and wanted not in taken:
        return wanted
    number = 1
    while f"{OWN_ID}{number}" in taken:
        number += 1
    return f"{OWN_ID}{number}"
