"""The commands that take gold to annotation tools and back, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli import options

if TYPE_CHECKING:
    from extractor.tuning.annotation.spans import Offsets

gold_app = typer.Typer(
    no_args_is_help=True,
    help="Gold to annotation tools and back.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

TOOLS = ("label-studio", "doccano", "brat", "conll", "jsonl")
OFFSETS = ("code-points", "utf-16")
Tool = Annotated[str, typer.Option("--format", "-f", metavar="|".join(TOOLS), help="The tool, or the form of the file.")]
Counted = Annotated[
    str | None,
    typer.Option("--offsets", metavar="|".join(OFFSETS), help="How the tool counts characters, where not as it usually does."),
]


@gold_app.command("export")
def gold_export(
    corpus: options.CorpusPaths,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file, or brat's directory.")],
    format_: Tool = "label-studio",
    gold: options.GoldPaths = None,
    rules: options.Rules = None,
    offsets: Counted = None,
) -> None:
    """Write articles for an annotation tool, with what the pipeline found as a start, or with the spans of gold.

    The text is the cleaned one. Label Studio gets its labelling interface beside the tasks, brat its annotation.conf.

    [bold]extractor gold export articles/ --format label-studio --out tasks.json[/bold]
    [bold]extractor gold export corpus/articles --gold corpus/gold --format brat --out brat/[/bold]
    """
    from extractor.cli.gold import Exchange, export_command

    exchange = Exchange(options.one_of("--format", format_, TOOLS), _offsets(offsets), tuple(rules or ()))
    export_command(corpus, out, exchange, tuple(gold or ()))


@gold_app.command("import", epilog="Exit code: 0, 1 under --strict where a span could not be read, 2 for wrong usage or files.")
def gold_import(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported; brat's directory.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Directory for a gold file per article.")],
    format_: Tool = "label-studio",
    rules: options.Rules = None,
    offsets: Counted = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where a span could not be read.")] = False,
) -> None:
    """Make gold of what people corrected in an annotation tool.

    What they left is as it was exported; the value of what they drew (a sum, a number, a district's code) is read by the rules,
    and what cannot be read is told.

    [bold]extractor gold import project-1.json --format label-studio --out gold/[/bold]
    """
    from extractor.cli.gold import Exchange, import_command

    exchange = Exchange(options.one_of("--format", format_, TOOLS), _offsets(offsets), tuple(rules or ()))
    if import_command(source, out, exchange) and strict:
        raise typer.Exit(options.EXIT_REJECTED)


def _offsets(told: str | None) -> Offsets | None:
    if told is None:
        return None
    return "utf-16" if options.one_of("--offsets", told, OFFSETS) == "utf-16" else "code-points"
