"""What two readings of an article differ in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from extractor.tuning.study.parts import Told

What = Literal["gained", "lost", "changed"]
# Columns that say who or what a row is of; two rows that share none of them are two things.
_IDENTITY = {
    "award_facts": ("recipient", "award", "recipient_count"),
    "funding_facts": ("amount", "recipients"),
    "mentions": ("type", "text"),
}
# Rows of different kinds are never one row that changed.
_KIND = {"mentions": "type"}


class Change(msgspec.Struct, frozen=True):
    """A row that only one reading has, or that both have with other values or by another rule."""

    source: str
    what: What
    old: Told | None = None
    new: Told | None = None

    @property
    def told(self) -> Told:
        """The row as it is now, or as it was where it is lost."""
        told = self.new or self.old
        assert told is not None  # a change is of something
        return told

    @property
    def rule(self) -> str:
        """The rule that the change is put down to."""
        return self.told.rule

    def fields(self) -> list[str]:
        """The columns in which a changed row differs, `rule` among them."""
        if self.old is None or self.new is None:
            return []
        names = dict.fromkeys((*self.old.values, *self.new.values))
        differing = [name for name in names if self.old.values.get(name) != self.new.values.get(name)]
        return differing if self.old.rule == self.new.rule else [*differing, "rule"]


def changes(source: str, old: Sequence[Told], new: Sequence[Told]) -> list[Change]:
    """The changes from one reading of an article to another, in the order of the tables; rows that are the same are none."""
    lost, gained = _only(old, new), _only(new, old)
    found: list[Change] = []
    for row in list(gained):
        likenesses = [_likeness(other, row) for other in lost]
        if any(likenesses):
            match = lost[likenesses.index(max(likenesses))]
            lost.remove(match)
            gained.remove(row)
            found.append(Change(source, "changed", match, row))
    found += [Change(source, "gained", new=row) for row in gained]
    found += [Change(source, "lost", old=row) for row in lost]
    return found


def _identity(row: Told) -> tuple[object, ...]:
    return (row.table, row.rule, row.sentence, tuple(sorted(row.values.items())))


def _only(rows: Iterable[Told], others: Iterable[Told]) -> list[Told]:
    """The rows that the others do not have, each as often as it is missing there."""
    left = Counter(map(_identity, others))
    kept: list[Told] = []
    for row in rows:
        key = _identity(row)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(row)
    return kept


def _likeness(one: Told, other: Told) -> int:
    """How much two rows of one sentence look like the same thing told in two ways; 0 where they do not."""
    if one.table != other.table or one.sentence != other.sentence:
        return 0
    kind = _KIND.get(one.table)
    if kind and one.values.get(kind) != other.values.get(kind):
        return 0
    shared = sum(one.values.get(name) == other.values.get(name) is not None for name in _IDENTITY[one.table])
    apart = one.end <= other.start or other.end <= one.start
    if not shared or (one.table == "mentions" and apart):
        return 0
    return 10 * shared + sum(one.values.get(name) == value for name, value in other.values.items())
