"""The commands that merge and query, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import options


def merge_outs(
    outs: Annotated[list[Path], typer.Argument(metavar="OUT", help="Directories that runs wrote; the first gets the result.")],
    formats: options.Formats = "csv",
    headers: options.Headers = "en",
    rules: options.Rules = None,
) -> None:
    """Make one row per fact of what many articles tell, each with its sources.

    Writes merged_awards, merged_funding, merged_articles (reprints) and merged_names into the first directory, and keeps what
    it knows in merged.duckdb there: articles that come later merge into it without reading the others again.

    [bold]extractor merge tables/[/bold]
    [bold]extractor merge tables/ today/[/bold]
    """
    from extractor.cli.merge import merge_command
    from extractor.merge import MergeOptions
    from extractor.outputs.tables import LANGUAGES

    language = options.one_of("--headers", headers, LANGUAGES)
    merge_command(outs, MergeOptions(rules=tuple(rules or ()), formats=options.checked_formats(formats), language=language))


def query(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The directory that a run wrote.")],
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A query in DuckDB's SQL over the tables, by their names.")],
    format_: Annotated[str, typer.Option("--format", "-f", metavar="table|csv", help="How to print the rows.")] = "table",
) -> None:
    """Answer a question in SQL over the tables of a run, merged ones too.

    [bold]extractor query tables/ "SELECT award, count(*) FROM merged_awards GROUP BY award ORDER BY 2 DESC LIMIT 5"[/bold]
    """
    from extractor.cli.merge import query_command

    query_command(out, sql, options.one_of("--format", format_, ("table", "csv")))
