"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.text.convert import Conversion

INPUT = "Reading"
RUNNING = "Running"
EXIT_REJECTED = 1

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
    int,
    typer.Option(
        min=1, metavar="MIB", help="Most that one packed input unpacks to; all in one file, 8 times that.", rich_help_panel=INPUT
    ),
]
CorpusPaths = Annotated[list[str], typer.Argument(metavar="CORPUS", help="Articles: files, directories, globs, @LIST.")]
GoldPaths = Annotated[
    list[Path] | None, typer.Option("--gold", metavar="PATH", help="Gold files, or directories of them; repeatable.")
]
Workers = Annotated[int | None, typer.Option("--workers", "-j", min=1, help="Processes; all cores without it.")]
RunWorkers = Annotated[
    int | None,
    typer.Option("--workers", "-j", min=1, help="Processes that extract; all cores without it.", rich_help_panel=RUNNING),
]
Only = Annotated[str, typer.Option("--only", metavar="all|facts", help="facts leaves the table of mentions out.")]
ExtraTables = Annotated[
    str, typer.Option("--tables", metavar="tokens", help="Write the words of the cleaned texts with their tags too.")
]
Tokenizer = Annotated[str, typer.Option(metavar="rjieba|jieba", help="jieba in Rust, or (25 times slower) in Python.")]
UserDict = Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A user dictionary in jieba's format; repeatable.")]
Engine = Annotated[
    str,
    typer.Option("--engine", metavar="local|ray", help="Processes of this machine, or a Ray cluster.", rich_help_panel=RUNNING),
]
RayAddress = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="The cluster: auto, HOST:PORT, ray://HOST:PORT or local.", rich_help_panel=RUNNING),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume/--no-resume", help="Go on where an earlier run into the same directory stopped.", rich_help_panel=RUNNING
    ),
]
Cache = Annotated[
    bool,
    typer.Option(
        "--cache/--no-cache", help="Keep cleaned texts in OUT/.run, for runs with other rules.", rich_help_panel=RUNNING
    ),
]
DocumentSeconds = Annotated[
    float,
    typer.Option(
        min=0, metavar="SECONDS", help="Reject a document that takes longer; 0 waits for ever.", rich_help_panel=RUNNING
    ),
]
ProgressStyle = Annotated[
    str,
    typer.Option(
        "--progress", metavar="bar|json|none", help="A bar on a terminal, or lines of JSON on stderr.", rich_help_panel=RUNNING
    ),
]
Merge = Annotated[bool, typer.Option("--merge", help="Merge the facts over all articles too, as extractor merge does.")]
Formats = Annotated[str, typer.Option("--format", "-f", metavar="NAMES", help="Of csv, jsonl, parquet, xlsx; joined by commas.")]
Headers = Annotated[str, typer.Option(metavar="en|zh", help="Column names in English or Chinese.")]


def checked_formats(names: str) -> tuple[str, ...]:
    """The formats that `--format` names. Raises UsageError."""
    from extractor.outputs.tables import FORMATS

    return tuple(one_of("--format", name.strip(), FORMATS) for name in names.split(",") if name.strip()) or ("csv",)


def one_of(option: str, value: str, known: Sequence[str]) -> str:
    """The value, which must be one that is known. Raises UsageError."""
    if value not in known:
        raise UsageError(f"{option} {value}: choose from {', '.join(known)}")
    return value


def facts_only(told: str) -> Literal["all", "facts"]:
    """What `--only` says. Raises UsageError."""
    return "facts" if one_of("--only", told, ("all", "facts")) == "facts" else "all"


def extra_tables(names: str) -> tuple[str, ...]:
    """The tables that `--tables` names. Raises UsageError."""
    from extractor.outputs.schema import EXTRA_TABLES

    known = [table.name for table in EXTRA_TABLES]
    return tuple(one_of("--tables", name.strip(), known) for name in names.split(",") if name.strip())


def engine_of(told: str) -> Literal["local", "ray"]:
    """What `--engine` says. Raises UsageError."""
    return "ray" if one_of("--engine", told, ("local", "ray")) == "ray" else "local"


def processes(told: int | None) -> int:
    """How many processes: all cores where none are told."""
    if told:
        return told
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fields_of(**named: str | None) -> dict[str, str]:
    """The names of the inputs' fields that were told, by what they hold."""
    return {role: name for role, name in named.items() if name}


def conversion_of(name: str) -> Conversion:
    """The conversion that `--convert` names. Raises UsageError."""
    from extractor.text.convert import CONVERSIONS

    one_of("--convert", name, CONVERSIONS)
    return next(known for known in CONVERSIONS if known == name)
