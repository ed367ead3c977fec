"""The main job: inputs to tables, by way of shards that can be done anywhere, in any order and again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import chain, islice
from pathlib import Path

from extractor.batch.inputs import local_inputs, local_reading
from extractor.batch.options import RunOptions, Summary
from extractor.batch.plan import plan
from extractor.batch.run_directory import NAME, RunDirectory, remove_if_empty
from extractor.batch.small import is_small, run_small
from extractor.batch.storage import LocalStorage
from extractor.errors import UsageError
from extractor.rules.files import files_of


def run(paths: Sequence[str], out: Path, options: RunOptions) -> Summary:
    """Writes the tables of all articles under `paths` to `out`, and tells what was done.

    Rows stand in the order of their sources (paths part by part) and of the records in them, whatever the order of `paths`, the
    number of processes and what was done before. What is held in memory does not grow with the input. Raises UsageError for a
    path or directory that cannot be used and RuleError for rules, both before any table is written.
    """
    started = time.monotonic()
    rules = files_of(options.rules)
    inputs = local_inputs(paths, options.read, options.on_file)
    directory = RunDirectory(str(out / NAME), LocalStorage())
    try:
        shards = plan(inputs, local_reading(options.read, directory.spool), shard_bytes=options.shard_bytes)
        first = list(islice(shards, 2))
        summary = run_small(first, out, options) if is_small(first, options.shard_bytes) else None
        if summary is None:
            from extractor.batch.pooled import run_pooled

            summary = run_pooled(chain(first, shards), out, options, rules)
        remove_if_empty(out / NAME)
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}") from error
    summary.seconds = time.monotonic() - started
    return summary
