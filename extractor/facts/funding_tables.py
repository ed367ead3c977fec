"""Funding facts of tables: one for each row with a sum in a column of rewards, subsidies, loans or investments."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from extractor.facts.places import lowest
from extractor.facts.view import DocumentView
from extractor.match.grids import Column, Rows, rows_of
from extractor.model import Block, Cell, FundingFact, FundingKind, Group, Mention, Span
from extractor.rules.funding import KINDS, FundingRules

# What stands before a table tells of its sums within this many characters.
BEFORE = 80


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table by what they hold."""

    names: Column | None
    project: Column | None
    place: Column | None
    category: Column | None


def funding_rows(view: DocumentView, block: Block, rules: FundingRules) -> list[FundingFact]:
    """The funding facts of a table, row by row; a sum that several rows share, or that all have alike, is told for each.

    A column counts where its header names a kind of funding, or only money and the row or the text before tells the kind.
    """
    table = rows_of(view.document.text, block)
    if table is None:
        return []
    facts: list[FundingFact] = []
    columns = _columns(table, rules)
    for column in table.columns:
        facts.extend(_column_facts(view, block, table, column, columns, rules=rules))
    return sorted(facts, key=lambda fact: fact.start)


def _columns(table: Rows, rules: FundingRules) -> _Columns:
    words = rules.tables

    def first(pattern: re.Pattern[str], *, but: Column | None = None) -> Column | None:
        money = (c for c in table.columns if c is not but and pattern.search(c.header) and not words.money.search(c.header))
        return next(money, None)

    names = first(words.investors) or first(words.names)
    project = next((found for pattern in words.projects if (found := first(pattern, but=names))), None)
    return _Columns(names, project, first(words.places, but=names), first(words.categories, but=names))


def _column_facts(
    view: DocumentView, block: Block, table: Rows, column: Column, columns: _Columns, *, rules: FundingRules
) -> list[FundingFact]:
    own = _topic(column.header, rules)
    if own is None and not rules.tables.money.search(column.header):
        return []
    sums = [(row, cell, _sum(view, cell)) for row, cell in enumerate(column.cells) if not _is_total(view, table, row, rules)]
    shares = Counter(cell for _, cell, _ in sums)
    values = Counter(amount.number for _, _, amount in sums if amount)
    alike = len(sums) > 1 and len({amount.number if amount else None for _, _, amount in sums}) == 1
    facts: list[FundingFact] = []
    for row, cell, amount in sums:
        kind = own or _row_kind(view, block, columns, row, rules)
        if amount is not None and kind is not None:
            fact = _fact(view, amount, kind, columns, row, header=column.header, rules=rules)
            several = kind == "reward" and values[amount.number] > 1
            facts.append(replace(fact, per="each") if alike or several or shares[cell] > 1 else fact)
    group = _total_group(view, table, column, rules) if len(facts) == len(sums) == len(shares) else None
    return [replace(fact, group=group) for fact in facts] if group else facts


def _total_group(view: DocumentView, table: Rows, column: Column, rules: FundingRules) -> Group | None:
    """The group of a column's sums, with the total that the table's only row of totals tells and nothing else (no 约)."""
    totals = [cell for row, cell in enumerate(column.cells) if cell and _is_total(view, table, row, rules)]
    told = _sum(view, totals[0]) if len(totals) == 1 else None
    plain = told is not None and view.document.text[totals[0].start : totals[0].end].strip()[:1].isdigit()
    exact = told is not None and plain and told.number_max is None and told.qualifier is None
    return Group("total", told.start, told.end, told.number) if told is not None and exact else None


def _sum(view: DocumentView, cell: Cell | None) -> Mention | None:
    """The sum in a cell."""
    found = view.within(Span(cell.start, cell.end)) if cell else ()
    return next((mention for mention in found if mention.type == "amount" and mention.number is not None), None)


def _is_total(view: DocumentView, table: Rows, row: int, rules: FundingRules) -> bool:
    """Whether a row adds up the others: its first cells say so."""
    first = [column.cells[row] for column in table.columns[:3]]
    return any(cell and rules.tables.totals.search(view.document.text[cell.start : cell.end].strip()) for cell in first)


def _topic(text: str, rules: FundingRules) -> FundingKind | None:
    """The kind that the last word of a kind in the text tells."""
    found = [match.lastgroup for match in rules.topics.finditer(text)]
    return next((kind for kind in KINDS if found and kind == found[-1]), None)


def _row_kind(view: DocumentView, block: Block, columns: _Columns, row: int, rules: FundingRules) -> FundingKind | None:
    """The kind that the row's category tells, else the text before the table, else the title."""
    for column in (columns.category, columns.project):
        kind = _topic(_text(view, column, row), rules)
        if kind is not None:
            return kind
    title = view.document.text[view.title.start : view.title.end] if view.title else ""
    return _topic(view.document.text[max(0, block.start - BEFORE) : block.start], rules) or _topic(title, rules)


def _fact(
    view: DocumentView, amount: Mention, kind: FundingKind, columns: _Columns, row: int, *, header: str, rules: FundingRules
) -> FundingFact:
    name = _text(view, columns.names, row)
    invests = kind == "investment" and bool(name)
    adcode = _place(view, columns.place, row)
    return FundingFact(
        kind=kind,
        amount=amount.number or Decimal(0),
        amount_max=amount.number_max,
        currency=amount.currency or "CNY",
        qualifier=amount.qualifier,
        recipients=(name,) if name and not invests else (),
        purpose=_text(view, columns.project, row) or None,
        funder=name if invests else None,
        is_policy=not name and rules.tables.standards.search(header) is not None,
        district=view.place_name(adcode) if adcode else None,
        adcode=adcode,
        start=amount.start,
        end=amount.end,
        rule="funding.table.row",
    )


def _text(view: DocumentView, column: Column | None, row: int) -> str:
    cell = column.cells[row] if column else None
    return view.document.text[cell.start : cell.end].strip() if cell else ""


def _place(view: DocumentView, column: Column | None, row: int) -> str | None:
    """The adcode of the row's place."""
    cell = column.cells[row] if column else None
    return lowest(view.districts_within(cell.start, cell.end)) if cell else None
