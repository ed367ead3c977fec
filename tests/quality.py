"""The quality floors: what is measured, against which gold, and how floors are raised (`make floors`).

benchmarks/quality_floors.json holds the least F1 of each kind for each set of articles and the most leaks; what was missed or
found too much when the floors were set stands in benchmarks/quality_known.txt, so that a test can name what was lost since.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.batch import RunOptions, Summary, run
from extractor.tuning.scoring import Report, score

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "benchmarks" / "quality_floors.json"
KNOWN = ROOT / "benchmarks" / "quality_known.txt"
TABLE = ROOT / "docs" / "quality.md"

ALLOWANCE = 0.01
"""How far below the measured F1 a floor is set: room for one more instance lost in a hundred, as a gain elsewhere may cost."""

LEAKS = "leaks"


@dataclass(frozen=True)
class GoldSet:
    """A set of articles with gold. Those beside the project are absent in a plain clone."""

    name: str
    articles: Path
    gold: Path

    @property
    def present(self) -> bool:
        return self.articles.is_dir() and self.gold.is_dir()


CORPUS = GoldSet("corpus", ROOT / "corpus" / "articles", ROOT / "corpus" / "gold")
SETS = (
    CORPUS,
    GoldSet("seeds", SHARED / "seeds", SHARED / "gold" / "seeds"),
    GoldSet("dev", SHARED / "dev", SHARED / "gold" / "dev"),
)


def run_set(gold_set: GoldSet, out: Path, *, workers: int = 1) -> Summary:
    """Writes the tables of a set to a directory, and tells what was done."""
    return run([str(gold_set.articles)], out, RunOptions(workers=workers))


def score_set(gold_set: GoldSet, out: Path) -> Report:
    """The report on the tables of a set."""
    return score(out, [gold_set.gold])


def load_floors() -> dict[str, dict[str, float]]:
    """The least F1 (for leaks: the most) by set and kind."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def load_known() -> set[str]:
    """The instances that were wrong when the floors were set, a line each."""
    return set(KNOWN.read_text("utf-8").splitlines())


def wrong_instances(name: str, report: Report) -> Iterator[tuple[str, str]]:
    """The kind and the line of each instance that is missed, found too much, or leaked."""
    for kind, figure in report.figures.items():
        for what, items in (("missed", figure.missed), ("extra", figure.extra)):
            for article, key in items:
                yield kind, " ".join((name, kind, what, article, *("-" if part is None else str(part) for part in key)))
    for article, text in report.leaks:
        yield LEAKS, f"{name} {LEAKS} extra {article} {text}"


def falls(name: str, report: Report, floors: Mapping[str, float], known: set[str]) -> list[str]:
    """A line for each kind below its floor, each followed by lines with the instances lost since the floors were set."""
    lines: list[str] = []
    for kind, floor in floors.items():
        if kind == LEAKS:
            value, fallen = float(len(report.leaks)), len(report.leaks) > floor
        else:
            value, fallen = report.figures[kind].f1, report.figures[kind].f1 < floor
        if fallen:
            lines.append(f"{name} {kind}: {value:.4g}, floor {floor:.4g}; lost since it was set:")
            wrong = (line for of_kind, line in wrong_instances(name, report) if of_kind == kind)
            lines += sorted(f"  {line}" for line in wrong if line not in known)
    return lines


def raised(report: Report, floors: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """The floors after this report: each as high as it was or as the report allows, which `lower` lets go down too."""
    new: dict[str, float] = {}
    for kind, figure in report.figures.items():
        floor = round(max(figure.f1 - ALLOWANCE, 0), 3)
        new[kind] = floor if lower else max(floor, floors.get(kind, 0))
    leaks = len(report.leaks)
    new[LEAKS] = leaks if lower else min(leaks, floors.get(LEAKS, leaks))
    return new


def quality_table(reports: Mapping[str, Report]) -> list[str]:
    """The lines of a Markdown table of the F1 by kind and set."""
    kinds = list(reports[CORPUS.name].figures)
    lines = [f"| F1 | {' | '.join(reports)} |", f"|---|{'---|' * len(reports)}"]
    for kind in kinds:
        cells = (f"{report.figures[kind].f1:.3f}" for report in reports.values())
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    lines.append(f"| leaks (number) | {' | '.join(str(len(report.leaks)) for report in reports.values())} |")
    return lines


def _set_floors(lower: bool) -> None:
    """Measures the sets that are present, writes floors, known instances and the table, and prints what changed."""
    floors, known = (load_floors(), load_known()) if FLOORS.exists() else ({}, set())
    reports: dict[str, Report] = {}
    for gold_set in SETS:
        if not gold_set.present:
            continue
        with tempfile.TemporaryDirectory() as out:
            run_set(gold_set, Path(out))
            report = reports[gold_set.name] = score_set(gold_set, Path(out))
        before = floors.get(gold_set.name, {})
        print("\n".join(falls(gold_set.name, report, before, known)) or f"{gold_set.name}: nothing fell below its floor")
        floors[gold_set.name] = raised(report, before, lower=lower)
        known = {line for line in known if not line.startswith(f"{gold_set.name} ")}
        known |= {line for _, line in wrong_instances(gold_set.name, report)}
        _print_changes(gold_set.name, before, floors[gold_set.name])
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    KNOWN.write_text("".join(f"{line}\n" for line in sorted(known)), "utf-8")
    if len(reports) == len(SETS):
        write_table(reports)


def _print_changes(name: str, before: Mapping[str, float], after: Mapping[str, Any]) -> None:
    for kind, floor in after.items():
        if before.get(kind) != floor:
            print(f"{name} {kind}: {before.get(kind)} -> {floor}")


def write_table(reports: Mapping[str, Report]) -> None:
    """Puts the figures between the markers of docs/quality.md."""
    head, _, rest = TABLE.read_text("utf-8").partition("<!-- figures -->\n")
    tail = rest.partition("<!-- end of figures -->\n")[2]
    lines = "".join(f"{line}\n" for line in quality_table(reports))
    TABLE.write_text(f"{head}<!-- figures -->\n{lines}<!-- end of figures -->\n{tail}", "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Sets the floors; with `--lower` also downwards."""
    _set_floors(lower="--lower" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
