"""How far two merges agree: pairs of articles put together, and rows of the merged tables."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from tests.merge.variants import original_of

# What tells of the articles themselves, which are others where copies are added.
_OF_ARTICLES = ("fact_id", "n_articles", "articles")
# … and the id of who is only known by the article: 县财政 in an article that names no county.
_OF_PLACE = ("funder_id",)


def rows(out: Path, table: str) -> list[dict[str, str]]:
    """The rows of a table."""
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pairwise_f1(out: Path) -> float:
    """The F1 of the pairs of articles that stand in one cluster, against those that are copies of one original."""
    told = [(row["cluster_id"], original_of(row["source"])) for row in rows(out, "merged_articles")]
    found = Counter((a[0] == b[0], a[1] == b[1]) for a, b in combinations(told, 2))
    right = found[True, True]
    return 2 * right / (2 * right + found[True, False] + found[False, True])


def table_f1(one: Path, other: Path, table: str) -> float:
    """The F1 of the rows of a merged table against those of another merge, all columns but those that tell of the articles."""
    told, expected = (Counter(map(_compared, rows(out, table))) for out in (one, other))
    return 2 * (told & expected).total() / (told.total() + expected.total())


def _compared(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(value for name, value in row.items() if name not in (*_OF_ARTICLES, *_OF_PLACE))


def cluster_sizes(out: Path) -> Iterable[int]:
    """How many articles each cluster has."""
    return Counter(row["cluster_id"] for row in rows(out, "merged_articles")).values()
