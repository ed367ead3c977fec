"""What a span of a text stands for in gold: an adcode, a name, a sum, a number of things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from extractor.model import Mention
from extractor.pipeline import ArticleResult, Pipeline
from extractor.tuning.annotation.spans import Labelled
from extractor.tuning.gold import MENTIONS

KINDS = {label: kind for kind, (_, label) in MENTIONS.items()}
"""The section of gold that spans of a label go to."""

Item = str | dict[str, Any]


def plain(number: Decimal | None) -> int | float | None:
    """The number as JSON has it."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def item_of(mention: Mention, text: str) -> Item:
    """The mention in the shape of gold."""
    if mention.number is None:
        return mention.value
    value = {"text": text, "value": plain(mention.number)}
    if mention.type == "amount":
        money = {"value_max": plain(mention.number_max), "currency": mention.currency, "qualifier": mention.qualifier}
        return {**value, **money}
    return {**value, "unit": mention.unit, "object": mention.object, "qualifier": mention.qualifier}


def labelled_mentions(result: ArticleResult) -> Iterator[tuple[Labelled, Item]]:
    """The mentions that gold has a section for, each with what it stands for."""
    for mention in result.mentions:
        if mention.type in KINDS and (mention.value or mention.number is not None):
            span = Labelled(mention.start, mention.end, mention.type)
            yield span, item_of(mention, result.document.text[mention.start : mention.end])


def key_of(kind: str, item: Item) -> tuple[Any, ...]:
    """By what items of a section of gold are told apart."""
    row: Mapping[str, Any] = item if isinstance(item, dict) else {"value": item, "text": item}
    key: Callable[[Mapping[str, Any]], tuple[Any, ...]] = MENTIONS[kind][0]
    return key(row)


@dataclass
class Reading:
    """What the pipeline reads in a text that a tool gave back, for spans that people drew."""

    pipeline: Pipeline
    text: str

    def item(self, span: Labelled) -> Item | None:
        """What the span stands for: read in its text, else alone; a name stands for itself; None where nothing can be read."""
        piece = self.text[span.start : span.end]
        if span.label == "recipient":
            return piece
        found = self._in_text.get(span) or _longest(self.pipeline.extract(piece), span.label)
        if found is None and span.label in ("company", "award"):
            return piece
        return {**found, "text": piece} if isinstance(found, dict) else found

    def award(self, span: Labelled) -> dict[str, Any]:
        """What is told in the award's own words: its edition, year and grade."""
        mention = next((m for m in self._result.mentions if (m.start, m.end, m.type) == span), None)
        if mention is None:
            return {"edition": None, "year": None, "grade": None}
        return {"edition": mention.edition, "year": mention.year, "grade": mention.grade}

    @cached_property
    def _result(self) -> ArticleResult:
        return self.pipeline.extract(self.text)

    @cached_property
    def _in_text(self) -> dict[Labelled, Item]:
        if self._result.document.text != self.text:
            return {}
        return dict(labelled_mentions(self._result))


def _longest(result: ArticleResult, label: str) -> Item | None:
    found: Iterable[tuple[Labelled, Item]] = (pair for pair in labelled_mentions(result) if pair[0].label == label)
    best = max(found, key=lambda pair: pair[0].end - pair[0].start, default=None)
    return best[1] if best else None
