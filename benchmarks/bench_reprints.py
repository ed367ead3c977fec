"""Reprints of the whole sample corpus: ten copies of each article against the originals alone.

`python -m benchmarks.bench_reprints` prints how far clusters and merged tables agree, how much of a copy stands in its
original and of
an article in another one, and what share of a run the fingerprints take.
"""

from __future__ import annotations

import tempfile
import time
from itertools import combinations
from pathlib import Path

import duckdb
import numpy

from extractor.batch import RunOptions, run
from extractor.merge import merge
from extractor.merge.copies import Copy, in_other
from extractor.merge.store import FILE
from extractor.merge.store_tables import VALUES
from extractor.outputs.fingerprints import fingerprint_of
from extractor.pipeline import Pipeline
from tests.merge.agreement import pairwise_f1, table_f1
from tests.merge.variants import VARIANTS, original_of, originals, write_originals, write_variants


def agreement(place: Path) -> None:
    """Merges originals and copies, and prints how far they agree."""
    write_originals(place / "in")
    write_variants(place / "copies")
    for name, out in (("in", "originals"), ("copies", "all")):
        run([str(place / name)], place / out, RunOptions())
    merge([place / "originals"])
    done = merge([place / "all", place / "originals"])
    print(
        f"{done.articles:,} articles, {len(VARIANTS)} copies of each original: {done.texts} texts, merged in {done.seconds:.1f} s"
    )
    print(f"pairs of articles: F1 {pairwise_f1(place / 'all'):.4f}")
    for table in ("merged_awards", "merged_funding"):
        print(f"{table}: F1 {table_f1(place / 'all', place / 'originals', table):.4f}")


def shares(store: Path) -> None:
    """Prints how much of each copy stands in its original, and of an article in another one at most."""
    query = f"SELECT source, doc, n_shingles, {', '.join(VALUES)} FROM articles JOIN signatures USING (doc) ORDER BY source"
    rows = duckdb.connect(str(store), read_only=True).execute(query).fetchall()
    told = [(row[0], Copy(row[1], row[2], 0, False, None, numpy.array(row[3:], dtype=numpy.uint16))) for row in rows]
    whole = {original_of(source): copy for source, copy in told if Path(source).parent.name == "in" or "/original/" in source}
    own = sorted(in_other(copy, whole[original_of(source)]) for source, copy in told)
    other = max(max(in_other(a, b), in_other(b, a)) for a, b in combinations(whole.values(), 2))
    print(f"share of a copy in its original: least {own[0]:.2f}, one in a hundred below {own[len(own) // 100]:.2f}")
    print(f"share of an article in another one: at most {other:.2f}")


def cost() -> None:
    """Prints the share of extraction that fingerprints take."""
    pipeline, articles = Pipeline.default(), list(originals())
    pipeline.extract(articles[0])
    started = time.perf_counter()
    results = [pipeline.extract(article) for article in articles]
    extracted = time.perf_counter()
    for result in results:
        fingerprint_of(result)
    print(f"fingerprints: {(time.perf_counter() - extracted) / (extracted - started):.1%} of the time of extraction")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as directory:
        agreement(Path(directory))
        shares(Path(directory) / "all" / FILE)
    cost()
