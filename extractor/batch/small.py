"""A run of one shard at most: without a pool, and without anything kept."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from extractor.batch.gather import remove_others
from extractor.batch.here import can_fork, in_a_fork
from extractor.batch.options import RunOptions, Summary
from extractor.batch.outcomes import Outcome
from extractor.batch.pipelines import pipeline_for
from extractor.batch.shards import FileRange, Shard
from extractor.batch.tasks import How, Task
from extractor.outputs.fingerprints import FingerprintFile
from extractor.outputs.tables import EXTRACTED, OutputTables, TableSet


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
        done = in_a_fork(lambda: _written(shards, out, how))
    if done is None:
        return None
    summary, outcomes = done
    for outcome in outcomes:
        if options.on_shard is not None:
            options.on_shard(outcome)
    return summary


def _written(shards: Sequence[Shard], out: Path, how: How) -> tuple[Summary, list[Outcome]]:
    from extractor.batch.workshop import extracted

    summary = Summary()
    outcomes: list[Outcome] = []
    book = TableSet(EXTRACTED.workbook, how.tables)
    with OutputTables(out, how.formats, how.language, book=book) as tables, FingerprintFile(out) as fingerprints:
        for shard in shards:
            kept, _ = extracted(Task(shard), how)
            tables.write(kept.tables)
            fingerprints.write(kept.fingerprints)
            rejects = [[str(value) for value in row] for row in kept.tables["rejects"]]
            outcomes.append(Outcome(kept.figures, kept.items, rejects=rejects, tracebacks=kept.tracebacks))
            summary.add(outcomes[-1])
    summary.files, summary.notes = tables.files, tables.notes
    remove_others(out, how)
    return summary, outcomes
