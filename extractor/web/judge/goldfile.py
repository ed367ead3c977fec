"""Judgements as gold: pure functions from one gold file's content to the next. The shape is told in docs/workbench.md.

A file that is begun here is `partial`: what it neither tells nor calls wrong is left open, and all that was found is optional
in it, so that whatever scores by the file counts only what was judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from extractor.errors import UsageError
from extractor.outputs.rows import RECIPIENT_SEPARATOR
from extractor.tuning.gold import CORE, MENTIONS, Gold, Key, award_key, denied, funding_key, wanted_awards, wanted_funding

Kind = Literal["award", "funding"]
State = Literal["right", "wrong", ""]
Values = Mapping[str, str]

COLUMNS: dict[Kind, tuple[str, ...]] = {
    "award": (
        "award",
        "kind",
        "edition",
        "year",
        "grade",
        "status",
        "recipient",
        "recipient_count",
        "recipient_unit",
        "district",
        "grantor",
        "amount",
    ),
    "funding": (
        "kind",
        "amount",
        "amount_max",
        "currency",
        "per",
        "recipients",
        "recipient_count",
        "project_count",
        "purpose",
        "funder",
        "period",
        "rule",
    ),
}
"""What gold tells of a fact of each kind; `rule` of funding is whether it is a standing rule."""
REQUIRED: dict[Kind, str] = {"award": "award", "funding": "amount"}
_NUMBERS = frozenset(("edition", "year", "recipient_count", "project_count", "amount", "amount_max"))
_LISTS: dict[Kind, str] = {"award": "award_facts", "funding": "funding_facts"}
_KEYS: dict[Kind, Callable[[Mapping[str, Any]], Key]] = {"award": award_key, "funding": funding_key}
_DEFAULTS: dict[Kind, dict[str, object]] = {
    "award": {"kind": "prize", "status": "granted"},
    "funding": {"kind": "reward", "currency": "CNY", "per": "total", "rule": False},
}


def as_gold(kind: Kind, values: Values) -> dict[str, Any]:
    """A fact with its values as texts in the shape of gold. Raises UsageError for a number that is none, or where the award or
    the amount is missing."""
    told = {"rule": values.get("is_policy", values.get("rule", "")) if kind == "funding" else "", **values}
    made = {column: _value(column, str(told.get(column) or "").strip()) for column in COLUMNS[kind]}
    if kind == "funding":
        made["rule"] = str(told["rule"]).lower() in ("true", "1", "yes")
    for column, value in _DEFAULTS[kind].items():
        made[column] = value if made[column] is None else made[column]
    if made[REQUIRED[kind]] is None:
        raise UsageError(f"a fact needs its {REQUIRED[kind]}")
    return made


def as_texts(fact: Mapping[str, Any]) -> dict[str, str]:
    """The values of a fact of gold as texts, without those that are not told."""
    return {
        column: RECIPIENT_SEPARATOR.join(value) if isinstance(value, list) else str(value)
        for column, value in fact.items()
        if value not in (None, "", [], False)
    }


def key_of(kind: Kind, fact: Mapping[str, Any]) -> Key:
    """What two facts of a kind are compared by."""
    return _KEYS[kind](fact)


def _value(column: str, text: str) -> object:
    if column == "recipients":
        return [name.strip() for name in text.split(RECIPIENT_SEPARATOR) if name.strip()]
    if not text:
        return None
    if column not in _NUMBERS:
        return text
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise UsageError(f"{column}: {text} is no number") from error
    return int(number) if number == number.to_integral_value() else float(number)


def begun(meta: Mapping[str, str | None], source: str, found: Mapping[Kind, list[Values]]) -> dict[str, Any]:
    """The gold of an article that nothing was judged of yet, where these facts were found."""
    gold: dict[str, Any] = {"id": source, "source": source, "partial": True}
    gold |= {name: meta.get(name) for name in ("title", "published", "publisher")}
    for part in MENTIONS:
        gold |= {part: [], f"optional_{part}": []}
    for kind, name in _LISTS.items():
        gold |= {name: [], f"optional_{name}": [as_gold(kind, values) for values in found.get(kind, [])], f"wrong_{name}": []}
    return gold | {"absent": []}


def state_of(gold: Gold | None, kind: Kind, values: Values) -> State:
    """What gold says of a fact; "" where it says nothing."""
    if gold is None:
        return ""
    key = _KEYS[kind](values)
    if key in denied(gold, _LISTS[kind]):
        return "wrong"
    if kind == "award":
        wanted, cores = wanted_awards(gold)
        known, open_ = key in wanted, key[:CORE] in cores
    else:
        sums, optional = wanted_funding(gold)
        known, open_ = key in sums, key in optional
    if known:
        return "right"
    return "" if open_ or gold.get("partial") else "wrong"


def with_right(gold: Gold, kind: Kind, fact: Mapping[str, Any]) -> dict[str, Any]:
    """The gold with a fact that is right."""
    name = _LISTS[kind]
    return _with(_without(gold, kind, fact, f"optional_{name}", f"wrong_{name}", name), name, fact)


def with_wrong(gold: Gold, kind: Kind, fact: Mapping[str, Any], rule: str) -> dict[str, Any]:
    """The gold with a fact that is wrong, and the rule that found it."""
    name = _LISTS[kind]
    told = {**fact, "found_by": rule} if rule else dict(fact)
    return _with(_without(gold, kind, fact, f"optional_{name}", f"wrong_{name}", name), f"wrong_{name}", told)


def with_nothing(gold: Gold, kind: Kind, fact: Mapping[str, Any]) -> dict[str, Any]:
    """The gold that leaves the fact open again."""
    name = _LISTS[kind]
    return _with(_without(gold, kind, fact, f"optional_{name}", f"wrong_{name}", name), f"optional_{name}", fact)


def _without(gold: Gold, kind: Kind, fact: Mapping[str, Any], *names: str) -> dict[str, Any]:
    key_of = _KEYS[kind]
    key = key_of(fact)
    return {**gold, **{name: [other for other in gold.get(name, []) if key_of(other) != key] for name in names}}


def _with(gold: dict[str, Any], name: str, fact: Mapping[str, Any]) -> dict[str, Any]:
    return {**gold, name: [*gold.get(name, []), dict(fact)]}
