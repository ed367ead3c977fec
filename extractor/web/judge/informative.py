"""Which article is worth judging next: the one whose facts would teach most.

A fact teaches as much as it is uncertain (its confidence is near one half), as little was judged of its rule, and more where it
stands against a number of the article. An article counts what its open facts teach on average, a little more for each of them,
so that neither a sea of the same nor a single odd fact comes first.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Sequence

from extractor.web.judge.precision import Figure

CONTRADICTION = 0.5
"""What a fact is worth more that contradicts a number."""
_UNKNOWN = 0.6
"""The confidence of a fact that tells none."""
_UNCERTAIN = f"(1 - abs(2 * coalesce(confidence, {_UNKNOWN}) - 1))"
"""1 for a confidence of one half, 0 for none and for certainty."""


def need(figure: Figure) -> float:
    """How much one more judgement of a rule would tell: half the width of its interval and more, down to nothing."""
    low, high = figure.interval
    return high - low


def next_articles(
    connection: sqlite3.Connection, figures: Sequence[Figure], judged: Collection[int], size: int = 20
) -> list[tuple[int, float]]:
    """The numbers of the most informative articles that are not judged yet, with how informative they are."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS needs (kind TEXT, rule TEXT, need REAL, PRIMARY KEY (kind, rule))")
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS judged (n INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM needs")
    connection.execute("DELETE FROM judged")
    connection.executemany("INSERT INTO needs VALUES (?, ?, ?)", ((f.kind, f.rule, need(f)) for f in figures if f.rule))
    connection.executemany("INSERT INTO judged VALUES (?)", ((n,) for n in judged))
    connection.create_function("slowly", 1, lambda number: math.log2(1 + number), deterministic=True)
    found: list[tuple[int, float]] = connection.execute(
        f"""SELECT article, avg({_UNCERTAIN} * need + {CONTRADICTION} * contradicts) * slowly(count(*)) AS worth
        FROM facts JOIN needs USING (kind, rule) WHERE article NOT IN (SELECT n FROM judged)
        GROUP BY article ORDER BY worth DESC, article LIMIT ?""",
        (size,),
    ).fetchall()
    return found
