"""What a selected stretch of text stands for: its words, and the value of the mention that it holds."""

from __future__ import annotations

from extractor.model import Mention
from extractor.tuning.example import plain_value
from extractor.web.desk import Opened

MOST = 2000


def selected(opened: Opened, start: int, end: int) -> dict[str, str]:
    """The text from `start` to `end` with the sentence around it; `number` and `value` of the longest mention inside."""
    text = opened.result.document.text
    start, end = max(start, 0), min(end, len(text), start + MOST)
    chosen = text[start:end]
    lead, tail = len(chosen) - len(chosen.lstrip()), len(chosen) - len(chosen.rstrip())
    start, end = start + lead, max(start + lead, end - tail)
    inside = [mention for mention in opened.result.mentions if start <= mention.start and mention.end <= end]
    longest = max(inside, key=lambda mention: mention.end - mention.start, default=None)
    return {
        "text": text[start:end],
        "sentence": opened.result.sentence(start, end) if start < end else "",
        "type": longest.type if longest else "",
        "value": longest.value if longest else "",
        "number": _number(inside),
    }


def _number(inside: list[Mention]) -> str:
    return next((plain_value(mention.number) for mention in inside if mention.number is not None), "")
