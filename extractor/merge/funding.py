"""The sums of one kind for the same recipients over all articles, as the rows of the merged table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractor.merge.occasions import Group, Told, by_time, disagreements, labelled, most_told, sources_told, split
from extractor.merge.plain import stable_id
from extractor.outputs.rows import RECIPIENT_SEPARATOR

_SHOWN = ("amount", "amount_max", "recipient_count", "project_count", "period")
_NEWS = 31  # days within which articles tell of one payment; the next round comes later
_FIRST = ["kind", "amount", "amount_max", "currency", "qualifier", "per"]
_REST = ["district", "adcode"]


def merge_funding(block: str, told: Sequence[Told]) -> Iterator[tuple[Any, ...]]:
    """The rows of sums that agree in kind, currency and recipients, and in the amount where no recipient is named."""
    named = bool(told[0].keys.get("recipient"))
    for day, run in by_time(told, _NEWS):
        for funder, paid in labelled(split(run, lambda fact: fact.keys.get("funder"))):
            for amount, facts in labelled(split(paid, _amount, disagree=_told_apart(paid))):
                for purpose, parts in labelled(split(facts, lambda fact: fact.values["purpose"], disagree=named)):
                    yield _row(block, (day, funder, amount, purpose), parts)


def _amount(fact: Told) -> tuple[Any, Any]:
    return fact.values["amount"], fact.values["amount_max"] or fact.values["amount"]


def _told_apart(paid: Group) -> bool:
    """Whether different sums may be one told differently: one named recipient, one funder told by all, and no purpose
    that differs."""
    first = paid[0].keys
    one = len(first.get("recipient", ())) == 1 and all(fact.keys.get("funder") for fact in paid)
    return one and len({fact.values["purpose"] for fact in paid} - {None}) <= 1


def _row(block: str, part: tuple[Any, ...], facts: Group) -> tuple[Any, ...]:
    first = min(facts, key=lambda fact: (fact.source.doc_id, str(_amount(fact))))
    told = {column: most_told(facts, column) for column in first.values}
    funders = [pair for fact in facts for pair in zip(fact.keys.get("funder", ()), fact.names.get("funder", ()), strict=True)]
    payer = max(funders, key=lambda pair: (len(pair[1]), pair[1]), default=(None, None))
    return (
        stable_id("m", block, *part),
        block,
        *(told[column] for column in _FIRST),
        *_recipients(facts),
        told["recipient_count"],
        told["project_count"],
        told["purpose"],
        stable_id("e", payer[0]) if payer[0] else None,
        payer[1],
        told["period"],
        first.values["is_policy"],
        *(told[column] for column in _REST),
        *sources_told(facts),
        disagreements(facts, _SHOWN),
    )


def _recipients(facts: Group) -> tuple[str | None, str | None]:
    """The ids of the recipients and their longest names, in the order of the keys."""
    names: dict[str, str] = {}
    for fact in facts:
        for key, name in zip(fact.keys.get("recipient", ()), fact.names.get("recipient", ()), strict=True):
            names[key] = max(names.get(key, ""), name, key=lambda one: (len(one), one))
    if not names:
        return None, None
    ordered = sorted(names)
    ids = RECIPIENT_SEPARATOR.join(stable_id("e", key) for key in ordered)
    return ids, RECIPIENT_SEPARATOR.join(names[key] for key in ordered)
