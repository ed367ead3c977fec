"""A run of one shard at most: without a pool, and without anything kept."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from extractor.batch.gather import opened
from extractor.batch.here import can_fork, in_a_fork
from extractor.batch.options import RunOptions, Summary
from extractor.batch.outcomes import Outcome
from extractor.batch.pipelines import pipeline_for
from extractor.batch.shards import FileRange, Shard
from extractor.batch.tasks import How, Task


def is_small(shards: Sequence[Shard], limit: int) -> bool:
    """Whether these, all that a run has (or its first two), are not worth a pool."""
    return len(shards) < 2 and all(shard.weight <= limit and not isinstance(shard.content, FileRange) for shard in shards)


def run_small(shards: Sequence[Shard], out: Path, options: RunOptions) -> Summary | None:
    """Writes the tables of the shard; None where a document ended the process that did it, or took too long.

    Raises UsageError and RuleError.
    """
    pipeline = pipeline_for(options.make, options.choices)
    with tempfile.TemporaryDirectory() as watches:
        how = How(
            key="",
            rules=pipeline.pack.digest,
            directory="",
            watches=watches if can_fork() else "",
            read=options.read,
            choices=options.choices,
            make=options.make,
            tables=options.tables,
            formats=options.formats,
            language=options.language,
            seconds=options.seconds,
        )
        content = in_a_fork(lambda: msgspec.msgpack.encode(_written(shards, out, how), enc_hook=str))
    if content is None:
        return None
    done = msgspec.msgpack.decode(content, type=_Done, dec_hook=lambda kind, told: kind(told))
    summary = Summary(files=done.files, notes=done.notes)
    for outcome in done.outcomes:
        summary.add(outcome)
        if options.on_shard is not None:
            options.on_shard(outcome)
    return summary


class _Done(msgspec.Struct):
    """What was written, and what came out of each shard."""

    files: list[Path]
    notes: list[str]
    outcomes: list[Outcome]


def _written(shards: Sequence[Shard], out: Path, how: How) -> _Done:
    from extractor.batch.workshop import extracted

    outcomes: list[Outcome] = []
    with opened(out, how) as (tables, fingerprints):
        for shard in shards:
            kept, _ = extracted(Task(shard), how)
            tables.write(kept.tables)
            fingerprints.write(kept.fingerprints)
            rejects = [[str(value) for value in row] for row in kept.tables["rejects"]]
            outcomes.append(Outcome(kept.figures, kept.items, rejects=rejects, tracebacks=kept.tracebacks))
    return _Done(tables.files, tables.notes, outcomes)
