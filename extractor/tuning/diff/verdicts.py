"""What gold says of a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from extractor.tuning.diff.changes import Change
from extractor.tuning.gold import (
    CORE,
    MENTIONS,
    Gold,
    Key,
    alike,
    award_key,
    funding_key,
    gold_of,
    is_policy,
    leaves_open,
    wanted_awards,
    wanted_funding,
    wanted_mentions,
)
from extractor.tuning.study.parts import Told

Verdict = Literal["better", "worse", "same", "unknown"]
_KINDS = {column: kind for kind, (_, column) in MENTIONS.items()}


def verdict(golds: Mapping[str, Gold], change: Change) -> Verdict:
    """Whether the change makes the article righter by gold; `same` where both or neither are right, or gold leaves it open,
    `unknown` where the article has no gold."""
    gold = gold_of(golds, change.source)
    if gold is None:
        return "unknown"
    was, now = worth(gold, change.old), worth(gold, change.new)
    return "better" if now > was else "worse" if now < was else "same"


def worth(gold: Gold, told: Told | None) -> int:
    """1 for a row that gold has, -1 for one it has not, 0 for no row and for one that gold leaves open."""
    if told is None or (told.table == "funding_facts" and is_policy(told.values)):
        return 0
    if told.table == "award_facts":
        wanted, cores = wanted_awards(gold)
        key = award_key(told.values)
        return 1 if key in wanted else 0 if key[:CORE] in cores or leaves_open(gold, "award_facts", key) else -1
    if told.table == "funding_facts":
        key = funding_key(told.values)
        found = _found(key, *wanted_funding(gold), lambda one, other: one == other)
        return 0 if found < 0 and leaves_open(gold, "funding_facts", key) else found
    kind = _KINDS.get(told.values.get("type", ""))
    if kind is None or gold.get("partial"):
        return 0
    key_of = MENTIONS[kind][0]
    row = {"unit": "", "object": "", "value": ""} | told.values
    return _found(key_of(row), *wanted_mentions(gold, kind), alike(kind))


def _found(key: Key, wanted: Sequence[Key], optional: Sequence[Key], same: Callable[[Key, Key], bool]) -> int:
    if any(same(key, other) for other in wanted):
        return 1
    return 0 if any(same(key, other) for other in optional) else -1
