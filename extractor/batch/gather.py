"""From the parts of shards to whole tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.batch.options import Summary
from extractor.batch.outcomes import Outcome, parts_of
from extractor.batch.shards import Shard, Spooled
from extractor.batch.tasks import How
from extractor.errors import ExtractorError
from extractor.outputs.fingerprints import FILE, FingerprintFile
from extractor.outputs.run_log import changes_since
from extractor.outputs.schema import EXTRA_TABLES, TABLES
from extractor.outputs.tables import EXTRACTED, OutputTables, TableSet


def gather(outcomes: Iterable[tuple[Shard, Outcome]], out: Path, how: How, on_shard: Callable[[Shard, Outcome], None]) -> Summary:
    """Writes the tables of the shards to `out`, in their order; a shard's parts are held at a time, and removed behind it.

    The tables take their names when all are whole. `on_shard` is told each shard once it is written. Raises UsageError where
    `out` cannot be written.
    """
    summary = Summary()
    with opened(out, how) as (tables, fingerprints):
        for shard, outcome in outcomes:
            content = how.files.read(how.parts_path(shard))
            if content is None:
                raise ExtractorError(f"the work in hand for {shard.name} is gone; start again to go on")
            parts = parts_of(content)
            tables.append(parts.fragments)
            fingerprints.write(parts.fingerprints)
            how.files.remove(how.parts_path(shard))
            if isinstance(shard.content, Spooled):
                how.files.remove(shard.content.path)
            summary.add(outcome)
            on_shard(shard, outcome)
    summary.files, summary.notes = tables.files, tables.notes
    return summary


@contextmanager
def opened(out: Path, how: How) -> Iterator[tuple[OutputTables, FingerprintFile]]:
    """The tables and fingerprints of a run, open for rows; they take their names together where the block ends without an
    error, and tables of earlier runs that this one has not are gone then. Raises UsageError where `out` cannot be written."""
    book = TableSet(EXTRACTED.workbook, how.tables)
    with (
        OutputTables(out, how.formats, how.language, book=book, is_changed=changes_since(out)) as tables,
        FingerprintFile(tables.beside(FILE)) as fingerprints,
    ):
        yield tables, fingerprints
    _remove_others(out, how)


def _remove_others(out: Path, how: How) -> None:
    """Removes tables that an earlier run wrote in these formats and this one did not."""
    for table in (*TABLES, *EXTRA_TABLES):
        if table not in how.tables:
            for name in how.formats:
                (out / f"{table.name}.{name}").unlink(missing_ok=True)
