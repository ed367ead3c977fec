"""Why a word was taken or not: what `extractor explain` tells of its sentence, seen from the word."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model import Mention
from extractor.tuning.explain import Explained
from extractor.web.desk import Opened


@dataclass(frozen=True, slots=True)
class Why:
    """A word: the mentions that hold it, and its sentence; None where it stands in none."""

    word: str
    mentions: list[tuple[str, Mention]]
    sentence: Explained | None


def why(opened: Opened, position: int) -> Why:
    """Of the character at a place of the clean text: its mentions, and what its sentence gave, lost and nearly gave."""
    result = opened.result
    text = result.document.text
    over = [mention for mention in result.mentions if mention.start <= position < mention.end]
    over.sort(key=lambda mention: mention.end - mention.start)
    word = text[over[0].start : over[0].end] if over else text[position : position + 1]
    named = [(text[mention.start : mention.end], mention) for mention in over]
    return Why(word, named, opened.explainer.sentence_at(position))
