"""Values that several sources tell of one thing: where they tell several things, and where they disagree about one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.outputs.rows import RECIPIENT_SEPARATOR, plain_number


@dataclass(frozen=True, slots=True)
class Source:
    """An independent source: a cluster of reprints, the voice that tells the fact, and when its copies were published."""

    cluster: str
    doc_id: str
    n_articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as one article tells it: its values by column, and the keys and names of those it names by role."""

    source: Source
    values: dict[str, Any]
    keys: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]


Group = list[Told]


def split(group: Sequence[Told], value: Callable[[Told], Any], *, disagree: bool = False) -> list[tuple[Any, Group]]:
    """The facts by a value that tells one from another, each value with its group.

    A fact that does not tell it belongs to the only value told, and stands alone where there are several. With `disagree`, values
    that no single source tells together are one fact told differently: the group stays whole.
    """
    told = sorted({value(fact) for fact in group} - {None}, key=lambda one: (str(type(one)), one))
    if len(told) < 2:
        return [(told[0] if told else None, list(group))]
    if disagree and not _several(group, value):
        return [(None, list(group))]
    found = [(one, [fact for fact in group if value(fact) == one]) for one in told]
    silent = [fact for fact in group if value(fact) is None]
    return [*found, (None, silent)] if silent else found


def labelled(parts: list[tuple[Any, Group]]) -> list[tuple[Any, Group]]:
    """The same, with a value only where there are several groups to tell apart."""
    return parts if len(parts) > 1 else [(None, group) for _, group in parts]


def _several(group: Iterable[Told], value: Callable[[Told], Any]) -> bool:
    """Whether one source tells two of the values."""
    of_source: dict[str, set[Any]] = {}
    for fact in group:
        if value(fact) is not None:
            of_source.setdefault(fact.source.cluster, set()).add(value(fact))
    return any(len(values) > 1 for values in of_source.values())


def by_time(group: Sequence[Told], days: int) -> list[tuple[Any, Group]]:
    """The facts in runs whose dates follow each other within so many days; undated ones join the only run, or stand alone."""
    runs: list[tuple[str, Group]] = []
    last: date | None = None
    for fact in sorted((fact for fact in group if _dated(fact)), key=lambda fact: str(fact.source.first)):
        day = date.fromisoformat(str(fact.source.first))
        if last is None or (day - last).days > days:
            runs.append((day.isoformat(), []))
        runs[-1][1].append(fact)
        last = day
    undated = [fact for fact in group if not _dated(fact)]
    if len(runs) <= 1:
        return [(None, list(group))]
    return [*runs, (None, undated)] if undated else list(runs)


def _dated(fact: Told) -> bool:
    try:
        return bool(fact.source.first) and date.fromisoformat(str(fact.source.first)) is not None
    except ValueError:
        return False


def most_told(group: Iterable[Told], column: str) -> Any:
    """The value that most sources tell, the smaller of two that as many tell; None where none tells it."""
    counts = _counted(group, column)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _counted(group: Iterable[Told], column: str) -> Counter[Any]:
    told = {(fact.source.cluster, fact.values.get(column)) for fact in group}
    return Counter(value for _, value in told if value is not None)


def disagreements(group: Sequence[Told], columns: Iterable[str]) -> str | None:
    """`amount: 500000 ×2 | 300000 ×1`: the values of columns that sources tell differently, with the number of the sources."""
    found: list[str] = []
    for column in columns:
        counts = _counted(group, column)
        if len(counts) > 1:
            ranked = sorted(counts, key=lambda value: (-counts[value], value))
            found.append(f"{column}: {' | '.join(f'{_shown(value)} ×{counts[value]}' for value in ranked)}")
    return "; ".join(found) or None


def _shown(value: Any) -> str:
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def sources_told(group: Iterable[Told]) -> tuple[Any, ...]:
    """The number of sources and of their articles, the first and the last date, and the articles that tell it."""
    sources = {fact.source for fact in group}
    clusters = {source.cluster: source.n_articles for source in sources}
    dates = [day for source in sources for day in (source.first, source.last) if day]
    articles = RECIPIENT_SEPARATOR.join(sorted({source.doc_id for source in sources}))
    return len(clusters), sum(clusters.values()), min(dates, default=None), max(dates, default=None), articles
