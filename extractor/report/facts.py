"""The facts of a report, by article and sentence, with the slots they fill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractor.figures.tables import Tables
from extractor.outputs.rows import RECIPIENT_SEPARATOR, plain_number
from extractor.report.marks import Slot

Record = Mapping[str, Any]
KINDS = {"award": "award_facts", "funding": "funding_facts", "count": "count_facts"}

_ALL = " UNION ALL ".join(f"SELECT doc_id FROM {table}" for table in KINDS.values())
_CHOSEN = f"""
CREATE OR REPLACE TEMP TABLE chosen AS
WITH facts AS (SELECT doc_id, count(*) AS n FROM ({_ALL}) GROUP BY doc_id),
  ordered AS (SELECT *, row_number() OVER () AS place FROM documents),
  summed AS (SELECT ordered.*, sum(n) OVER (ORDER BY place) - n AS before FROM ordered JOIN facts USING (doc_id))
SELECT * FROM summed WHERE before < ?
"""
_TOTALS = ", ".join(f"(SELECT count(*) FROM {table})" for table in KINDS.values())
_MENTIONS = """
SELECT DISTINCT doc_id, sentence, text, value FROM mentions
WHERE doc_id IN (SELECT doc_id FROM chosen) AND type NOT IN ('grade', 'project', 'person') AND text <> value
"""
_NAMES = {
    "award": {"award": "award", "grade": "award", "recipient": "recipient", "district": "district", "grantor": "giver"},
    "funding": {"recipients": "recipient", "purpose": "purpose", "funder": "giver", "district": "district", "period": "time"},
    "count": {},
}
"""The fields whose texts may stand in the sentence as they are, and the name of the slot that is shown."""
_VALUES = {
    "award": {"award": "award", "recipient": "recipient", "recipient_count": "number", "adcode": "district", "amount": "number"},
    "funding": {"amount": "number", "amount_max": "number", "recipient_count": "number", "adcode": "district"},
    "count": {"value": "number"},
}
"""The fields whose values are those of mentions, which the sentence may write in another way: 100万元 for 1000000."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a table of facts: its kind and its fields."""

    kind: str
    fields: Record


@dataclass(slots=True)
class Sentence:
    """A sentence, the facts it tells, and what fills their slots."""

    text: str
    facts: list[Fact] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """An article's row of the table `documents`, and its sentences that tell facts."""

    fields: Record
    sentences: list[Sentence] = field(default_factory=list)


def fact_totals(tables: Tables) -> dict[str, int]:
    """How many facts of each kind the run found."""
    return dict(zip(KINDS, tables.one(f"SELECT {_TOTALS}"), strict=True))


def articles_with_facts(tables: Tables, limit: int) -> list[Article]:
    """The articles that have facts, in the order of their table, each with all of its own: as many as tell `limit` facts."""
    tables.store.execute(_CHOSEN, [limit])
    found = {record["doc_id"]: Article(record) for record in _records(tables, "SELECT * FROM chosen ORDER BY place")}
    sentences: dict[tuple[str, str], Sentence] = {}
    for kind, table in KINDS.items():
        for record in _records(tables, f"SELECT * FROM {table} WHERE doc_id IN (SELECT doc_id FROM chosen) ORDER BY ALL"):
            key = (record["doc_id"], record["sentence"] or "")
            if key not in sentences:
                sentences[key] = Sentence(key[1])
            sentences[key].facts.append(Fact(kind, record))
    written = _written(tables)
    for (doc_id, text), sentence in sentences.items():
        sentence.slots = list(_slots(sentence.facts, written.get((doc_id, text), {})))
        found[doc_id].sentences.append(sentence)
    for article in found.values():
        for sentence in article.sentences:
            sentence.facts.sort(key=_place)  # those of one place stay in the order of their fields
        article.sentences.sort(key=lambda sentence: _place(sentence.facts[0]))
    return list(found.values())


def _place(fact: Fact) -> int:
    return int(fact.fields["raw_start"] or 0)


def _records(tables: Tables, query: str) -> Iterator[Record]:
    result = tables.store.execute(query)
    names = [column[0] for column in result.description or ()]
    return (dict(zip(names, row, strict=True)) for row in result.fetchall())


def _written(tables: Tables) -> Mapping[tuple[str, str], Mapping[str, list[str]]]:
    """How each sentence writes the values of its mentions."""
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for doc_id, sentence, text, value in tables.rows(_MENTIONS):
        found[doc_id, sentence or ""][value or ""].append(text)
    return found


def _slots(facts: Iterable[Fact], written: Mapping[str, list[str]]) -> Iterator[Slot]:
    for fact in facts:
        for column, name in _NAMES[fact.kind].items():
            for text in str(fact.fields.get(column) or "").split(RECIPIENT_SEPARATOR):
                yield Slot(text, name)
        for column, name in _VALUES[fact.kind].items():
            for text in written.get(_value(fact.fields.get(column)), ()):
                yield Slot(text, name)


def _value(value: object) -> str:
    return plain_number(value) if isinstance(value, Decimal) else str(value or "")
