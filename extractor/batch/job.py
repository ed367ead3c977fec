"""The main job: inputs to tables, in one pass."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.pool import extract_in_pool
from extractor.batch.work import Done, extract_one
from extractor.model import RawArticle, Reject
from extractor.outputs.fingerprints import FingerprintFile
from extractor.outputs.tables import OutputTables
from extractor.pipeline import Pipeline
from extractor.sources import ReadOptions, read_articles
from extractor.text.convert import Conversion


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done; `on_file` is told each file before it is read, `on_done` each input's rows and traceback."""

    read: ReadOptions = field(default_factory=ReadOptions)
    rules: tuple[Path, ...] = ()
    disabled: tuple[str, ...] = ()
    conversion: Conversion = "auto"
    formats: tuple[str, ...] = ("csv",)
    language: str = "en"
    workers: int = 1
    on_file: Callable[[Path], None] | None = None
    on_done: Callable[[Done], None] | None = None


@dataclass(slots=True)
class Summary:
    """What a run has done so far. `rows` counts the rows of each table, `repaired` the articles with a repair."""

    rows: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    seconds: float = 0.0
    files: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, done: Done) -> None:
        """Counts one input."""
        for table, rows in done.rows.items():
            self.rows[table] += len(rows)
        self.repaired += sum("repaired" in row for row in done.rows.get("documents", ()))


def run(paths: Sequence[str], out: Path, options: RunOptions) -> Summary:
    """Writes the tables of all articles under `paths` to `out`, and tells what was done.

    One pass; what is held does not grow with the input. Raises UsageError for a path or directory that cannot be used and
    RuleError for rules, both before anything is written.
    """
    started = time.monotonic()
    summary = Summary()
    items = read_articles(paths, options.read, on_file=options.on_file)
    pipeline = Pipeline.default(options.rules, disabled=options.disabled, conversion=options.conversion)
    with OutputTables(out, options.formats, options.language) as tables, FingerprintFile(out) as fingerprints:
        for done in _extracted(items, pipeline, options):
            tables.write(done.rows)
            summary.add(done)
            if done.fingerprint is not None:
                fingerprints.write(done.fingerprint)
            if options.on_done is not None:
                options.on_done(done)
    summary.files, summary.notes = tables.files, tables.notes
    summary.seconds = time.monotonic() - started
    return summary


def _extracted(items: Iterable[RawArticle | Reject], pipeline: Pipeline, options: RunOptions) -> Iterator[Done]:
    if options.workers > 1:
        start = (options.rules, options.disabled, options.conversion)
        return extract_in_pool(items, options.workers, start)
    return (extract_one(pipeline, item) for item in items)
