"""`extractor merge` and `extractor query`: one row per fact over many articles, and SQL over the tables."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from extractor.cli.messages import say
from extractor.cli.printable import printable
from extractor.cli.printing import print_grid, stderr
from extractor.errors import UsageError
from extractor.merge import MergeOptions, MergeSummary, merge
from extractor.outputs.cells import text_cell
from extractor.outputs.rows import plain_number


def merge_command(outs: Sequence[Path], options: MergeOptions) -> None:
    """Merges the directories into the first and prints the summary on stderr. Raises UsageError."""
    for out in outs:
        if not out.is_dir():
            raise UsageError(f"no such directory: {out}")
    console = stderr()
    for line in merge_lines(merge(outs, options), outs[0]):
        console.print(say(line), markup=False)


def merge_lines(summary: MergeSummary, out: Path) -> list[str]:
    """The closing summary of a merge."""
    return [
        f"merged    {summary.articles:,} articles ({summary.fresh:,} new or changed), {summary.texts:,} without their reprints",
        f"facts     {summary.awards:,} award, {summary.funding:,} funding",
        f"time      {summary.seconds:.1f} s",
        f"tables    {len(summary.files)} files and merged.duckdb in {out}",
        *(f"note      {note}" for note in summary.notes),
    ]


def query_command(out: Path, query: str, format_: str) -> None:
    """Prints what a query gives. Raises UsageError for a wrong one."""
    from extractor.merge.queries import answer

    names, rows = answer(out, query)
    if format_ == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(names)
        writer.writerows([text_cell(value) for value in row] for row in rows)
        return
    grid = Table()
    for index, name in enumerate(names):
        number = any(isinstance(row[index], int | float | Decimal) for row in rows)
        grid.add_column(name, justify="right" if number else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(shown(value))) for value in row))
    print_grid(grid, empty=True)


def shown(value: Any) -> str:
    """A value as it is printed."""
    if value is None:
        return ""
    return plain_number(value) if isinstance(value, Decimal) else str(value)
