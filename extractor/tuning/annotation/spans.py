"""An article as annotation tools show it: its text, labelled spans, and relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

from extractor.errors import UsageError

LABELS = ("district", "company", "award", "amount", "count", "recipient")
"""What a span can be: the kinds of mention that gold has, and winners that are no companies."""

RELATIONS = ("granted", "nominee", "applied")
"""From an award to its winner, or to the number of a counted group: the fact's status."""

Offsets = Literal["code-points", "utf-16"]


class Labelled(NamedTuple):
    """A labelled range of the text, in code points."""

    start: int
    end: int
    label: str


class Relation(NamedTuple):
    """An award's span, a winner's span, and the status."""

    award: Labelled
    winner: Labelled
    status: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its spans and relations, in the order of the text.

    `kept` is what tools carry along unseen: the gold as it was exported, and which of it each span stands for.
    """

    name: str
    text: str
    spans: tuple[Labelled, ...]
    relations: tuple[Relation, ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)


class Ruler:
    """Offsets of a text between code points, by which we count, and UTF-16 code units, by which JavaScript does."""

    def __init__(self, text: str, offsets: Offsets) -> None:
        self._wide = [place for place, char in enumerate(text) if ord(char) > 0xFFFF] if offsets == "utf-16" else []
        self._units = [place + index for index, place in enumerate(self._wide)]

    def out(self, place: int) -> int:
        """The offset in the tool's units of one in code points."""
        return place + sum(wide < place for wide in self._wide)

    def back(self, offset: int) -> int:
        """The offset in code points of one in the tool's units."""
        return offset - sum(unit < offset for unit in self._units)


def ordered(spans: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """The spans, each once, by their place, longer ones first."""
    return tuple(sorted(set(spans), key=lambda span: (span.start, -span.end, span.label)))


def checked(name: str, text: str, span: Labelled) -> Labelled:
    """The span, if it lies in the text and has a known label. Raises UsageError."""
    if span.label not in LABELS:
        raise UsageError(f"{name}: unknown label {span.label}; labels: {', '.join(LABELS)}")
    if not 0 <= span.start < span.end <= len(text):
        raise UsageError(f"{name}: no such place in the text: {span.start} to {span.end}")
    return span


def counted_by(text: str, told: Iterable[tuple[int, int, str]], usual: Offsets) -> Offsets:
    """How a tool counted: by which offsets more of the texts that it tells stand where it tells; `usual` where both do."""
    pieces = list(told)
    fitting = {offsets: _fitting(text, pieces, offsets) for offsets in get_args(Offsets)}
    return usual if len(set(fitting.values())) == 1 else max(fitting, key=lambda offsets: fitting[offsets])


def _fitting(text: str, pieces: Iterable[tuple[int, int, str]], offsets: Offsets) -> int:
    ruler = Ruler(text, offsets)
    return sum(text[ruler.back(start) : ruler.back(end)] == piece for start, end, piece in pieces)
