"""A run over many shards: given out, kept, and put together in order."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import msgspec

from extractor.batch.engine import Engine
from extractor.batch.gather import gather
from extractor.batch.local import LocalEngine
from extractor.batch.options import Progress, RunOptions, Summary
from extractor.batch.outcomes import Outcome
from extractor.batch.places import Place
from extractor.batch.run_directory import RunDirectory
from extractor.batch.schedule import Schedule
from extractor.batch.shards import Shard
from extractor.batch.tasks import How
from extractor.batch.url_storage import is_url
from extractor.errors import UsageError
from extractor.rules.files import RuleFiles
from extractor.rules.versions import cleaning_version, code_digest

_DIGITS = 16
"""Digits of a version in a path; the whole of it is part of each shard's key."""


def run_pooled(shards: Iterator[Shard], place: Place, options: RunOptions, rules: RuleFiles) -> Summary:
    """Writes the tables of the shards, by processes of this machine or by a cluster. Raises UsageError and RuleError."""
    with place.held(), _watches(place.directory.path, options) as watches:
        how = how_of(place, options, rules, watches)
        if not options.resume:
            place.directory.forget_rows()
        engine = _engine(options, how)
        at_once = True
        try:
            summary = _done(engine, shards, place, how, options)
            at_once = False
        finally:
            engine.stop(at_once=at_once)
    return summary


def how_of(place: Place, options: RunOptions, rules: RuleFiles, watches: str) -> How:
    """How the shards of such a run are done, with what is kept in its directory. Raises UsageError."""
    directory = place.directory.path
    cleaned = cleaning_version(rules, f"{options.conversion} {_reading(options)}")[:_DIGITS]
    return How(
        key=_key(options, rules),
        rules=rules.digest(options.disabled),
        directory=directory,
        watches=watches,
        read=options.read,
        choices=options.choices,
        make=options.make,
        tables=options.tables,
        formats=options.formats,
        language=options.language,
        seconds=options.seconds,
        cleaned=f"{directory}/cleaned/{cleaned}" if options.keep_cleaned else None,
        storage=place.storage,
        told=options.on_shard is not None,
    )


@contextmanager
def _watches(directory: str, options: RunOptions) -> Iterator[str]:
    """Where watches are kept: where this process sees them and no other user can write, "" where there is no such place."""
    if not is_url(directory):
        yield f"{directory}/watch"
    elif options.engine == "local":
        with tempfile.TemporaryDirectory(prefix="extractor-watch-") as made:
            yield made
    else:
        yield ""


def _engine(options: RunOptions, how: How) -> Engine:
    if options.engine == "local":
        return LocalEngine(options.workers, how)
    from extractor.batch.ray_engine import RayEngine

    return RayEngine(options.ray_address, how, options.workers)


def _done(engine: Engine, shards: Iterator[Shard], place: Place, how: How, options: RunOptions) -> Summary:
    """Has the engine do the shards, writes their tables, and throws away what no run needs any more."""
    engine.check()
    directory = place.directory
    schedule = Schedule(engine, how, keeps_cleaned=directory.has_room)
    ledger = _Ledger(how, directory, options)
    with place.tables() as out:
        summary = gather(schedule.outcomes(shards, ledger.tick), out, how, ledger.written)
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
        options.tokenizer,
        *(_digest(path) for path in options.user_words),
        _reading(options),
        " ".join(table.name for table in options.tables),
        f"{options.make.__module__}.{options.make.__qualname__}",
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _digest(path: Path) -> str:
    """The hash of a user dictionary. Raises UsageError."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"cannot read the user dictionary {path}: {error.strerror or error}") from error


def _reading(options: RunOptions) -> str:
    """All that decides how inputs are read."""
    read = replace(options.read, exclude=None)
    return f"{msgspec.json.encode(dict(sorted(read.fields.items()))).decode()} {replace(read, fields={})}"
