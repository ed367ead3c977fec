"""`extractor show`: a table that a run wrote, on the terminal."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from rich.table import Table as Grid
from rich.text import Text

from extractor.cli.printable import printable
from extractor.cli.printing import print_grid, stdout
from extractor.errors import UsageError
from extractor.outputs.merged_schema import MERGED_TABLES
from extractor.outputs.read_tables import table_rows
from extractor.outputs.schema import EXTRA_TABLES, TABLES, Table

SHOWN = {
    "documents": "title published publisher script n_clean_chars n_repairs status",
    "mentions": "type text value value_max unit object qualifier currency",
    "award_facts": "award edition year grade status recipient recipient_count district amount consistency confidence",
    "funding_facts": "kind amount amount_max per recipients recipient_count purpose funder period consistency confidence",
    "count_facts": "value unit object qualifier sentence",
    "contradictions": "check subject told counted sentence rule",
    "rejects": "source location reason",
    "tokens": "position word tag start end",
    "merged_articles": "source cluster_id best_copy n_copies",
    "merged_awards": "award edition year grade status recipient recipient_count amount n_sources disagreements",
    "merged_funding": "kind amount per recipients purpose funder n_sources disagreements",
    "merged_names": "kind name written evidence",
}
"""The columns of each table that a terminal has room for; the files have all."""


def show_command(out: Path, name: str, limit: int) -> None:
    """Prints the first rows of the table. Raises UsageError where there is no such table or file."""
    known = (*TABLES, *EXTRA_TABLES, *MERGED_TABLES)
    table = next((table for table in known if table.name == name), None)
    if table is None:
        raise UsageError(f"no table {name}; tables: {', '.join(table.name for table in known)}")
    rows = table_rows(out, table)
    shown = list(islice(rows, limit))
    more = sum(1 for _ in rows)
    grid = _grid(table, shown, len(shown) + more)
    if grid.columns:
        print_grid(grid, empty=True)
    else:
        stdout().print(f"{table.name}: no rows", markup=False)
    if more:
        stdout().print(f"… and {more:,} more rows", markup=False)


def _grid(table: Table, rows: list[list[str]], total: int) -> Grid:
    """The rows as a grid, without columns that are empty in all of them."""
    grid = Grid(title=f"{table.name}: {total:,} rows", title_justify="left")
    kept: list[int] = []
    shown = SHOWN[table.name].split()
    for index, column in enumerate(table.columns):
        if column.name in shown and any(row[index] for row in rows):
            kept.append(index)
            grid.add_column(column.name, justify="right" if column.type in ("integer", "number") else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(row[index])) for index in kept))
    return grid
