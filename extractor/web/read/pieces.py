"""A text cut into pieces at the edges of all that is marked in it, so that marks may overlap and nothing is joined as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text with its classes; `name` is what it is called by (`m3`), `title` what is shown of it."""

    start: int
    end: int
    classes: str = ""
    name: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that all its marks cover wholly."""

    start: int
    text: str
    classes: str = ""
    names: str = ""
    title: str = ""


def cut(text: str, span: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The pieces of text[span], of which none is empty and whose texts together are the whole."""
    inside = [mark for mark in marks if mark.start < span.end and span.start < mark.end]
    edges = {span.start, span.end}
    for mark in inside:
        edges.update((max(mark.start, span.start), min(mark.end, span.end)))
    places = sorted(edges)
    opening = sorted(inside, key=lambda mark: (mark.start, -mark.end))
    current: list[Mark] = []
    coming = 0
    for start, end in pairwise(places):
        while coming < len(opening) and opening[coming].start <= start:
            current.append(opening[coming])
            coming += 1
        current = [mark for mark in current if mark.end > start]
        yield _piece(start, text[start:end], current)


def _piece(start: int, text: str, marks: Iterable[Mark]) -> Piece:
    marks = list(marks)
    classes = dict.fromkeys(name for mark in marks for name in mark.classes.split())
    names = dict.fromkeys(mark.name for mark in marks if mark.name)
    titles = dict.fromkeys(mark.title for mark in marks if mark.title)
    return Piece(start, text, " ".join(classes), " ".join(names), " · ".join(titles))
