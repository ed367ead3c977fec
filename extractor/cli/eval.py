"""`extractor eval`: the tables of a run against gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table as Grid

from extractor.cli.printing import print_grid, stdout
from extractor.errors import UsageError
from extractor.tuning.scoring import Report, score

LEAKS = "leaks"


def eval_command(out: Path, golds: Sequence[Path], *, wrong: str | None, as_json: bool) -> None:
    """Prints precision, recall and F1 by kind, the rules that are ever wrong, and with `wrong` (a kind, or `all`) each instance.

    Raises UsageError for tables, gold or a kind that is not there.
    """
    report = score(out, golds)
    kinds = (*report.figures, LEAKS)
    if wrong not in (None, "all", *kinds):
        raise UsageError(f"--wrong {wrong}: choose from all, {', '.join(kinds)}")
    if as_json:
        print(json.dumps(_data(report), ensure_ascii=False, indent=1))
        return
    print_grid(_kinds(report))
    console = stdout()
    console.print(f"leaks from outside the article: {len(report.leaks)}; gold files not in the output: {len(report.absent)}")
    print_grid(_rules(report))
    for line in _instances(report, wrong) if wrong else ():
        console.print(line, markup=False)


def _kinds(report: Report) -> Grid:
    grid = Grid("kind", title="by kind", title_justify="left")
    for name in ("precision", "recall", "F1", "found", "missed", "too much"):
        grid.add_column(name, justify="right")
    for kind, figure in report.figures.items():
        shares = (f"{share:.3f}" for share in (figure.precision, figure.recall, figure.f1))
        grid.add_row(kind, *shares, str(figure.found), str(len(figure.missed)), str(len(figure.extra)))
    return grid


def _rules(report: Report) -> Grid:
    """The rules that gave something wrong, the worst first."""
    grid = Grid("kind", "rule", title="rules that gave something gold does not have", title_justify="left")
    for name in ("right", "wrong", "precision"):
        grid.add_column(name, justify="right")
    faulty = [(key, figure) for key, figure in report.rules.items() if figure.wrong]
    for (kind, rule), figure in sorted(faulty, key=lambda item: (-item[1].wrong, item[0])):
        grid.add_row(kind, rule, str(figure.right), str(figure.wrong), f"{figure.precision:.3f}")
    return grid


def _instances(report: Report, wanted: str) -> Iterator[str]:
    for kind, figure in report.figures.items():
        for what, items in (("missed", figure.missed), ("too much", figure.extra)):
            for article, key in items if wanted in ("all", kind) else ():
                yield f"{kind}  {what}  {article}  {' · '.join('-' if part is None else str(part) for part in key)}"
    for article, text in report.leaks if wanted in ("all", LEAKS) else ():
        yield f"{LEAKS}  too much  {article}  {text}"


def _data(report: Report) -> dict[str, Any]:
    def plain(items: list[tuple[str, tuple[Any, ...]]]) -> list[list[Any]]:
        return [[article, *(None if part is None else str(part) for part in key)] for article, key in items]

    return {
        "kinds": {
            kind: {
                "precision": figure.precision,
                "recall": figure.recall,
                "f1": figure.f1,
                "found": figure.found,
                "missed": plain(figure.missed),
                "extra": plain(figure.extra),
            }
            for kind, figure in report.figures.items()
        },
        "rules": [
            {"kind": kind, "rule": rule, "right": figure.right, "wrong": figure.wrong, "precision": figure.precision}
            for (kind, rule), figure in sorted(report.rules.items())
        ],
        LEAKS: report.leaks,
        "not_in_output": report.absent,
    }
