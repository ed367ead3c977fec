"""An example beside a rule, and what became of it: the same for fact rules, cleaning rules, mention files and repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from extractor.errors import Problem
from extractor.outputs.rows import plain_number
from extractor.rules.located import Located
from extractor.text.cleaning_rules import LineRule, SectionRule, TailRule

Pack = Literal["facts", "cleaning", "mentions", "repair"]
CleaningSpec = LineRule | SectionRule | TailRule
KINDS = ("examples", "not", "todo")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence beside a rule: of kind `examples` it must match, of `not` it must not, of `todo` it should match and is known
    not to. `rule` is the name under which it is run; a cleaning rule comes with it, as several may have one name."""

    rule: str
    kind: str
    sentence: str
    path: str
    line: int
    column: int
    pack: Pack = "facts"
    spec: CleaningSpec | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """An example that was run; `fault` tells in a sentence what is wrong, "" where nothing is."""

    example: Example
    fault: str
    code: str = "R030"
    hint: str | None = None

    def problem(self) -> Problem:
        """The fault with its place: R030, or R031 where a mark is none."""
        example = self.example
        return Problem(example.path, example.line, example.column, self.code, self.fault, self.hint)


@dataclass(frozen=True, slots=True)
class Owner:
    """What examples stand beside: its name, and its path in its file."""

    name: str
    pack: Pack
    path: str
    spec: CleaningSpec | None = None


def examples_at(located: Located, told: Mapping[str, Any], owner: Owner) -> Iterator[Example]:
    """The examples that `told`, the owner's map, holds."""
    for kind in KINDS:
        for number, sentence in enumerate(told.get(kind) or ()):
            line, column, path = located.place(f"{owner.path}.{kind}[{number}]")
            yield Example(owner.name, kind, sentence, path or located.path, line, column, owner.pack, owner.spec)


def plain_value(value: object) -> str:
    """A field of a fact or a mention as examples tell it; "" for None."""
    if isinstance(value, Decimal):
        return plain_number(value)
    return "" if value is None else "；".join(value) if isinstance(value, tuple) else str(value)
