"""A new rule made from one marked sentence, and its place in a rule file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent, indent

from extractor.errors import UsageError
from extractor.match.slots import slot_text
from extractor.model import Mention, Span
from extractor.pipeline import Pipeline
from extractor.rules.alphabet import SLOT_CHARS
from extractor.rules.funding import KINDS
from extractor.tuning.fact_examples import FACT_FILES
from extractor.tuning.marks import Marked, MarkError, parse_marks

SLOT_KINDS = {"recipient": "recipient:winner+", "award": "award:prize+", "amount": "amount:amount"}
"""What a marked text becomes in the pattern."""
PRIORITIES = {FACT_FILES[0]: 30, FACT_FILES[1]: 88}
"""Where a new rule stands: behind the product's plain sentences of awards; among the rules that look right beside a sum."""
_NAMES = {char: kind for kind, char in SLOT_CHARS.items()}
# Behind the last mark the pattern goes on to the end of the clause, at most so many characters.
TAIL = 8
_CLAUSE_END = re.compile("[，,。；;！!？?\n]")
_SPECIAL = re.compile(r"[\\^$.|?*+()\[\]{}]")
# What stands in a sentence that names no winner, no award or no sum.
NOTHING = {"recipient": "记者", "award": "一份荣誉", "amount": "一笔钱"}
_MARK = re.compile(r"⟦(?P<slot>\w+):(?P<text>[^⟦⟧]+)⟧")


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule that is to be written: `file` is the rule file it belongs to."""

    id: str
    file: str
    pattern: str
    priority: int
    example: str
    counter: str
    kind: str | None = None

    def text(self) -> str:
        """The rule as lines of YAML."""
        lines = [f"  - id: {self.id}", f"    about: {json.dumps(self._about(), ensure_ascii=False)}"]
        lines += [f"    kind: {self.kind}"] if self.kind else []
        lines += [
            f"    pattern: '{self.pattern.replace(chr(39), chr(39) * 2)}'",
            f"    priority: {self.priority}",
            "    examples:",
            f"      - {json.dumps(self.example, ensure_ascii=False)}",
            "    not:",
            f"      - {json.dumps(self.counter, ensure_ascii=False)}",
        ]
        return "".join(f"{line}\n" for line in lines)

    def _about(self) -> str:
        return f"what the rule is for, in one line ({parse_marks(self.example).text[:24]})"


def new_rule(pipeline: Pipeline, name: str, example: str, kind: str | None) -> NewRule:
    """The rule whose pattern is the marked sentence with slots in place of its marks and of what else is found between them.

    Raises UsageError for marks that make no rule, and for a kind that a rule for sums needs.
    """
    marked = _marked(example)
    file = FACT_FILES[1] if "amount" in marked.slots else FACT_FILES[0]
    if file == FACT_FILES[1] and kind not in KINDS:
        raise UsageError(f"a rule for a sum needs --kind: {', '.join(KINDS)}")
    return NewRule(
        id=name,
        file=file,
        pattern="".join(_pattern(pipeline, example)),
        priority=PRIORITIES[file],
        example=example,
        counter=_counter(example),
        kind=kind if file == FACT_FILES[1] else None,
    )


def _marked(example: str) -> Marked:
    try:
        marked = parse_marks(example)
    except MarkError as error:
        raise UsageError(f"{error}" + (f" ({error.hint})" if error.hint else "")) from error
    unknown = [slot for slot in marked.slots if slot not in SLOT_KINDS]
    if unknown or not marked.slots:
        told = f"no slot {unknown[0]}" if unknown else "no mark in the sentence"
        raise UsageError(f"{told}: mark what the rule must find, as in ⟦recipient:海河重工有限公司⟧荣获⟦award:天津市质量奖⟧。")
    return marked


def _pattern(pipeline: Pipeline, example: str) -> Iterator[str]:
    sentence = example.partition("⇒")[0].strip()
    marks = list(_MARK.finditer(sentence))
    mentions = pipeline.view(pipeline.extract(parse_marks(example).text).document).mentions
    text, spans = _without_marks(sentence, marks)
    for number, (mark, span) in enumerate(zip(marks, spans, strict=True)):
        following = number + 1 < len(spans)
        end = spans[number + 1].start if following else _clause_end(text, span.end, mentions)
        again = number > 0 and marks[number - 1]["slot"] == mark["slot"]
        yield "" if again else "{" + SLOT_KINDS[mark["slot"]] + "}"
        between = following and marks[number + 1]["slot"] == mark["slot"]
        yield "" if between else "".join(_literal(text, Span(span.end, end), mentions))


def _without_marks(sentence: str, marks: Sequence[re.Match[str]]) -> tuple[str, list[Span]]:
    """The plain sentence, and where the marked texts stand in it."""
    pieces, spans, position, length = [], [], 0, 0
    for mark in marks:
        before = sentence[position : mark.start()]
        length += len(before)
        spans.append(Span(length, length + len(mark["text"])))
        length += len(mark["text"])
        pieces += [before, mark["text"]]
        position = mark.end()
    return "".join([*pieces, sentence[position:]]), spans


def _clause_end(text: str, position: int, mentions: Sequence[Mention]) -> int:
    """Where the pattern ends: with the clause, or a few characters on, never within a mention."""
    found = _CLAUSE_END.search(text, position)
    end = min(found.start() if found else len(text), position + TAIL)
    return next((mention.end for mention in mentions if mention.start < end < mention.end), end)


def _literal(text: str, span: Span, mentions: Sequence[Mention]) -> Iterator[str]:
    """The text as a pattern: each mention in it a slot, numbers any number, all else as it is."""
    for char in re.split(f"([{''.join(_NAMES)}]|[0-9]+)", slot_text(text, span, mentions).text):
        if char in _NAMES:
            yield "{" + _NAMES[char] + "}"
        elif char.isdigit():
            yield "[0-9]{1,8}"
        else:
            yield _SPECIAL.sub(lambda special: "\\" + special.group(), char)


def _counter(example: str) -> str:
    """The sentence about nobody, or where it names none about no sum or award: what the rule must leave alone."""
    sentence = example.partition("⇒")[0].strip()
    slots = [mark["slot"] for mark in _MARK.finditer(sentence)]
    gone = "recipient" if "recipient" in slots else slots[0]
    return _MARK.sub(lambda mark: NOTHING[gone] if mark["slot"] == gone else mark["text"], sentence)


def inserted(content: str, rule: str) -> str:
    """The content of a rule file with the rule at the end of its `rules`, which are added where there are none."""
    lines = content.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    begun = next((number for number, line in enumerate(lines) if re.match(r"rules:\s*(\[\s*\])?\s*(#.*)?$", line)), None)
    if begun is None:
        return "".join(lines) + "rules:\n" + rule
    lines[begun] = re.sub(r"[ \t]*\[\s*\]", "", lines[begun])
    end = next((n for n in range(begun + 1, len(lines)) if re.match(r"[^\s#-]", lines[n])), len(lines))
    while end > begun + 1 and not lines[end - 1].strip():
        end -= 1
    item = next((re.match(r" *(?=- )", line) for line in lines[begun + 1 : end] if line.lstrip().startswith("- ")), None)
    return "".join([*lines[:end], indent(dedent(rule), item.group() if item else "  "), *lines[end:]])
