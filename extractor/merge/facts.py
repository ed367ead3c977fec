"""Facts in the store: which belong together, and the merged rows of those that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from extractor.merge.awards import merge_awards
from extractor.merge.entities import ALONE, Holder, own_key, settle
from extractor.merge.funding import merge_funding
from extractor.merge.occasions import Source, Told
from extractor.merge.store import BATCH, Store, groups, insert, run
from extractor.merge.store_tables import AWARD, FUNDING

Merge = Callable[[str, Sequence[Told]], Iterator[tuple[Any, ...]]]

_NO_VALUE = "''"
_NAMED = "coalesce(string_agg(key, '；' ORDER BY key) FILTER (role = 'recipient'), '')"
# What must agree before facts are looked at together; a number without a named recipient belongs to its place and grade.
_AWARD_BLOCK = (
    "SELECT 'award' AS fact, doc, row_no, concat_ws('|', max(key) FILTER (role = 'award'), any_value(status), "
    f"CASE WHEN {_NAMED} <> '' THEN {_NAMED} ELSE concat_ws('|', '', coalesce(any_value(adcode), ''), coalesce(any_value("
    "recipient_unit), ''), coalesce(any_value(grade), '')) END) AS block FROM changed JOIN award_told USING (doc, row_no) "
    "JOIN meant USING (fact, doc, row_no) WHERE fact = 'award' GROUP BY doc, row_no"
)
_FUNDING_BLOCK = (
    "SELECT 'funding' AS fact, doc, row_no, concat_ws('|', any_value(kind), any_value(currency), any_value(per), any_value("
    f"is_policy), CASE WHEN {_NAMED} <> '' THEN {_NAMED} ELSE concat_ws('|', '', any_value(amount), "
    f"coalesce(any_value(amount_max), "
    "any_value(amount)), coalesce(any_value(adcode), max(key) FILTER (role = 'funder'), any_value(cluster)::VARCHAR)) "
    "END) AS block "
    "FROM changed JOIN funding_told USING (doc, row_no) JOIN reprints USING (doc) LEFT JOIN meant USING (fact, doc, row_no) "
    "WHERE fact = 'funding' GROUP BY doc, row_no"
)


def doubt_names(store: Store, docs: str) -> None:
    """Adds to `doubted` the short names on which the articles of the table `docs` have a say."""
    run(
        store,
        f"INSERT INTO doubted SELECT DISTINCT 'company', short FROM far_names JOIN company_names USING (key) SEMI JOIN {docs} "
        "USING (doc) WHERE kind = 'company'",
        f"INSERT INTO doubted SELECT DISTINCT CASE role WHEN 'award' THEN 'award' ELSE 'company' END, key FROM names SEMI JOIN "
        f"{docs} USING (doc) WHERE short",
        f"INSERT INTO doubted SELECT DISTINCT 'award', f.short FROM far_names f JOIN names n ON n.key = f.key AND n.role "
        f"= 'award' "
        f"SEMI JOIN {docs} USING (doc) WHERE f.kind = 'award'",
    )


def settle_names(store: Store) -> None:
    """Settles the `doubted` short names anew by all articles whose facts are merged."""
    run(
        store,
        "CREATE OR REPLACE TEMP TABLE asked AS SELECT DISTINCT kind, short FROM doubted",
        "DELETE FROM settled WHERE (kind, short) IN (SELECT (kind, short) FROM asked)",
        "CREATE OR REPLACE TEMP TABLE voices AS SELECT doc FROM reprints WHERE is_voice",
        "CREATE OR REPLACE TEMP TABLE candidates AS SELECT DISTINCT kind, short, 'h' AS what, key, city, name FROM asked JOIN "
        "far_names f USING (kind, short) JOIN company_names c USING (key) SEMI JOIN voices USING (doc) WHERE kind = 'company' "
        "UNION SELECT DISTINCT 'award', a.short, 'h', f.key, '', n.name FROM asked a JOIN far_names f USING (kind, short) JOIN "
        "names n ON n.key = f.key AND n.role = 'award' SEMI JOIN voices USING (doc) WHERE a.kind = 'award' "
        "UNION SELECT DISTINCT a.kind, a.short, 'o', '', n.city, '' FROM asked a JOIN names n ON n.key = a.short AND n.short AND "
        "a.kind = (CASE n.role WHEN 'award' THEN 'award' ELSE 'company' END) SEMI JOIN voices USING (doc)",
    )
    held: list[tuple[Any, ...]] = []
    for found in groups(store, "SELECT * FROM candidates", "(kind, short)", order="what, key, city, name"):
        held.extend(_settled(found))
        if len(held) >= BATCH:
            _keep(store, held)
    _keep(store, held)


def _settled(found: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of `settled` for one short name: company names told in several writings are one holder."""
    kind, short = found[0][:2]
    told = {key: Holder(key, city, name) for _, _, what, key, city, name in sorted(found) if what == "h"}
    cities = [row[4] for row in found if row[2] == "o"]
    for city, meant in settle(short, cities, told.values()).items():
        if meant is not None:
            yield kind, short, city, meant.key, meant.name, ALONE
        elif kind == "company":
            yield kind, short, city, own_key(short, city), short, "name and city"


def _keep(store: Store, held: list[tuple[Any, ...]]) -> None:
    insert(store, "settled", ("kind", "short", "city", "key", "name", "evidence"), held)
    held.clear()


def renew_facts(store: Store) -> None:
    """Merges anew the facts of `stale` articles, those with a doubted name, and all that belong together with them."""
    run(
        store,
        "CREATE OR REPLACE TEMP TABLE changed AS SELECT 'award' AS fact, doc, row_no FROM award_told SEMI JOIN stale USING (doc) "
        "UNION SELECT 'funding', doc, row_no FROM funding_told SEMI JOIN stale USING (doc) UNION SELECT fact, doc, row_no FROM "
        "names n SEMI JOIN asked a ON n.key = a.short AND n.short AND a.kind = (CASE n.role WHEN 'award' THEN 'award' ELSE "
        "'company' END)",
        "INSERT INTO blocks SELECT DISTINCT fact, block FROM members SEMI JOIN changed USING (fact, doc, row_no)",
        "DELETE FROM members WHERE (fact, doc, row_no) IN (SELECT (fact, doc, row_no) FROM changed)",
        "DELETE FROM changed WHERE doc NOT IN (SELECT doc FROM voices)",
        f"CREATE OR REPLACE TEMP TABLE placed AS {_AWARD_BLOCK} UNION ALL {_FUNDING_BLOCK}",
        "INSERT INTO members SELECT fact, doc, row_no, block FROM placed",
        "INSERT INTO blocks SELECT DISTINCT fact, block FROM placed",
        "CREATE OR REPLACE TEMP TABLE renewed AS SELECT DISTINCT fact, block FROM blocks",
    )
    for fact, table, columns, merge in (
        ("award", "award_rows", AWARD[2:], merge_awards),
        ("funding", "funding_rows", FUNDING[2:], merge_funding),
    ):
        run(store, f"DELETE FROM {table} WHERE block IN (SELECT block FROM renewed WHERE fact = '{fact}')")
        _merge(store, fact, table, (columns, merge))


def _merge(store: Store, fact: str, table: str, how: tuple[Sequence[str], Merge]) -> None:
    columns, merge = how
    names = store.execute(f"SELECT * FROM {table} LIMIT 0").description or []
    held: list[tuple[Any, ...]] = []
    for found in groups(store, _facts_query(fact, columns), "block", order="doc, row_no"):
        held.extend(merge(str(found[0][0]), [_told(row, columns) for row in found]))
        if len(held) >= BATCH:
            insert(store, table, [name[0] for name in names], held)
            held.clear()
    insert(store, table, [name[0] for name in names], held)


def _facts_query(fact: str, columns: Sequence[str]) -> str:
    """The facts of the renewed blocks with their source and the keys and names of whom they name."""
    return (
        f"WITH wanted AS (SELECT members.* FROM members SEMI JOIN renewed USING (fact, block) WHERE fact = '{fact}'), "
        "whom AS (SELECT doc, row_no, list({'role': role, 'key': key, 'name': name} ORDER BY place) AS whom FROM meant SEMI JOIN "
        f"wanted USING (fact, doc, row_no) GROUP BY doc, row_no), dates AS (SELECT cluster, min(published) AS first, "
        f"max(published) "
        "AS last FROM reprints JOIN articles USING (doc) GROUP BY cluster) "
        "SELECT block, doc, row_no, printf('%016x', cluster) AS cluster, doc_id, n_copies, dates.first, dates.last, "
        f"coalesce(whom, []) AS whom, {', '.join(f't.{column}' for column in columns)} FROM wanted JOIN {fact}_told t USING "
        "(doc, row_no) JOIN articles USING (doc) JOIN reprints USING (doc) JOIN dates USING (cluster) LEFT JOIN whom "
        "USING (doc, row_no)"
    )


def _told(row: Sequence[Any], columns: Sequence[str]) -> Told:
    keys: dict[str, tuple[str, ...]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for one in row[8]:
        role = one["role"]
        if one["key"] not in keys.get(role, ()):
            keys[role] = (*keys.get(role, ()), one["key"])
            names[role] = (*names.get(role, ()), one["name"])
    return Told(Source(*row[3:8]), dict(zip(columns, row[9:], strict=True)), keys, names)
