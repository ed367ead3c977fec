"""Sentences with marks: `⟦recipient:海河重工有限公司⟧荣获⟦award:天津市质量奖⟧。 ⇒ status=granted`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, get_type_hints

from extractor.model import AwardFact, FundingFact, Mention

_MARK = re.compile(r"⟦(?P<slot>\w+):(?P<text>[^⟦⟧]+)⟧")
_VALUES = re.compile(r"(\w+)=(\S+)")
ARROW = "⇒"


class Told(NamedTuple):
    """What the values behind the arrow are values of, and the keys that it has, with a sample."""

    noun: str
    keys: frozenset[str]
    sample: str


FACT = Told("a fact", frozenset((*get_type_hints(AwardFact), *get_type_hints(FundingFact))), "edition=3 status=granted")
MENTION = Told("a mention", frozenset(get_type_hints(Mention)) - {"type", "start", "end"}, "value=天津市质量奖 edition=3")


class MarkError(ValueError):
    """A mark that is none; `hint` suggests a mend."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, the marked texts by slot in their order, and the values that are told."""

    text: str
    slots: dict[str, list[str]]
    values: dict[str, str]


def parse_marks(example: str, of: Told = FACT) -> Marked:
    """The sentence and what it marks; `of` is what its values are told of. Raises MarkError."""
    sentence, arrow, told = example.partition(ARROW)
    slots: dict[str, list[str]] = {}
    for match in _MARK.finditer(sentence):
        slots.setdefault(match.group("slot"), []).append(match.group("text"))
    text = _MARK.sub(lambda match: match.group("text"), sentence).strip()
    if "⟦" in text or "⟧" in text:
        raise MarkError("a mark that is none", "a mark is ⟦slot:text⟧, as in ⟦award:天津市质量奖⟧; marks hold no others")
    values = dict(_VALUES.findall(told))
    if arrow and not values:
        raise MarkError(f"nothing behind {ARROW}", f"write {ARROW} {of.sample}")
    unknown = sorted(values.keys() - of.keys)
    if unknown:
        raise MarkError(f"{of.noun} has no {unknown[0]}", f"it has {', '.join(sorted(of.keys))}")
    return Marked(text, slots, values)
