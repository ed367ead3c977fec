"""A run over many shards: given out, kept, and put together in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from extractor.batch.engine import Engine
from extractor.batch.gather import gather
from extractor.batch.local import LocalEngine
from extractor.batch.options import Progress, RunOptions, Summary
from extractor.batch.outcomes import Outcome
from extractor.batch.run_directory import NAME, RunDirectory, locked
from extractor.batch.schedule import Schedule
from extractor.batch.shards import Shard
from extractor.batch.storage import LocalStorage
from extractor.batch.tasks import How
from extractor.rules.files import RuleFiles
from extractor.rules.versions import cleaning_version, code_digest

_DIGITS = 16
"""Digits of a version in a path; the whole of it is part of each shard's key."""


def run_pooled(shards: Iterator[Shard], out: Path, options: RunOptions, rules: RuleFiles) -> Summary:
    """Writes the tables of the shards, by processes of this machine. Raises UsageError and RuleError."""
    directory = RunDirectory(str(out / NAME), LocalStorage())
    how = how_of(options, rules, directory.path)
    with locked(out / NAME):
        if not options.resume:
            directory.forget_rows()
        engine = LocalEngine(options.workers, how)
        return run_on(engine, shards, out, (how, directory, options))


def how_of(options: RunOptions, rules: RuleFiles, directory: str) -> How:
    """How the shards of such a run are done, with what is kept in a directory."""
    cleaned = cleaning_version(rules, f"{options.conversion} {_reading(options)}")[:_DIGITS]
    return How(
        key=_key(options, rules),
        rules=rules.digest(options.disabled),
        directory=directory,
        watches=f"{directory}/watch",
        read=options.read,
        choices=options.choices,
        make=options.make,
        tables=options.tables,
        formats=options.formats,
        language=options.language,
        seconds=options.seconds,
        cleaned=f"{directory}/cleaned/{cleaned}" if options.keep_cleaned else None,
        told=options.on_shard is not None,
    )


def run_on(engine: Engine, shards: Iterator[Shard], out: Path, work: tuple[How, RunDirectory, RunOptions]) -> Summary:
    """Has the engine do the shards and writes their tables; ends it at once where something goes wrong or is interrupted."""
    how, directory, options = work
    at_once = True
    try:
        engine.check()
        schedule = Schedule(engine, how, keeps_cleaned=directory.has_room)
        ledger = _Ledger(how, directory, options)
        summary = gather(schedule.outcomes(shards, ledger.tick), out, how, ledger.written)
        at_once = False
    finally:
        engine.stop(at_once=at_once)
    ledger.tick()
    directory.tidy(ledger.rows, ledger.cleaned, how.cleaned)
    return summary


class _Ledger:
    """What is written so far, for the progress and for tidying up."""

    def __init__(self, how: How, directory: RunDirectory, options: RunOptions) -> None:
        self._how = how
        self._directory = directory
        self._options = options
        self._progress = Progress()
        self.rows: set[str] = set()
        self.cleaned: set[str] = set()

    def written(self, shard: Shard, outcome: Outcome) -> None:
        """Counts a shard."""
        before = self._progress
        before.figures.add(outcome.figures)
        self._progress = replace(
            before,
            weight=before.weight + shard.weight,
            shards=before.shards + 1,
            resumed=before.resumed + outcome.resumed * outcome.figures.rows.get("documents", 0),
            resumed_weight=before.resumed_weight + outcome.resumed * shard.weight,
        )
        self._directory.took_room(outcome.cleaned_bytes)
        self.rows.add(self._how.rows_path(shard).rsplit("/", 1)[-1])
        self.cleaned.add(f"{shard.key}.parquet")
        if self._options.on_shard is not None:
            self._options.on_shard(outcome)
        self.tick()

    def tick(self) -> None:
        """Tells how far the run is."""
        if self._options.on_progress is not None:
            self._options.on_progress(self._progress)


def _key(options: RunOptions, rules: RuleFiles) -> str:
    """The digest of all that decides the rows of a shard beside what is in it."""
    parts = [
        code_digest(),
        rules.digest(options.disabled),
        repr([str(root.resolve().name) for root in rules.roots]),
        options.conversion,
        _reading(options),
        " ".join(table.name for table in options.tables),
        f"{options.make.__module__}.{options.make.__qualname__}",
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _reading(options: RunOptions) -> str:
    """All that decides how inputs are read."""
    read = replace(options.read, exclude=None)
    return f"{msgspec.json.encode(dict(sorted(read.fields.items()))).decode()} {replace(read, fields={})}"
