"""The shard function: the same for one machine and for many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import astuple

from extractor.batch.cleaned import CleanedShard, cleaned_row, cleaned_shard
from extractor.batch.cleaned import Row as CleanedRow
from extractor.batch.outcomes import Figures, Kept, Outcome, Parts, kept_bytes, kept_rows, parts_bytes
from extractor.batch.pipelines import pipeline_for
from extractor.batch.shards import Shard, streams_of
from extractor.batch.tasks import How, Task
from extractor.batch.watch import Watch
from extractor.batch.work import extract_one, failed
from extractor.model import RawArticle, Reject
from extractor.outputs.fingerprints import Fingerprint
from extractor.outputs.rows import Row
from extractor.outputs.tables import fragments_of


def do(task: Task, how: How) -> Outcome:
    """Does the shard, unless its rows are there already, and hands its parts of the output files over.

    Raises OSError where nothing can be written, RuleError and UsageError for rules that cannot be used.
    """
    shard, files = task.shard, how.files
    kept = None if task.only else kept_rows(files.read(how.rows_path(shard)), how.tables)
    resumed, cleaned_bytes = kept is not None, 0
    if kept is None:
        kept, cleaned = extracted(task, how)
        if task.only:
            return Outcome(kept.figures, kept.items)
        if cleaned and task.keeps_cleaned:
            content = cleaned_shard(cleaned)
            files.write(_cleaned_path(how, shard), content)
            cleaned_bytes = len(content)
        files.write(how.rows_path(shard), kept_bytes(kept))
    fragments = fragments_of(kept.tables, how.tables, how.formats, how.language)
    parts = Parts({name: dict(of_format) for name, of_format in fragments.items()}, kept.fingerprints)
    files.write(how.parts_path(shard), parts_bytes(parts))
    told = kept.tables.get("rejects", []) if how.told else []
    return Outcome(
        kept.figures,
        kept.items,
        resumed=resumed,
        rejects=[[str(value) for value in row] for row in told],
        tracebacks=kept.tracebacks if how.told else [],
        cleaned_bytes=cleaned_bytes,
    )


def extracted(task: Task, how: How) -> tuple[Kept, list[CleanedRow]]:
    """The rows of the shard, and its articles as they were cleaned now; none of these where all had been cleaned before."""
    pipeline = pipeline_for(how.make, how.choices, how.rules)
    known = CleanedShard(how.files.read(_cleaned_path(how, task.shard)) if how.cleaned else None)
    rows: dict[str, list[Row]] = {table.name: [] for table in how.tables}
    fingerprints: list[Fingerprint] = []
    cleaned: list[CleanedRow] = []
    tracebacks: list[str] = []
    repaired = before = items = 0
    for number, item in _items(task, how):
        items = number + 1
        document = known.document(number, item) if isinstance(item, RawArticle) else None
        done = extract_one(pipeline, item, document, tables=rows)
        for table, of_table in done.rows.items():
            if table in rows:
                rows[table].extend(of_table)
        repaired += sum("repaired" in row for row in done.rows.get("documents", ()))
        before += document is not None
        if done.fingerprint:
            fingerprints.append(done.fingerprint)
        if done.document and how.cleaned:
            cleaned.append(cleaned_row(number, done.document))
        if done.traceback:
            tracebacks.append(done.traceback)
    counts = Counter({table: len(of_table) for table, of_table in rows.items()})
    kept = Kept(Figures(dict(counts), repaired, before), rows, [astuple(one) for one in fingerprints], tracebacks, items)
    return kept, cleaned if len(cleaned) > before else []


def _items(task: Task, how: How) -> Iterator[tuple[int, RawArticle | Reject]]:
    """The items to do with their numbers, each under the watch from before it is read."""
    first, end = task.only or (0, None)
    number = 0
    with Watch(how.watch_path(task.shard), how.seconds) if how.watches else nullcontext() as watch:
        for source, items in streams_of(task.shard, how.read, how.storage):
            more = True
            while more:
                if number == end:
                    return
                if watch:
                    watch.start(number)
                item, more = _next(items, source, task.unreadable.get(number))
                if item is None:
                    break
                if number >= first:
                    reason = task.skipped.get(number)
                    yield number, failed(item, reason) if reason and isinstance(item, RawArticle) else item
                number += 1


def _next(items: Iterator[RawArticle | Reject], source: str, unreadable: str | None) -> tuple[RawArticle | Reject | None, bool]:
    """The next item of an input, and whether there may be more; None at its end."""
    if unreadable:
        return Reject(source, "", f"failed: {unreadable}"), False
    try:
        return next(items, None), True
    except Exception as error:  # noqa: BLE001 one bad input must not end the run, and is told in rejects
        return Reject(source, "", f"failed: {type(error).__name__}: {error}"), False


def _cleaned_path(how: How, shard: Shard) -> str:
    return f"{how.cleaned}/{shard.key}.parquet"
