"""Reprints in the store: pairs of like signatures found by SQL joins, clusters renewed where a pair came or went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy

from extractor.merge.copies import SHARED, Copy, cluster_of, components
from extractor.merge.store import BATCH, Store, groups, insert, insert_columns, number, run
from extractor.merge.store_tables import VALUES
from extractor.text.fingerprints import BANDS, PERMUTATIONS, ROWS

_LEAST_BANDS = 2  # one band of three equal values is chance, among a million articles
_CHUNK = 200_000  # pairs whose values are compared at once

_BANDS_HELD = 4_000_000  # bands of articles that are joined at once

_J = f"(equal / {PERMUTATIONS}.0)"
_CLUSTERS = 2_000  # clusters of two and more whose values are in memory at once
_MEMBERS = (
    "SELECT cluster, doc, n_shingles, damage, script = 'hant' AND NOT regexp_matches(coalesce(home, ''), '^(71|81|82)'), "
    "published, "
    f"{', '.join(VALUES)} FROM joined JOIN articles USING (doc) JOIN signatures USING (doc)"
)
_TOGETHER = f"{_J} / (1 + {_J}) * (x.n_shingles + y.n_shingles) / least(x.n_shingles, y.n_shingles)"

# Two notices in the same words about different companies are no reprints: where both name companies, one must be the same.
_NOT_OTHERS = (
    "(a NOT IN (SELECT doc FROM company_names) OR b NOT IN (SELECT doc FROM company_names) OR (a, b) IN (SELECT (m.doc, n.doc) "
    "FROM company_names m JOIN company_names n USING (key) JOIN pairs p ON p.a = m.doc AND p.b = n.doc))"
)


def find_copies(store: Store) -> None:
    """Adds the pairs of reprints between the articles in `fresh` and all articles to `copies`.

    Some bands at a time, so that what is held does not grow with their number; then pairs with two common bands are verified by
    all their values, as `text.fingerprints.containment` does.
    """
    run(store, "CREATE OR REPLACE TEMP TABLE likely (a UBIGINT, b UBIGINT)")
    together = max(1, min(BANDS, _BANDS_HELD // max(1, number(store, "SELECT count(*) FROM signatures"))))
    for first in range(0, BANDS, together):
        values = ", ".join(map(_band, range(first, min(first + together, BANDS))))
        run(
            store,
            f"INSERT INTO likely SELECT least(f.doc, o.doc), greatest(f.doc, o.doc) FROM (SELECT doc, unnest([{values}]) "
            f"AS band FROM "
            f"signatures SEMI JOIN fresh USING (doc)) f JOIN (SELECT doc, unnest([{values}]) AS band FROM signatures) o "
            f"USING (band) "
            "WHERE f.doc < o.doc OR (f.doc > o.doc AND o.doc NOT IN (SELECT doc FROM fresh))",
        )
    equal = " + ".join(f"(x.{name} = y.{name})::INTEGER" for name in VALUES)
    run(
        store,
        "CREATE OR REPLACE TEMP TABLE pairs AS SELECT a, b, row_number() OVER () // "
        f"{_CHUNK} AS chunk FROM likely GROUP BY a, b HAVING count(*) >= {_LEAST_BANDS}",
        "DROP TABLE likely",
    )
    for chunk in range(number(store, "SELECT coalesce(max(chunk), -1) + 1 FROM pairs")):
        run(
            store,
            f"INSERT INTO copies SELECT a, b FROM (SELECT a, b, {equal} AS equal FROM (SELECT a, b FROM pairs WHERE chunk = "
            f"{chunk}) JOIN signatures x ON x.doc = a JOIN signatures y ON y.doc = b) JOIN articles x ON x.doc = a "
            f"JOIN articles y ON y.doc = b WHERE {_TOGETHER} >= {SHARED} AND {_NOT_OTHERS}",
        )
    run(store, "DROP TABLE pairs")


def _band(band: int) -> str:
    """One number for the values of a band, others for other bands: two articles share the band where it is equal."""
    first, second, third = VALUES[band * ROWS : (band + 1) * ROWS]
    return f"({band}::UBIGINT << 48) + ({first}::UBIGINT << 32) + ({second}::UBIGINT << 16) + {third}"


def renew_clusters(store: Store) -> None:
    """Makes the clusters of `fresh` articles and of all that stood with them anew; `stale` holds the articles it changed."""
    run(
        store,
        # What stands with a fresh article now, or stood with a replaced one before: whole clusters.
        "CREATE OR REPLACE TEMP TABLE near AS SELECT doc FROM fresh UNION SELECT a FROM copies SEMI JOIN fresh ON b = doc UNION "
        "SELECT b FROM copies SEMI JOIN fresh ON a = doc UNION SELECT doc FROM parted",
        "INSERT INTO near SELECT doc FROM reprints WHERE cluster IN (SELECT cluster FROM reprints SEMI JOIN near USING (doc)) "
        "AND doc NOT IN (SELECT doc FROM near)",
        "CREATE OR REPLACE TEMP TABLE before AS SELECT reprints.* FROM reprints SEMI JOIN near USING (doc)",
        "DELETE FROM reprints WHERE doc IN (SELECT doc FROM near)",
        "INSERT INTO reprints SELECT doc, doc, doc, 1, true FROM near WHERE doc NOT IN (SELECT a FROM copies) AND doc NOT IN "
        "(SELECT b FROM copies)",
        "CREATE OR REPLACE TEMP TABLE joined (doc UBIGINT, cluster UBIGINT)",
    )
    edges = store.execute("SELECT a, b FROM copies SEMI JOIN near ON a = doc").fetchnumpy()
    numbers, tops = components(edges["a"], edges["b"])
    insert_columns(store, "joined", {"doc": numbers, "cluster": tops}, "doc, cluster")
    held: list[tuple[Any, ...]] = []
    for copies in groups(store, _MEMBERS, "cluster", order="doc", size=_CLUSTERS):
        held.extend(_told(copies))
        if len(held) >= BATCH:
            _keep(store, held)
    _keep(store, held)
    run(
        store,
        "CREATE OR REPLACE TEMP TABLE stale AS SELECT doc FROM fresh UNION SELECT doc FROM (SELECT * FROM reprints SEMI "
        "JOIN near "
        "USING (doc) EXCEPT SELECT * FROM before) UNION SELECT doc FROM near WHERE doc NOT IN (SELECT doc FROM before)",
    )


def _keep(store: Store, held: list[tuple[Any, ...]]) -> None:
    insert(store, "reprints", ("doc", "cluster", "best", "n_copies", "is_voice"), held)
    held.clear()


def _told(members: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    copies = [Copy(row[1], row[2], row[3], row[4], row[5], numpy.array(row[6:], dtype=numpy.uint16)) for row in members]
    cluster = cluster_of(copies)
    return ((copy.doc, cluster.number, cluster.best, len(copies), copy.doc in cluster.voices) for copy in copies)
