"""The main job: inputs to tables, by way of shards that can be done anywhere, in any order and again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from extractor.batch.options import RunOptions, Summary
from extractor.batch.places import place_of
from extractor.batch.plan import plan
from extractor.batch.small import is_small, run_small
from extractor.batch.url_storage import is_url
from extractor.errors import UsageError
from extractor.outputs.run_log import add_run
from extractor.rules.files import files_of


def run(paths: Sequence[str], out: Path | str, options: RunOptions) -> Summary:
    """Writes the tables of all articles under `paths` to `out`, and tells what was done.

    Rows stand in the order of their sources (paths part by part) and of the records in them, whatever the order of `paths`, the
    number of processes and what was done before. What is held in memory does not grow with the input. `paths` and `out` may be
    URLs of any file system that Arrow or fsspec knows. Raises UsageError for a path or directory that cannot be used and
    RuleError for rules, both before any table is written.
    """
    started = time.monotonic()
    rules = files_of(options.rules)
    place = place_of(str(out), paths)
    inputs = place.inputs(paths, options)
    try:
        shards = plan(inputs, place.reading(options), shard_bytes=options.shard_bytes)
        first = list(islice(shards, 2))
        summary = None
        if options.engine == "local" and place.is_own and is_small(first, options.shard_bytes):
            summary = run_small(first, Path(out), options)
        if summary is None:
            from extractor.batch.pooled import run_pooled

            summary = run_pooled(chain(first, shards), place, options, rules)
        place.tidy()
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}") from error
    summary.seconds = time.monotonic() - started
    if not is_url(str(out)):
        fresh = summary.rows["documents"] - summary.resumed
        add_run(Path(out), datetime.now(UTC), seconds=summary.seconds, articles=fresh, workers=options.workers)
    return summary
