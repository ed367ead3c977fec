"""Figures of money: by kind, and by who pays."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from extractor.figures.figure import Figure, Row
from extractor.figures.tables import Tables
from extractor.model import FundingKind

MOST = 15
_PAID = "currency = 'CNY' AND NOT coalesce(is_policy, false)"
_SUM = "sum(CASE WHEN per = 'each' THEN amount * coalesce(recipient_count, 1) ELSE amount END)"


def money_by_kind(tables: Tables) -> Figure:
    """The sums in yuan by kind, the largest first, with their number."""
    words = tables.words
    found = tables.rows(f"SELECT kind, {_SUM} AS amount, count(*) FROM {tables.sums} WHERE {_PAID} GROUP BY ALL ORDER BY ALL")
    return Figure(
        "money_by_kind",
        "bars",
        words("money_by_kind"),
        _note(tables),
        (words("head.kind"), words("head.amount"), words("head.sums")),
        tuple(
            Row(words.known(f"kind.{kind}", kind), (_plain(amount), number))
            for kind, amount, number in sorted(found, key=lambda row: (-row[1], row[0]))
        ),
        1,
        money=True,
    )


def money_by_funder(tables: Tables) -> Figure:
    """The sums in yuan by funder, cut by kind: the funders that pay most."""
    words = tables.words
    found = tables.rows(
        f"SELECT funder, kind, {_SUM} FROM {tables.sums} WHERE {_PAID} AND coalesce(funder, '') <> '' GROUP BY ALL"
    )
    (nameless,) = tables.one(f"SELECT count(*) FROM {tables.sums} WHERE {_PAID} AND coalesce(funder, '') = ''")
    amounts = {(funder, kind): _plain(amount) for funder, kind, amount in found}
    totals: dict[str, Decimal] = {}
    for (funder, _), amount in amounts.items():
        totals[funder] = totals.get(funder, Decimal(0)) + amount
    funders = sorted(totals, key=lambda funder: (-totals[funder], funder))[:MOST]
    kinds = [kind for kind in get_args(FundingKind) if any((funder, kind) in amounts for funder in funders)]
    return Figure(
        "money_by_funder",
        "bars",
        words("money_by_funder"),
        words.joined(_note(tables), words("money.funder", n=nameless)),
        (words("head.funder"), *(words(f"kind.{kind}") for kind in kinds)),
        tuple(Row(funder, tuple(amounts.get((funder, kind), Decimal(0)) for kind in kinds)) for funder in funders),
        len(kinds),
        money=True,
    )


def _note(tables: Tables) -> str:
    policies, foreign = tables.one(
        "SELECT count(*) FILTER (coalesce(is_policy, false)), count(*) FILTER (NOT coalesce(is_policy, false)"
        f" AND currency IS DISTINCT FROM 'CNY') FROM {tables.sums}"
    )
    note = tables.words("money.note", policies=policies, foreign=foreign)
    return tables.words.joined(note, tables.once)


def _plain(amount: Decimal) -> Decimal:
    """The sum without the zeros that its column type adds."""
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount.normalize()
