"""How often each rule was right among what was judged, and how sure that is."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractor.tuning.gold import Gold
from extractor.web.judge.goldfile import Kind, state_of

Z = 1.96
"""Standard deviations of a 95 % interval."""


class Interval(NamedTuple):
    """Where the true share lies, with 95 % confidence."""

    low: float
    high: float


def wilson(right: int, judged: int) -> Interval:
    """The Wilson score interval of a share: sound for few judgements too, and never outside 0 and 1."""
    if not judged:
        return Interval(0.0, 1.0)
    share, square = right / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z * math.sqrt(share * (1 - share) / judged + square / (4 * judged * judged)) / (1 + square / judged)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


@dataclass(slots=True)
class Figure:
    """What was judged of the facts of a kind and rule; of a whole kind where `rule` is ""."""

    kind: Kind
    rule: str
    right: int = 0
    wrong: int = 0
    facts: int = 0

    @property
    def judged(self) -> int:
        """How many were judged."""
        return self.right + self.wrong

    @property
    def precision(self) -> float | None:
        """The share that was right; None where nothing was judged."""
        return self.right / self.judged if self.judged else None

    @property
    def interval(self) -> Interval:
        """Where the precision lies."""
        return wilson(self.right, self.judged)


def figures(connection: sqlite3.Connection, gold_of: Callable[[str], Gold | None]) -> list[Figure]:
    """The figures of both kinds, then of every rule that has facts, the least judged of the frequent ones first."""
    rules: dict[tuple[str, str], Figure] = {}
    for kind, rule, number in connection.execute("SELECT kind, rule, count(*) FROM facts GROUP BY kind, rule"):
        rules[kind, rule] = Figure(kind, rule, facts=number)
    for kind, rule, state in _judged(connection, gold_of):
        figure = rules[kind, rule]
        figure.right += state == "right"
        figure.wrong += state == "wrong"
    kinds: list[Kind] = ["award", "funding"]
    whole = [_sum(kind, [figure for figure in rules.values() if figure.kind == kind]) for kind in kinds]
    return [*whole, *sorted(rules.values(), key=lambda figure: (figure.kind, -figure.judged, -figure.facts, figure.rule))]


def _sum(kind: Kind, of: list[Figure]) -> Figure:
    return Figure(kind, "", sum(f.right for f in of), sum(f.wrong for f in of), sum(f.facts for f in of))


def _judged(connection: sqlite3.Connection, gold_of: Callable[[str], Gold | None]) -> Iterator[tuple[str, str, str]]:
    """The kind, rule and state of each fact of the articles with gold."""
    for n, gold in with_gold(connection, gold_of):
        for kind, rule, told in connection.execute("SELECT kind, rule, told FROM facts WHERE article = ?", (n,)).fetchall():
            state = state_of(gold, kind, {**_EMPTY[kind], **json.loads(told)})
            if state:
                yield kind, rule, state


def with_gold(connection: sqlite3.Connection, gold_of: Callable[[str], Gold | None]) -> Iterator[tuple[int, Gold]]:
    """The articles that have gold, by their number."""
    for n, source in connection.execute("SELECT n, source FROM articles").fetchall():
        gold = gold_of(source)
        if gold is not None:
            yield n, gold


_EMPTY: dict[str, dict[str, str]] = {"award": {"award": ""}, "funding": {"amount": ""}}
"""Keys that a fact is compared by, which a row without a value lacks."""
