"""Gold files, and the keys by which what was extracted is compared with them. What counts is told in docs/quality.md."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.errors import UsageError

Gold = Mapping[str, Any]
Row = Mapping[str, Any]
Key = tuple[Any, ...]

IGNORED = frozenset("“”‘’\"'「」『』 \u3000·•")
"""Quotes, spaces and dots, which sources write in many ways."""

CORE = 3
"""An award fact's key begins with so many parts that are its core: award, recipient, status."""
_YES = ("1", "true", "yes")


def load_gold(paths: Iterable[Path]) -> dict[str, Gold]:
    """The gold of each file (those of directories too) by its stem. Raises UsageError for one that holds no gold."""
    found: dict[str, Gold] = {}
    for path in paths:
        if not path.exists():
            raise UsageError(f"no such gold: {path}")
        for file in sorted(path.glob("*.json")) if path.is_dir() else [path]:
            found[file.stem] = _gold(file)
    return found


def _gold(file: Path) -> Gold:
    try:
        gold = json.loads(file.read_text("utf-8"))
    except (ValueError, OSError) as error:
        raise UsageError(f"{file}: no gold: {error}") from error
    if not isinstance(gold, dict):
        raise UsageError(f"{file}: no gold: a map of kinds belongs here")
    return gold


def stem(source: str) -> str:
    """`b05` of `corpus/articles/b05.txt#3`."""
    return PurePosixPath(source.split("#")[0].replace("\\", "/")).name.rsplit(".", 1)[0]


def gold_of(golds: Mapping[str, Gold], source: str) -> Gold | None:
    """The gold of the article that came from `source`; None where there is none. Of a container's record that is the gold whose
    `source` names the record, before that of the whole container."""
    if "#" in source:
        own = next((gold for gold in golds.values() if record_of(gold) == record_name(source)), None)
        if own is not None:
            return own
    name = stem(source)
    if name in golds and not record_of(golds[name]):
        return golds[name]
    named = (gold for gold in golds.values() if gold.get("source") and not record_of(gold))
    return next((gold for gold in named if stem(str(gold["source"])) == name), None)


def record_name(source: str) -> str:
    """`e01.jsonl#3` of `corpus/articles/e01.jsonl#3`."""
    path, hash_, number = source.rpartition("#")
    return PurePosixPath((path or source).replace("\\", "/")).name + hash_ + (number if path else "")


def record_of(gold: Gold) -> str:
    """The record of a container that the gold is of; "" where it is of a whole file."""
    source = str(gold.get("source") or "")
    return record_name(source) if "#" in source else ""


def leaves_open(gold: Gold, kind: str, key: Key, wanted: Sequence[Key] = ()) -> bool:
    """Whether the gold of an article that is not judged through neither wants nor denies a fact; `kind` is award_facts or
    funding_facts."""
    return bool(gold.get("partial")) and key not in wanted and key not in denied(gold, kind)


def denied(gold: Gold, kind: str) -> list[Key]:
    """The keys of the facts that were judged wrong."""
    key_of = award_key if kind == "award_facts" else funding_key
    return [key_of(fact) for fact in gold.get(f"wrong_{kind}", [])]


def folded(text: str | None) -> str | None:
    """The text in half-width forms, without quotes, spaces and dots; None where nothing is left."""
    kept = "".join(char for char in unicodedata.normalize("NFKC", text or "") if char not in IGNORED)
    return kept.strip() or None


def number(value: object) -> Decimal | None:
    """The plain number of a cell or a gold value, without its trailing zeros."""
    text = "" if value is None else str(value).replace(",", "")
    return Decimal(text).normalize() + 0 if text else None


def award_key(fact: Row) -> Key:
    """Award, recipient, status, edition, grade and, where a group is told, its number; the first three are the core."""
    recipient = folded(fact.get("recipient"))
    group = None if recipient else number(fact.get("recipient_count"))
    core = (folded(fact["award"]), recipient, fact.get("status") or "granted")
    return (*core, number(fact.get("edition")), folded(fact.get("grade")), group)


def funding_key(fact: Row) -> Key:
    """Sum, currency, kind, and whether it is the total or each one's; the first two are the sum."""
    return (number(fact["amount"]), fact.get("currency") or "CNY", fact.get("kind"), fact.get("per") or "total")


def is_policy(row: Row) -> bool:
    """Whether a row of funding facts is a standing rule."""
    return str(row.get("is_policy") or "").lower() in _YES


def wanted_awards(gold: Gold) -> tuple[list[Key], set[Key]]:
    """The keys of the award facts, and the cores of those that are optional."""
    optional = {award_key(fact)[:CORE] for fact in gold.get("optional_award_facts", [])}
    return [award_key(fact) for fact in gold.get("award_facts", [])], optional


def wanted_funding(gold: Gold) -> tuple[list[Key], list[Key]]:
    """The keys of the funding facts, and of those that are optional, as standing rules are."""
    facts = gold.get("funding_facts", [])
    optional = [*(fact for fact in facts if fact.get("rule")), *gold.get("optional_funding_facts", [])]
    return [funding_key(fact) for fact in facts if not fact.get("rule")], [funding_key(fact) for fact in optional]


def as_row(item: object) -> Row:
    """A gold mention in the shape of a row: gold has bare strings for names and codes."""
    return item if isinstance(item, Mapping) else {"value": str(item), "text": str(item)}


def _code(row: Row) -> Key:
    return (row["value"],)


def _name(row: Row) -> Key:
    return (folded(row["value"] or row["text"]),)


def _sum(row: Row) -> Key:
    return (number(row["value"]), row.get("currency") or "CNY")


def _count(row: Row) -> Key:
    return (number(row["value"]), folded(row["unit"]), folded(row["object"]))


MENTIONS: dict[str, tuple[Callable[[Row], Key], str]] = {
    "districts": (_code, "district"),
    "companies": (_name, "company"),
    "awards": (_name, "award"),
    "amounts": (_sum, "amount"),
    "counts": (_count, "count"),
}
"""For each kind of mention, how a row becomes what is compared, and its `type` in the output."""


def wanted_mentions(gold: Gold, kind: str) -> tuple[list[Key], list[Key]]:
    """The keys of the mentions of a kind, and of those that are optional."""
    key = MENTIONS[kind][0]
    wanted, optional = ([key(as_row(item)) for item in gold.get(part, [])] for part in (kind, f"optional_{kind}"))
    return wanted, optional


def alike_counts(one: Key, other: Key) -> bool:
    """Whether two counts have the same number and unit, and objects of which one holds the other or is not told."""
    a, b = one[2], other[2]
    return one[:2] == other[:2] and (a is None or b is None or a in b or b in a)


def equal(one: Key, other: Key) -> bool:
    """Whether two keys are the same."""
    return one == other


def alike(kind: str) -> Callable[[Key, Key], bool]:
    """How two keys of a kind of mention are compared."""
    return alike_counts if kind == "counts" else equal
