"""`extractor rules diff`: what a change of rules does to a corpus."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.table import Table as Grid

from extractor.cli.printing import print_grid, stderr, stdout
from extractor.tuning.diff.compare import Difference, compare
from extractor.tuning.diff.page import page
from extractor.tuning.diff.report import WHAT, Judged, RuleChanges, by_rule, sentence_of, summary, values_of
from extractor.tuning.gold import Gold, load_gold
from extractor.tuning.study.corpus import Corpus
from extractor.tuning.study.rule_sets import rule_set
from extractor.whole import write_whole


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """What is shown: gold files, a file for the page, how many changes on the terminal, data instead of text."""

    golds: tuple[Path, ...] = ()
    html: Path | None = None
    limit: int = 20
    as_json: bool = False
    mentions: bool = True
    workers: int = 1


def diff_command(old: str, new: str, paths: Sequence[str], options: DiffOptions) -> int:
    """Prints what the new rules change, and how many changes gold calls worse. Raises UsageError and RuleError."""
    golds = load_gold(options.golds)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        sets = rule_set(old, Path(scratch), beside=new), rule_set(new, Path(scratch), beside=old)
        found = compare(*sets, Corpus(tuple(paths), workers=options.workers), mentions=options.mentions)
    groups = by_rule(found.changes, golds)
    line = summary(groups, found.articles, gold=bool(golds))
    if options.html is not None:
        write_whole(options.html, page(f"{old} → {new}", line, groups, gold=bool(golds)))
    if options.as_json:
        print(json.dumps(_data(groups, golds), ensure_ascii=False, indent=1))
    else:
        _print(groups, options.limit, gold=bool(golds))
    _tell(found, f"{line} ({time.monotonic() - begun:.1f} s)")
    return sum(group.judged("worse") for group in groups)


def _tell(found: Difference, line: str) -> None:
    console = stderr()
    for source, why in found.failed[:10]:
        console.print(f"failed {source}: {why}", markup=False)
    console.print(line, markup=False)


def _print(groups: Sequence[RuleChanges], limit: int, *, gold: bool) -> None:
    grid = Grid("table", "rule", title="changes by rule", title_justify="left")
    for name in (*WHAT, *(("better", "worse") if gold else ())):
        grid.add_column(name, justify="right")
    for group in groups:
        numbers = [group.number(what) for what in WHAT]
        numbers += [group.judged("better"), group.judged("worse")] if gold else []
        grid.add_row(group.table, group.rule, *(str(number or "") for number in numbers))
    print_grid(grid)
    console, every = stdout(), [judged for group in groups for judged in group.changes]
    for judged in every[:limit]:
        for line in _lines(judged, gold=gold):
            console.print(line, markup=False)
    if len(every) > limit:
        console.print(f"… and {len(every) - limit:,} more (--limit, or --html for all)", markup=False)


def _lines(judged: Judged, *, gold: bool) -> Iterator[str]:
    change = judged.change
    before, within, behind = sentence_of(change)
    yield f"{change.what:<8} {change.rule}  {change.source}" + (f"  [{judged.verdict}]" if gold else "")
    yield f"  {before}⟦{within}⟧{behind}".replace("\n", " ")
    yield "  " + "  ".join(f"{name}={value}" for name, value in values_of(change))


def _data(groups: Sequence[RuleChanges], golds: dict[str, Gold]) -> list[object]:
    return [
        msgspec.to_builtins(judged.change) | ({"verdict": judged.verdict} if golds else {}) | {"rule": judged.change.rule}
        for group in groups
        for judged in group.changes
    ]
