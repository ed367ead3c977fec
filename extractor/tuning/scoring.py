"""Figures of an output against gold, by kind of record and by rule, with the very instances that were missed or found too much.

A row of the output belongs to the gold file whose name is the stem of the row's source (before any `#`), or whose own `source`
has that stem. What counts is told in docs/quality.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.outputs.read_tables import table_records
from extractor.outputs.schema import TABLES
from extractor.tuning.gold import (
    CORE,
    MENTIONS,
    Gold,
    Key,
    alike,
    award_key,
    equal,
    folded,
    funding_key,
    is_policy,
    leaves_open,
    load_gold,
    record_name,
    record_of,
    stem,
    wanted_awards,
    wanted_funding,
    wanted_mentions,
)

Row = Mapping[str, str]
Matched = tuple[int, list[Key], list[Key]]
"""How many were found, and which were missed or found too much."""

METADATA = ("title", "published", "publisher")
SCORED = ("documents", "mentions", "award_facts", "funding_facts", "count_facts")
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
class RuleFigure:
    """How many rows a rule gave that gold has, and how many that it has not; optional ones are in neither."""

    right: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right or self.wrong else 1.0


@dataclass
class Report:
    """The figures by kind, the leaks (article, string from outside it), the gold files that the output has no row for, and
    the figures of rules by kind and rule."""

    figures: dict[str, Figure]
    leaks: list[tuple[str, str]]
    absent: list[str]
    rules: dict[tuple[str, str], RuleFigure] = field(default_factory=lambda: defaultdict(RuleFigure))


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
    """The report of the tables in a directory against gold files, or directories of them. Raises UsageError."""
    outputs = load_outputs(out)
    report = Report(defaultdict(Figure), [], [])
    for name, gold in sorted(load_gold(golds).items()):
        source = stem(str(gold.get("source") or ""))
        output = outputs.get(record_of(gold)) if record_of(gold) else outputs.get(name) or outputs.get(source)
        if output is None:
            report.absent.append(name)
        _score_article(name, gold, output or Output(), report)
    return report


def load_outputs(out: Path) -> dict[str, Output]:
    """The rows of the tables in a directory, by the stem of their article's source. Raises UsageError where one is missing."""
    outputs: dict[str, Output] = defaultdict(Output)
    names: dict[str, list[str]] = {}
    for table in (table for table in TABLES if table.name in SCORED):
        for row in table_records(out, table):
            if table.name == "documents":
                names[row["doc_id"]] = _names(row["source"])
            for name in names[row["doc_id"]]:
                outputs[name].tables[table.name].append(row)
    return dict(outputs)


def _names(source: str) -> list[str]:
    """What the rows of an article are found by: its file, and of a container's record that one too."""
    return [stem(source), record_name(source)] if "#" in source else [stem(source)]


def _score_article(name: str, gold: Gold, output: Output, report: Report) -> None:
    figures = report.figures
    for kind, (key_of, column) in MENTIONS.items():
        if gold.get("partial"):
            continue  # mentions are not judged one by one
        rows = output.mentions(column)
        wanted, optional = wanted_mentions(gold, kind)
        figures[kind].add(name, matched([key_of(row) for row in rows], wanted, optional, alike(kind)))
        _score_rules(kind, [(row, key_of(row)) for row in rows], (wanted, optional, alike(kind)), report)
    _score_awards(name, gold, output, report)
    _score_funding(name, gold, output, report)
    for field_name in METADATA:
        if gold.get(field_name):
            told = output.metadata(field_name)
            figures[field_name].add(name, matched([(told,)] if told else [], [(folded(gold[field_name]),)]))
    values = output.values()
    report.leaks += [(name, text) for text in gold.get("absent", []) if (folded(text) or "\0") in values]


def matched(
    found: Iterable[Key], wanted: Iterable[Key], optional: Iterable[Key] = (), same: Callable[[Key, Key], bool] = equal
) -> Matched:
    """The match, one to one, of the distinct items found and wanted; a found one that is only optional does not count."""
    missed, extra, number_found = list(dict.fromkeys(wanted)), [], 0
    allowed = list(optional)
    for item in dict.fromkeys(found):
        match = item if item in missed else next((other for other in missed if same(item, other)), None)
        if match is not None:
            missed.remove(match)
            number_found += 1
        elif not any(same(item, other) for other in allowed):
            extra.append(item)
    return number_found, missed, extra


def _score_rules(
    kind: str,
    rows: Iterable[tuple[Row, Key]],
    against: tuple[Sequence[Key], Sequence[Key], Callable[[Key, Key], bool]],
    report: Report,
) -> None:
    """Counts each row for its rule; `against` are the keys wanted, those optional, and how they are compared."""
    wanted, optional, same = against
    for row, key in rows:
        figure = report.rules[kind, row["rule"]]
        if any(same(key, other) for other in wanted):
            figure.right += 1
        elif not any(same(key, other) for other in optional):
            figure.wrong += 1


def _score_awards(name: str, gold: Gold, output: Output, report: Report) -> None:
    whole, optional = wanted_awards(gold)
    facts = [row for row in output.tables["award_facts"] if not leaves_open(gold, "award_facts", award_key(row), whole)]
    for kind, size in (("award_facts", None), ("award_facts_core", CORE)):
        wanted = [key[:size] for key in whole]
        found = [award_key(fact)[:size] for fact in facts]
        kept = [key for key in found if key in wanted or key[:CORE] not in optional]
        report.figures[kind].add(name, matched(kept, wanted))
        # An optional fact is told by its core alone, so that is what a whole key is compared with.
        allowed = [key for key in found if key[:CORE] in optional]
        _score_rules(kind, zip(facts, found, strict=True), (wanted, allowed, equal), report)
    _score_places(name, gold, facts, report.figures["award_fact_districts"])


def _score_places(name: str, gold: Gold, facts: Sequence[Row], figure: Figure) -> None:
    """Adds, for each award fact that was found, whether its district (name or code, one in the other) was."""
    keys = {award_key(fact) for fact in facts}
    told = {award_key(fact): places for fact in facts if (places := _places(fact))}
    for fact in gold.get("award_facts", []):
        if (key := award_key(fact)) not in keys:
            continue
        wanted, found = folded(str(fact.get("district") or "")), told.get(key, [])
        if wanted and any(place in wanted or wanted in place for place in found):
            figure.found += 1
            continue
        if wanted:
            figure.missed.append((name, (*key[:CORE], wanted)))
        if found:
            figure.extra.append((name, (*key[:CORE], *found)))


def _places(fact: Row) -> list[str]:
    return [place for place in (folded(fact.get("adcode")), folded(fact.get("district"))) if place]


def _score_funding(name: str, gold: Gold, output: Output, report: Report) -> None:
    wanted, optional = wanted_funding(gold)
    facts = [fact for fact in output.tables["funding_facts"] if not is_policy(fact)]
    facts = [fact for fact in facts if not leaves_open(gold, "funding_facts", funding_key(fact), wanted)]
    for kind, size in (("funding_facts", None), ("funding_amounts", 2)):
        told, asked, allowed = ([key[:size] for key in keys] for keys in (map(funding_key, facts), wanted, optional))
        report.figures[kind].add(name, matched(told, asked, allowed))
        _score_rules(kind, zip(facts, told, strict=True), (asked, allowed, equal), report)
