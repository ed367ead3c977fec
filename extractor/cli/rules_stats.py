"""`extractor rules stats`: what each rule does over a corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.table import Table as Grid

from extractor.cli.printing import print_grid, stderr
from extractor.rules.pack import files_of
from extractor.tuning.gold import load_gold
from extractor.tuning.stats import CorpusStats, Key, RuleStats, corpus_stats
from extractor.tuning.study.corpus import Corpus
from extractor.tuning.study.rule_sets import RuleSet


def stats_command(paths: Sequence[str], rules: Sequence[Path], golds: Sequence[Path], workers: int, *, as_json: bool) -> None:
    """Prints the figures of every rule, by table and falling number of matches; rules that never match are named at the end.

    Raises UsageError and RuleError.
    """
    files = files_of(rules)
    stats = corpus_stats(RuleSet.of("rules", files), Corpus(tuple(paths), workers=workers), load_gold(golds))
    ordered = sorted(stats.rules.items(), key=lambda item: (item[0][0], -item[1].matches, item[0][1]))
    if as_json:
        print(json.dumps([_data(stats, *item) for item in ordered], ensure_ascii=False, indent=1))
        return
    used = [item for item in ordered if item[1].matches or item[1].rows]
    for table in dict.fromkeys(key[0] for key, _ in used):
        print_grid(_grid(table, [item for item in used if item[0][0] == table], stats, gold=bool(golds)))
    console = stderr()
    idle = [key[1] for key, figures in ordered if not figures.matches and not figures.rows]
    console.print(f"{stats.articles:,} articles; rules that match nowhere: {', '.join(idle) or 'none'}", markup=False)


def _grid(table: str, items: Sequence[tuple[Key, RuleStats]], stats: CorpusStats, *, gold: bool) -> Grid:
    grid = Grid("rule", title=table, title_justify="left")
    heads = ["matches", "articles", "rows", "contested", "won", "ms"]
    heads += ["right", "wrong", "precision", "share of right"] if gold else []
    for head in heads:
        grid.add_column(head, justify="right")
    for key, figures in items:
        grid.add_row(key[1], *_cells(figures, stats.share(key), gold=gold))
    return grid


def _cells(figures: RuleStats, share: float | None, *, gold: bool) -> Iterator[str]:
    yield from (str(number or "") for number in (figures.matches, figures.articles, figures.rows, figures.contested))
    yield f"{figures.won / figures.contested:.0%}" if figures.contested else ""
    yield f"{1000 * figures.seconds:.1f}" if figures.seconds else ""
    if gold:
        yield from (str(number or "") for number in (figures.right, figures.wrong))
        yield from ("" if value is None else f"{value:.3f}" for value in (figures.precision, share))


def _data(stats: CorpusStats, key: Key, figures: RuleStats) -> dict[str, object]:
    told: dict[str, object] = {"table": key[0], "rule": key[1], **asdict(figures)}
    return told | {"precision": figures.precision, "share_of_right": stats.share(key)}
