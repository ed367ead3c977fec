"""Sentences with marks: `⟦recipient:海河重工有限公司⟧荣获⟦award:天津市质量奖⟧。 ⇒ status=granted`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_type_hints

from extractor.model import AwardFact, FundingFact

_MARK = re.compile(r"⟦(?P<slot>\w+):(?P<text>[^⟦⟧]+)⟧")
_VALUES = re.compile(r"(\w+)=(\S+)")
ARROW = "⇒"
FACT_KEYS = frozenset((*get_type_hints(AwardFact), *get_type_hints(FundingFact)))


class MarkError(ValueError):
    """A mark that is none; `hint` suggests a mend."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, the marked texts by slot in their order, and the values that the fact must have."""

    text: str
    slots: dict[str, list[str]]
    values: dict[str, str]


def parse_marks(example: str) -> Marked:
    """The sentence and what it marks. Raises MarkError."""
    sentence, arrow, told = example.partition(ARROW)
    slots: dict[str, list[str]] = {}
    for match in _MARK.finditer(sentence):
        slots.setdefault(match.group("slot"), []).append(match.group("text"))
    text = _MARK.sub(lambda match: match.group("text"), sentence).strip()
    if "⟦" in text or "⟧" in text:
        raise MarkError("a mark that is none", "a mark is ⟦slot:text⟧, as in ⟦award:天津市质量奖⟧; marks hold no others")
    values = dict(_VALUES.findall(told))
    if arrow and not values:
        raise MarkError(f"nothing behind {ARROW}", f"write {ARROW} edition=3 status=granted")
    unknown = sorted(values.keys() - FACT_KEYS)
    if unknown:
        raise MarkError(f"a fact has no {unknown[0]}", f"it has {', '.join(sorted(FACT_KEYS))}")
    return Marked(text, slots, values)
