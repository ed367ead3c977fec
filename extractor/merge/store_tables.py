"""The tables of the store and the views over them.

`articles`, `signatures`, `company_names`, `award_told`, `funding_told` and `names` hold what each article tells, by the
number that its
doc_id is. The others are made of them: `copies` and `reprints` of the signatures, `settled` of the names, `members`
(which facts are
merged together) and the merged rows of the facts. `inputs` tells which files were read.
"""

from __future__ import annotations

from extractor.text.fingerprints import PERMUTATIONS

SCHEMA_VERSION = 1

_AMOUNT = "DECIMAL(38, 8)"
VALUES = [f"s{index}" for index in range(PERMUTATIONS)]
"""The columns of the values of a MinHash."""

ARTICLE = ["doc", "doc_id", "source", "title", "published", "publisher", "script", "home", "damage", "n_shingles"]
AWARD = [
    "doc",
    "row_no",
    "kind",
    "edition",
    "year",
    "grade",
    "status",
    "recipient_kind",
    "recipient_count",
    "recipient_unit",
    "district",
    "adcode",
    "grantor",
    "amount",
]
FUNDING = [
    "doc",
    "row_no",
    "kind",
    "amount",
    "amount_max",
    "currency",
    "qualifier",
    "per",
    "recipient_count",
    "project_count",
    "purpose",
    "period",
    "is_policy",
    "district",
    "adcode",
]
NAME = ["fact", "doc", "row_no", "role", "place", "written", "key", "name", "evidence", "short", "city"]
COMPANY = ["doc", "key", "city", "name"]
FAR = ["kind", "short", "key"]

TOLD_TABLES = ("articles", "signatures", "company_names", "award_told", "funding_told", "names")
"""What is told by an article, and goes with it."""

_MERGED = "fact_id VARCHAR, block VARCHAR"
_SOURCES = "n_sources INTEGER, n_articles INTEGER, first_date VARCHAR, last_date VARCHAR, articles VARCHAR, disagreements VARCHAR"

STATEMENTS = (
    "CREATE TABLE inputs (path VARCHAR, stamp VARCHAR)",
    "CREATE TABLE articles (doc UBIGINT, doc_id VARCHAR, source VARCHAR, title VARCHAR, published VARCHAR, publisher VARCHAR, "
    "script VARCHAR, home VARCHAR, damage INTEGER, n_shingles INTEGER)",
    f"CREATE TABLE signatures (doc UBIGINT, {', '.join(f'{name} USMALLINT' for name in VALUES)})",
    "CREATE TABLE company_names (doc UBIGINT, key VARCHAR, city VARCHAR, name VARCHAR)",
    "CREATE TABLE far_names (kind VARCHAR, short VARCHAR, key VARCHAR)",
    "CREATE TABLE award_told (doc UBIGINT, row_no INTEGER, kind VARCHAR, edition INTEGER, year INTEGER, grade VARCHAR, "
    "status VARCHAR, recipient_kind VARCHAR, "
    f"recipient_count {_AMOUNT}, recipient_unit VARCHAR, district VARCHAR, adcode VARCHAR, grantor VARCHAR, amount {_AMOUNT})",
    f"CREATE TABLE funding_told (doc UBIGINT, row_no INTEGER, kind VARCHAR, amount {_AMOUNT}, amount_max {_AMOUNT}, "
    f"currency VARCHAR, qualifier VARCHAR, per VARCHAR, recipient_count {_AMOUNT}, project_count {_AMOUNT}, "
    "purpose VARCHAR, period VARCHAR, is_policy BOOLEAN, district VARCHAR, adcode VARCHAR)",
    "CREATE TABLE names (fact VARCHAR, doc UBIGINT, row_no INTEGER, role VARCHAR, place INTEGER, written VARCHAR, key VARCHAR, "
    "name VARCHAR, evidence VARCHAR, short BOOLEAN, city VARCHAR)",
    "CREATE TABLE copies (a UBIGINT, b UBIGINT)",
    "CREATE TABLE reprints (doc UBIGINT, cluster UBIGINT, best UBIGINT, n_copies INTEGER, is_voice BOOLEAN)",
    "CREATE TABLE settled (kind VARCHAR, short VARCHAR, city VARCHAR, key VARCHAR, name VARCHAR, evidence VARCHAR)",
    "CREATE TABLE members (fact VARCHAR, doc UBIGINT, row_no INTEGER, block VARCHAR)",
    f"CREATE TABLE award_rows ({_MERGED}, award_id VARCHAR, award VARCHAR, edition INTEGER, year INTEGER, grade VARCHAR, "
    f"status VARCHAR, recipient_id VARCHAR, recipient VARCHAR, recipient_kind VARCHAR, recipient_count {_AMOUNT}, "
    f"recipient_unit VARCHAR, district VARCHAR, adcode VARCHAR, grantor VARCHAR, amount {_AMOUNT}, {_SOURCES})",
    f"CREATE TABLE funding_rows ({_MERGED}, kind VARCHAR, amount {_AMOUNT}, amount_max {_AMOUNT}, currency VARCHAR, "
    f"qualifier VARCHAR, per VARCHAR, recipient_ids VARCHAR, recipients VARCHAR, recipient_count {_AMOUNT}, "
    f"project_count {_AMOUNT}, purpose VARCHAR, funder_id VARCHAR, funder VARCHAR, period VARCHAR, is_policy BOOLEAN, "
    f"district VARCHAR, adcode VARCHAR, {_SOURCES})",
    # A name that only all articles together can settle takes what was settled; every other is its own.
    "CREATE VIEW meant AS SELECT n.fact, n.doc, n.row_no, n.role, n.place, n.written, n.short, coalesce(s.key, n.key) AS key, "
    "coalesce(s.name, n.name) AS name, coalesce(s.evidence, n.evidence) AS evidence FROM names n LEFT JOIN settled s "
    "ON n.short AND s.kind = (CASE n.role WHEN 'award' THEN 'award' ELSE 'company' END) AND s.short = n.key AND s.city = n.city",
    "CREATE VIEW merged_articles AS SELECT doc_id, source, printf('%016x', cluster) AS cluster_id, "
    "printf('%016x', best) AS best_copy, n_copies, is_voice FROM articles JOIN reprints USING (doc)",
    "CREATE VIEW merged_awards AS SELECT * EXCLUDE (block) FROM award_rows",
    "CREATE VIEW merged_funding AS SELECT * EXCLUDE (block) FROM funding_rows",
    "CREATE VIEW merged_names AS WITH told AS (SELECT m.*, coalesce(CASE WHEN m.role = 'recipient' THEN a.recipient_kind END, "
    "CASE m.role WHEN 'recipient' THEN 'recipient' ELSE m.role END) AS kind FROM meant m JOIN reprints r ON r.doc = m.doc "
    "AND r.is_voice LEFT JOIN award_told a ON m.fact = 'award' AND a.doc = m.doc AND a.row_no = m.row_no), counted AS (SELECT "
    "key, role = 'award' AS of_award, min(kind) AS kind, written, min(evidence) AS evidence, count(DISTINCT doc) AS n_articles, "
    "min(name) AS name FROM told GROUP BY key, of_award, written) SELECT (CASE WHEN of_award THEN 'a' ELSE 'e' END) || "
    "substr(sha256((CASE WHEN of_award THEN 'a' ELSE 'e' END) || chr(0) || key), 1, 15) AS entity_id, min(kind) OVER same "
    "AS kind, "
    "first_value(name) OVER (PARTITION BY key, of_award ORDER BY length(name) DESC, name) AS name, written, evidence, n_articles "
    "FROM counted WINDOW same AS (PARTITION BY key, of_award)",
)
