"""Figures of an output against gold, by kind of record, with the very instances that were missed or found too much.

A row of the output belongs to the gold file whose name is the stem of the row's source (before any `#`). What counts is told in
docs/quality.md.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any

Gold = Mapping[str, Any]
Row = Mapping[str, str]
Key = tuple[Any, ...]
Alike = Callable[[Key, Key], bool]
Matched = tuple[int, list[Key], list[Key]]
"""How many were found, and which were missed or found too much."""

IGNORED = frozenset("“”‘’\"'「」『』 \u3000·•")
"""Quotes, spaces and dots, which sources write in many ways."""

METADATA = ("title", "published", "publisher")
NOT_BLOB = frozenset({"doc_id", "source", "sentence", "rule"})
"""Columns that may carry text from outside the article."""


@dataclass
class Figure:
    """How many records of a kind were found rightly, and which were missed or found too much."""

    found: int = 0
    missed: list[tuple[str, Key]] = field(default_factory=list)
    extra: list[tuple[str, Key]] = field(default_factory=list)

    def add(self, article: str, matched: Matched) -> None:
        """Counts what was matched in one article."""
        self.found += matched[0]
        self.missed += [(article, key) for key in matched[1]]
        self.extra += [(article, key) for key in matched[2]]

    @property
    def precision(self) -> float:
        return self.found / (self.found + len(self.extra)) if self.found or self.extra else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + len(self.missed)) if self.found or self.missed else 1.0

    @property
    def f1(self) -> float:
        both = 2 * self.found + len(self.missed) + len(self.extra)
        return 2 * self.found / both if both else 1.0


@dataclass
class Report:
    """The figures by kind, the leaks (article, string from outside it), and the gold files that the output has no row for."""

    figures: dict[str, Figure]
    leaks: list[tuple[str, str]]
    absent: list[str]


@dataclass
class Output:
    """The rows of one article, by table; of a container, those of all its records."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def mentions(self, kind: str) -> list[Row]:
        """The rows of one type; a district without a code does not count."""
        return [row for row in self.tables["mentions"] if row["type"] == kind and (row["value"] or kind != "district")]

    def metadata(self, key: str) -> str | None:
        """What the last record of this source tells; a single article has only that one."""
        documents = self.tables["documents"]
        return folded(documents[-1].get(key)) if documents else None

    def values(self) -> str:
        """Everything that a record tells, in one string."""
        facts = [row for name, rows in self.tables.items() if name != "documents" for row in rows]
        return "".join(folded(value) or "" for row in facts for column, value in row.items() if column not in NOT_BLOB)


def score(out: Path, golds: Iterable[Path]) -> Report:
    """The report of the tables in a directory against gold files."""
    outputs = load_outputs(out)
    report = Report(defaultdict(Figure), [], [])
    for path in sorted(golds):
        gold = json.loads(path.read_text("utf-8"))
        output = outputs.get(path.stem) or outputs.get(stem(gold.get("source") or ""))
        if output is None:
            report.absent.append(path.stem)
        _score_article(path.stem, gold, output or Output(), report)
    return report


def load_outputs(out: Path) -> dict[str, Output]:
    """The rows of the CSV tables in a directory, by the stem of their article's source."""
    csv.field_size_limit(1 << 30)
    outputs: dict[str, Output] = defaultdict(Output)
    stems: dict[str, str] = {}
    for name in ("documents", "mentions", "award_facts", "funding_facts", "count_facts"):
        with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if name == "documents":
                    stems[row["doc_id"]] = stem(row["source"])
                outputs[stems[row["doc_id"]]].tables[name].append(row)
    return dict(outputs)


def stem(source: str) -> str:
    """`b05` of `corpus/articles/b05.txt#3`."""
    return PurePosixPath(source.split("#")[0]).name.rsplit(".", 1)[0]


def folded(text: str | None) -> str | None:
    """The text in half-width forms, without quotes, spaces and dots; None where nothing is left."""
    kept = "".join(char for char in unicodedata.normalize("NFKC", text or "") if char not in IGNORED)
    return kept.strip() or None


def number(value: object) -> Decimal | None:
    """The plain number of a cell or a gold value, without its trailing zeros."""
    text = "" if value is None else str(value).replace(",", "")
    return Decimal(text).normalize() + 0 if text else None


def _score_article(name: str, gold: Gold, output: Output, report: Report) -> None:
    figures = report.figures
    for kind, (key_of, column) in MENTIONS.items():
        found = [key_of(row) for row in output.mentions(column)]
        wanted, optional = ([key_of(as_row(item)) for item in gold.get(part, [])] for part in (kind, f"optional_{kind}"))
        figures[kind].add(name, _matched(found, wanted, optional, _alike_counts if kind == "counts" else _equal))
    _score_awards(name, gold, output, figures)
    _score_funding(name, gold, output, figures)
    for field_name in METADATA:
        if gold.get(field_name):
            told = output.metadata(field_name)
            figures[field_name].add(name, _matched([(told,)] if told else [], [(folded(gold[field_name]),)]))
    values = output.values()
    report.leaks += [(name, text) for text in gold.get("absent", []) if (folded(text) or "\0") in values]


def as_row(item: object) -> Mapping[str, Any]:
    """A gold mention in the shape of a row: gold has bare strings for names and codes."""
    return item if isinstance(item, Mapping) else {"value": str(item), "text": str(item)}


def _code(row: Mapping[str, Any]) -> Key:
    return (row["value"],)


def _name(row: Mapping[str, Any]) -> Key:
    return (folded(row["value"] or row["text"]),)


def _sum(row: Mapping[str, Any]) -> Key:
    return (number(row["value"]), row.get("currency") or "CNY")


def _count(row: Mapping[str, Any]) -> Key:
    return (number(row["value"]), folded(row["unit"]), folded(row["object"]))


MENTIONS: dict[str, tuple[Callable[[Mapping[str, Any]], Key], str]] = {
    "districts": (_code, "district"),
    "companies": (_name, "company"),
    "awards": (_name, "award"),
    "amounts": (_sum, "amount"),
    "counts": (_count, "count"),
}
"""For each kind of mention, how a row becomes what is compared, and its `type` in the output."""


def _equal(one: Key, other: Key) -> bool:
    return one == other


def _alike_counts(one: Key, other: Key) -> bool:
    """The same number and unit, and objects of which one holds the other or is not told."""
    a, b = one[2], other[2]
    return one[:2] == other[:2] and (a is None or b is None or a in b or b in a)


def _matched(found: Iterable[Key], wanted: Iterable[Key], optional: Iterable[Key] = (), alike: Alike = _equal) -> Matched:
    """The match, one to one, of the distinct items found and wanted; a found one that is only optional does not count."""
    missed, extra, number_found = list(dict.fromkeys(wanted)), [], 0
    allowed = list(optional)
    for item in dict.fromkeys(found):
        match = item if item in missed else next((other for other in missed if alike(item, other)), None)
        if match is not None:
            missed.remove(match)
            number_found += 1
        elif not any(alike(item, other) for other in allowed):
            extra.append(item)
    return number_found, missed, extra


def award_key(fact: Mapping[str, Any]) -> Key:
    """Award, recipient, status, edition, grade and, where a group is told, its number; the first three are the core."""
    recipient = folded(fact.get("recipient"))
    group = None if recipient else number(fact.get("recipient_count"))
    core = (folded(fact["award"]), recipient, fact.get("status") or "granted")
    return (*core, number(fact.get("edition")), folded(fact.get("grade")), group)


def _score_awards(name: str, gold: Gold, output: Output, figures: dict[str, Figure]) -> None:
    facts = output.tables["award_facts"]
    optional = {award_key(fact)[:3] for fact in gold.get("optional_award_facts", [])}
    for kind, size in (("award_facts", 6), ("award_facts_core", 3)):
        wanted = [award_key(fact)[:size] for fact in gold["award_facts"]]
        found = [award_key(fact)[:size] for fact in facts]
        kept = [key for key in found if key in wanted or key[:3] not in optional]
        figures[kind].add(name, _matched(kept, wanted))
    _score_places(name, gold, facts, figures["award_fact_districts"])


def _score_places(name: str, gold: Gold, facts: Sequence[Row], figure: Figure) -> None:
    """Adds, for each award fact that was found, whether its district (name or code, one in the other) was."""
    keys = {award_key(fact) for fact in facts}
    told = {award_key(fact): places for fact in facts if (places := _places(fact))}
    for fact in gold["award_facts"]:
        if (key := award_key(fact)) not in keys:
            continue
        wanted, found = folded(str(fact.get("district") or "")), told.get(key, [])
        if wanted and any(place in wanted or wanted in place for place in found):
            figure.found += 1
            continue
        if wanted:
            figure.missed.append((name, (*key[:3], wanted)))
        if found:
            figure.extra.append((name, (*key[:3], *found)))


def _places(fact: Row) -> list[str]:
    return [place for place in (folded(fact.get("adcode")), folded(fact.get("district"))) if place]


def _score_funding(name: str, gold: Gold, output: Output, figures: dict[str, Figure]) -> None:
    def key(fact: Mapping[str, Any]) -> Key:
        return (number(fact["amount"]), fact.get("currency") or "CNY", fact.get("kind"), fact.get("per") or "total")

    policies = [fact for fact in gold["funding_facts"] if fact.get("rule")]
    wanted = [key(fact) for fact in gold["funding_facts"] if not fact.get("rule")]
    optional = [key(fact) for fact in (*policies, *gold.get("optional_funding_facts", []))]
    facts = output.tables["funding_facts"]
    found = [key(fact) for fact in facts if fact["is_policy"].lower() not in ("1", "true", "yes")]
    for kind, size in (("funding_facts", 4), ("funding_amounts", 2)):
        told, asked, allowed = ([item[:size] for item in items] for items in (found, wanted, optional))
        figures[kind].add(name, _matched(told, asked, allowed))
