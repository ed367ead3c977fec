"""The command that tells what tables hold, and its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import options


def schema(
    table: Annotated[str | None, typer.Argument(metavar="TABLE", help="A table, such as award_facts; all without it.")] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="text|json|arrow", help="For people, as JSON Schema, or as Arrow fields.")
    ] = "text",
    headers: options.Headers = "en",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="DIR", help="Write TABLE.schema.json and TABLE.arrow there.")
    ] = None,
) -> None:
    """Tell what the tables and their columns hold, in Chinese and English.

    The JSON Schema is that of a line of JSON Lines; the Arrow schema is that of the Parquet file.

    [bold]extractor schema[/bold]
    [bold]extractor schema award_facts --format json[/bold]
    [bold]extractor schema --out schemas/[/bold]
    """
    from extractor.cli.schema import FORMATS, schema_command
    from extractor.outputs.tables import LANGUAGES

    language = options.one_of("--headers", headers, LANGUAGES)
    schema_command(table, options.one_of("--format", format_, FORMATS), language, out)
