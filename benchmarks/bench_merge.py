"""How merging grows: generated signatures and facts of many articles, merged at once and then one more day of them.

`python -m benchmarks.bench_merge [ARTICLES]` (1,000,000 by default) prints the time, the peak memory of the process, and
the size of
the store. Two of five articles are reprints, in clusters of two to twelve whose texts share half to all of their
shingles; each article
tells one award of one of as many companies as there are articles in five, one in ten of them by a short name, and one in ten its
company's full name.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy

from extractor.merge.job import take
from extractor.merge.store import FILE, Store, insert_columns, number, opened, run
from extractor.merge.store_tables import TOLD_TABLES, VALUES

CHUNK = 50_000
MEBIBYTE = 1024 * 1024


def generated(store: Store, first: int, articles: int) -> None:
    """Fills the `new_` tables with articles of the numbers from `first` on."""
    for table in (*TOLD_TABLES, "far_names"):
        run(store, f"CREATE OR REPLACE TEMP TABLE new_{table} AS FROM {table} LIMIT 0")
    random = numpy.random.default_rng(first)
    for start in range(first, first + articles, CHUNK):
        count = min(CHUNK, first + articles - start)
        values = random.integers(0, 1 << 16, (count, len(VALUES)), dtype=numpy.uint16)
        _reprint(values, random)
        # Numbers as a hash gives them, so that neighbours in time are none in the store.
        docs = (numpy.arange(start, start + count, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)) | numpy.uint64(1)
        columns = {"doc": docs} | {name: values[:, index].copy() for index, name in enumerate(VALUES)}
        insert_columns(store, "new_signatures", columns, ", ".join(columns))
    companies = articles // 5
    run(
        store,
        "INSERT INTO new_articles SELECT doc, printf('%016x', doc), 'generated', NULL, '2026-01-' || printf('%02d', 1 + "
        "doc % 28), "
        "NULL, 'hans', '350200', (doc % 3)::INTEGER, 900 + (doc % 200)::INTEGER FROM new_signatures",
        "INSERT INTO new_award_told SELECT doc, 0, 'prize', 1 + doc % 6, NULL, NULL, 'granted', 'company', NULL, NULL, "
        "NULL, NULL, "
        "NULL, CASE WHEN doc % 2 = 0 THEN 100000 + doc % 3 END FROM new_articles",
        "INSERT INTO new_names SELECT 'award', doc, 0, 'award', 0, 'award', 'award' || (doc // 7 % 300), 'award', 'award name', "
        "false, '' FROM new_articles",
        f"INSERT INTO new_names SELECT 'award', doc, 0, 'recipient', 1, 'x', (CASE WHEN doc % 10 = 0 THEN 'short' ELSE "
        f"'full' END) || "
        f"(doc // 11 % {companies}), 'x', 'full name', doc % 10 = 0, '' FROM new_articles",
        f"INSERT INTO new_company_names SELECT doc, 'full' || (doc // 11 % {companies}), '3502', 'x' FROM new_articles "
        f"WHERE doc % 10 = 1",
        "INSERT INTO new_far_names SELECT DISTINCT 'company', 'short' || key[5:], key FROM new_company_names",
    )


def _reprint(values: numpy.ndarray, random: numpy.random.Generator) -> None:
    """Makes two of five rows copies of a row before them, some values changed."""
    start, end = 0, len(values) * 2 // 5
    while start < end:
        size = int(random.integers(2, 13))
        for row in range(start + 1, min(start + size, end)):
            kept = random.random(values.shape[1]) < random.uniform(0.5, 1.0)
            values[row, kept] = values[start, kept]
        start += size


def measured(directory: Path, first: int, articles: int) -> None:
    """Merges generated articles and prints what it took."""
    with opened(directory) as store:
        generated(store, first, articles)
        started = time.monotonic()
        take(store)
        seconds = time.monotonic() - started
        clusters, rows = (
            number(store, query) for query in ("SELECT count(DISTINCT cluster) FROM reprints", "SELECT count(*) FROM award_rows")
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = (directory / FILE).stat().st_size / MEBIBYTE
    print(
        f"{articles:>9,} articles more: {seconds:6.1f} s, {clusters:,} texts, {rows:,} merged rows, peak {peak:,.0f} MiB, "
        f"store {size:,.0f} MiB",
        flush=True,
    )


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as place:
        measured(Path(place), 0, wanted)
        measured(Path(place), wanted, max(1, wanted // 100))
