"""`extractor explain`: what is found in a sentence or an article, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from extractor.cli.printable import printable
from extractor.errors import UsageError
from extractor.model import Mention, RawArticle, Reject, field_names
from extractor.outputs.rows import plain_number
from extractor.pipeline import Pipeline
from extractor.rules.pack import files_of
from extractor.sources import ReadOptions, read_articles
from extractor.tuning.explain import Explained, Fact, explained

# Told of a mention or a fact elsewhere in its line.
_NOT_AGAIN = frozenset(("type", "start", "end", "rule", "kind", "group", "tellings"))


def explain_command(text: str, directories: Sequence[Path], disabled: Sequence[str]) -> None:
    """Prints the explanation of a sentence, or of the articles in a file."""
    files = files_of(directories)
    pipeline = Pipeline.default(directories, disabled=disabled)
    for article in _articles(text):
        for sentence in explained(pipeline, files, article):
            print(printable("\n".join(_lines(sentence))))


def _articles(text: str) -> Iterator[RawArticle | str]:
    if "\n" in text or len(text.encode()) > 250 or not Path(text).exists():
        yield text
        return
    for item in read_articles([text], ReadOptions()):
        if isinstance(item, Reject):
            raise UsageError(f"{item.source}: {item.reason}")
        yield item


def _lines(sentence: Explained) -> Iterator[str]:
    yield sentence.text
    for piece, mention in sentence.mentions:
        yield f"  mention  {mention.type:<12} {piece}{_values(mention)}   [{mention.rule}]"
    for fact, slots in sentence.facts:
        yield f"  fact     {fact.rule:<12} {_slots(slots)}{_values(fact)}"
    for lost in sentence.lost:
        yield f"  lost     {lost.rule or '-':<12} {_slots(lost.slots)}  because {lost.reason}"
    for missed in sentence.nearly:
        instead = f"「{missed.instead}」 stands" if missed.instead else "nothing stands"
        yield f"  nearly   {missed.rule:<12} matches but for {missed.part}, where {instead}"


def _slots(slots: dict[str, str]) -> str:
    return " ".join(f"⟦{slot}:{text}⟧" for slot, text in slots.items())


def _values(found: Mention | Fact) -> str:
    told = [
        f"{name}={plain_number(value) if isinstance(value, Decimal) else value}"
        for name in field_names(found)
        if name not in _NOT_AGAIN and (value := getattr(found, name)) not in (None, (), False)
    ]
    return f"  {' '.join(told)}" if told else ""
