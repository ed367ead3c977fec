"""What each article of an output directory tells, read back from its tables in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pyarrow.parquet import ParquetFile

from extractor.errors import UsageError
from extractor.outputs.fingerprints import FILE as FINGERPRINTS
from extractor.outputs.read_tables import picked_rows, table_file
from extractor.outputs.schema import AWARD_FACTS, DOCUMENTS, FUNDING_FACTS, Table

Told = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its row of `documents`, its fingerprint, and its facts, by column names; absent values are None."""

    document: Told
    fingerprint: Mapping[str, Any]
    awards: tuple[Told, ...]
    funding: tuple[Told, ...]


def articles_of(out: Path) -> Iterator[Article]:
    """The articles of a directory that a run wrote, each doc_id once. Raises UsageError where a table is missing or out
    of order."""
    awards = _Following(out, AWARD_FACTS)
    funding = _Following(out, FUNDING_FACTS)
    prints = _fingerprints(out)
    seen: set[int] = set()
    for document in _rows(out, DOCUMENTS):
        doc_id = document["doc_id"] or ""
        told = awards.of(doc_id), funding.of(doc_id)
        number = int(doc_id, 16)
        fingerprint = next((found for found in prints if found["doc_id"] == doc_id), None)
        if fingerprint is None:
            raise UsageError(f"{out / FINGERPRINTS} does not belong to the tables beside it; run again")
        if number not in seen:
            seen.add(number)
            yield Article(document, fingerprint, *told)
    awards.end()
    funding.end()


def stamp(out: Path) -> str:
    """A text that changes where one of the files changes that merging reads. Raises UsageError where one is missing."""
    files = [table_file(out, table) for table in (DOCUMENTS, AWARD_FACTS, FUNDING_FACTS)]
    if not (out / FINGERPRINTS).is_file():
        raise UsageError(f"no {FINGERPRINTS} in {out}; run again with this version")
    states = ((path.name, path.stat()) for path in (*files, out / FINGERPRINTS))
    return " ".join(f"{name}:{state.st_size}:{state.st_mtime_ns}" for name, state in states)


class _Following:
    """The facts of one table, taken article by article in the table's order."""

    def __init__(self, out: Path, table: Table) -> None:
        self._groups = groupby(_rows(out, table), key=lambda row: row["doc_id"])
        self._path = table_file(out, table)
        self._next: tuple[str | None, tuple[Told, ...]] | None = None
        self._advance()

    def of(self, doc_id: str) -> tuple[Told, ...]:
        """The facts of the article, if it is the next that has any."""
        if self._next is None or self._next[0] != doc_id:
            return ()
        found = self._next[1]
        self._advance()
        return found

    def end(self) -> None:
        """Raises UsageError where facts are left of articles that did not come."""
        if self._next is not None:
            raise UsageError(f"{self._path} is not in the order of the documents beside it; run again")

    def _advance(self) -> None:
        group = next(self._groups, None)
        self._next = None if group is None else (group[0], tuple(group[1]))


def _rows(out: Path, table: Table) -> Iterator[Told]:
    names = [column.name for column in table.columns]
    return (dict(zip(names, (cell or None for cell in row), strict=True)) for row in picked_rows(out, table, names))


def _fingerprints(out: Path) -> Iterator[Mapping[str, Any]]:
    for batch in ParquetFile(out / FINGERPRINTS).iter_batches(batch_size=1000):
        yield from batch.to_pylist()
