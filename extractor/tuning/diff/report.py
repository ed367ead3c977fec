"""Changes in groups, and as the parts that a terminal and a page show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.tuning.diff.changes import Change
from extractor.tuning.diff.verdicts import Verdict, verdict
from extractor.tuning.gold import Gold

WHAT = ("gained", "lost", "changed")
# Columns that say the most of a row, told first.
_FIRST = ("recipient", "recipients", "award", "amount", "kind", "type", "text", "value")


@dataclass(frozen=True, slots=True)
class Judged:
    """A change, and what gold says of it."""

    change: Change
    verdict: Verdict


@dataclass(slots=True)
class RuleChanges:
    """The changes put down to one rule in one table."""

    table: str
    rule: str
    changes: list[Judged] = field(default_factory=list)

    def number(self, what: str) -> int:
        """How many of a kind: gained, lost or changed."""
        return sum(judged.change.what == what for judged in self.changes)

    def judged(self, verdict: Verdict) -> int:
        """How many gold says this of."""
        return sum(judged.verdict == verdict for judged in self.changes)


def by_rule(found: Sequence[Change], golds: Mapping[str, Gold]) -> list[RuleChanges]:
    """The changes by table and rule, facts before mentions, the rule with most changes first."""
    groups: dict[tuple[str, str], RuleChanges] = {}
    for change in found:
        key = change.told.table, change.rule
        group = groups.setdefault(key, RuleChanges(*key))
        group.changes.append(Judged(change, verdict(golds, change)))
    return sorted(groups.values(), key=lambda group: (group.table == "mentions", -len(group.changes), group.rule))


def totals(groups: Sequence[RuleChanges]) -> Counter[str]:
    """How many changes there are of each kind and of each verdict."""
    counted: Counter[str] = Counter()
    for group in groups:
        for judged in group.changes:
            counted[judged.change.what] += 1
            counted[judged.verdict] += 1
    return counted


def summary(groups: Sequence[RuleChanges], articles: int, *, gold: bool) -> str:
    """The result in one line."""
    counted = totals(groups)
    told = ", ".join(f"{counted[what]:,} {what}" for what in WHAT)
    judged = f"; by gold {counted['better']:,} better, {counted['worse']:,} worse" if gold else ""
    return f"{articles:,} articles: {told}{judged}"


def values_of(change: Change) -> list[tuple[str, str]]:
    """What the row says, column by column; a changed column as `old → new`."""
    old = change.old.values if change.old else {}
    new = change.new.values if change.new else {}
    names = list(dict.fromkeys((*_FIRST, *(old if change.new is None else new), *old)))
    differing = set(change.fields())
    shown: list[tuple[str, str]] = []
    for name in names:
        if name in differing:
            shown.append((name, f"{old.get(name, '-')} → {new.get(name, '-')}"))
        elif name in change.told.values:
            shown.append((name, change.told.values[name]))
    if "rule" in differing and change.old and change.new:
        shown.append(("rule", f"{change.old.rule} → {change.new.rule}"))
    return shown


def sentence_of(change: Change) -> tuple[str, str, str]:
    """The sentence in three parts: before, within and behind the stretch that the row stands in."""
    told = change.told
    return told.sentence[: told.start], told.sentence[told.start : told.end], told.sentence[told.end :]
