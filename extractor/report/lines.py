"""A fact in one line: what it is, then its fields with their names."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.figures.words import Words
from extractor.outputs.schema import AWARD_FACTS, COUNT_FACTS, FUNDING_FACTS, Table
from extractor.report.facts import Fact, Record

_TABLES: dict[str, Table] = {"award": AWARD_FACTS, "funding": FUNDING_FACTS, "count": COUNT_FACTS}
_FIELDS = {
    "award": "recipient recipient_count grade edition year status district grantor amount",
    "funding": "recipients recipient_count project_count per purpose funder period is_policy district",
    "count": "qualifier",
}
_PLAIN = {("status", "granted"), ("per", "total"), ("is_policy", False)}
"""What is as usual, and is not told."""


def head(fact: Fact, words: Words) -> str:
    """What the fact is: the award, the kind and the sum, the counted thing."""
    told = fact.fields
    if fact.kind == "award":
        return str(told["award"])
    if fact.kind == "funding":
        return f"{words.known('kind.' + told['kind'], told['kind'])} {_sum(told, words)}"
    return f"{words.number(told['value'])} {told['unit'] or ''}{told['object'] or ''}"


def _sum(told: Record, words: Words) -> str:
    ends = [words.number(told[column]) for column in ("amount", "amount_max") if told[column] is not None]
    currency = told["currency"]
    return f"{told['qualifier'] or ''}{'–'.join(ends)} {words.known(f'currency.{currency}', currency)}"


def fields(fact: Fact, words: Words) -> Iterator[tuple[str, str]]:
    """The other fields that are told, each with its name."""
    heads = {column.name: _name(column.name, column.chinese, words) for column in _TABLES[fact.kind].columns}
    for column in _FIELDS[fact.kind].split():
        value = fact.fields[column]
        if value is not None and value != "" and (column, value) not in _PLAIN:
            yield heads[column], _cell(column, value, fact.fields, words)


def _name(name: str, chinese: str, words: Words) -> str:
    return chinese if words.language == "zh" else name.replace("_", " ")


def _cell(column: str, value: object, told: Record, words: Words) -> str:
    if isinstance(value, bool):
        return words("affirmed")
    if column == "recipient_count" and isinstance(value, Decimal):
        return words.number(value) + (told.get("recipient_unit") or "")
    if isinstance(value, Decimal):
        return words.number(value)
    return words.known(f"{column}.{value}", str(value))
