"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

INPUT = "Reading"

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, directories, globs, @LIST of paths, or - for stdin.")]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="Rules laid over the built-in ones; repeatable.")
]
Disable = Annotated[list[str] | None, typer.Option("--disable", metavar="RULE", help="Switch a fact rule off; repeatable.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 where an input was rejected.")]
Convert = Annotated[
    str,
    typer.Option(
        "--convert",
        metavar="NAME",
        help="To Simplified: auto (characters only, where the text is Traditional), none, t2s, tw2s, or tw2sp and hk2s, which "
        "change a region's words too.",
    ),
]
TextField = Annotated[str | None, typer.Option(metavar="NAME", help="Field with the article's text.", rich_help_panel=INPUT)]
HtmlField = Annotated[str | None, typer.Option(metavar="NAME", help="Field with the page's HTML.", rich_help_panel=INPUT)]
TitleField = Annotated[str | None, typer.Option(metavar="NAME", help="Field with the title.", rich_help_panel=INPUT)]
UrlField = Annotated[str | None, typer.Option(metavar="NAME", help="Field with the URL.", rich_help_panel=INPUT)]
DateField = Annotated[str | None, typer.Option(metavar="NAME", help="Field with the date.", rich_help_panel=INPUT)]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="Force a character set.", rich_help_panel=INPUT)]
InputFormat = Annotated[
    str | None, typer.Option(metavar="NAME", help="Format of inputs whose name tells none, as stdin.", rich_help_panel=INPUT)
]
MaxArticle = Annotated[int, typer.Option(min=1, metavar="MIB", help="Longest article or record.", rich_help_panel=INPUT)]
MaxUnpacked = Annotated[
    int, typer.Option(min=1, metavar="MIB", help="Most that one compressed input may unpack to.", rich_help_panel=INPUT)
]
CorpusPaths = Annotated[list[str], typer.Argument(metavar="CORPUS", help="Articles: files, directories, globs, @LIST.")]
GoldPaths = Annotated[
    list[Path] | None, typer.Option("--gold", metavar="PATH", help="Gold files, or directories of them; repeatable.")
]
Workers = Annotated[int | None, typer.Option("--workers", "-j", min=1, help="Processes; all cores without it.")]
