"""Slots inside a sentence: where what a fact says is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Slot(NamedTuple):
    """A text that stands in the sentence, and the slot of facts that it fills."""

    text: str
    name: str


class Piece(NamedTuple):
    """A piece of a sentence; `name` is empty where it fills no slot."""

    text: str
    name: str


def pieces(sentence: str, slots: Iterable[Slot]) -> Iterator[Piece]:
    """The sentence cut where slots begin and end. Joined, they give it back; of slots that overlap the longer is told."""
    names = {slot.text: slot.name for slot in slots if slot.text}
    if not names:
        yield Piece(sentence, "")
        return
    known = "|".join(re.escape(text) for text in sorted(names, key=lambda text: (-len(text), text)))
    at = 0
    for found in re.finditer(known, sentence):
        if found.start() > at:
            yield Piece(sentence[at : found.start()], "")
        yield Piece(found[0], names[found[0]])
        at = found.end()
    if at < len(sentence) or not sentence:
        yield Piece(sentence[at:], "")
