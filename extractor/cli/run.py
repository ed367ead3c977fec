"""`extractor run`: the progress on a terminal, and the closing summary."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import typer
from rich.console import Console

from extractor.batch import RunOptions, Summary, run
from extractor.batch.options import SECONDS, EngineName, Only
from extractor.batch.outcomes import Outcome
from extractor.cli.messages import say
from extractor.cli.printing import stderr
from extractor.cli.progress import STYLES, Style, progress
from extractor.cli.stopping import exit_code_of, stopped_by_sigterm
from extractor.errors import UsageError
from extractor.sources.decode import known_encoding
from extractor.sources.formats import FORMATS
from extractor.sources.options import MEBIBYTE, ReadOptions

if TYPE_CHECKING:
    from extractor.text.convert import Conversion

_FACTS = {"award_facts": "award", "funding_facts": "funding", "count_facts": "count"}


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of the command line, checked one by one."""

    fields: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("csv",)
    language: str = "en"
    rules: tuple[Path, ...] = ()
    disabled: tuple[str, ...] = ()
    workers: int = 1
    verbose: bool = False
    encoding: str | None = None
    input_format: str | None = None
    max_article_mebibytes: int = 16
    max_unpacked_mebibytes: int = 8192
    conversion: Conversion = "auto"
    engine: EngineName = "local"
    ray_address: str = "auto"
    only: Only = "all"
    extra: tuple[str, ...] = ()
    tokenizer: str = "rjieba"
    user_words: tuple[Path, ...] = ()
    resume: bool = True
    keep_cleaned: bool = True
    seconds: float = SECONDS
    progress: Style = "bar"


def run_command(paths: Sequence[str], out: str, choices: Choices) -> int:
    """Runs the job and prints the summary on stderr; the number of rejected inputs. Raises UsageError and RuleError."""
    console = stderr()
    read = read_options(choices, Path(out))
    teller = _Teller(console)
    with stopped_by_sigterm(), progress(choices.progress, console, paths, read) as on_progress:
        options = RunOptions(
            read=read,
            rules=choices.rules,
            disabled=choices.disabled,
            formats=choices.formats,
            language=choices.language,
            workers=choices.workers,
            conversion=choices.conversion,
            engine=choices.engine,
            ray_address=choices.ray_address,
            only=choices.only,
            extra=choices.extra,
            tokenizer=choices.tokenizer,
            user_words=choices.user_words,
            resume=choices.resume,
            keep_cleaned=choices.keep_cleaned,
            seconds=choices.seconds,
            on_file=teller.on_file if choices.verbose else None,
            on_shard=teller.on_shard if choices.verbose else None,
            on_progress=on_progress,
        )
        summary = _run(paths, out, options)
    for line in summary_lines(summary, out):
        console.print(say(line), markup=False)
    return summary.rows["rejects"]


def _run(paths: Sequence[str], out: str, options: RunOptions) -> Summary:
    """Runs the job; where it is interrupted, tells how to go on and ends with the exit code of the signal."""
    try:
        return run(paths, out, options)
    except KeyboardInterrupt as error:
        print(say("extractor: interrupted; what is done is kept, and the same command goes on from there"), file=sys.stderr)
        raise typer.Exit(exit_code_of(error)) from None


def style_of(told: str) -> Style:
    """The style of progress that `--progress` names. Raises UsageError."""
    if told not in STYLES:
        raise UsageError(f"--progress {told}: choose from {', '.join(STYLES)}")
    return next(style for style in get_args(Style) if style == told)


def summary_lines(summary: Summary, out: str | Path) -> list[str]:
    """The closing summary: articles read, rejected and repaired, facts by kind, the files, the time."""
    rows = summary.rows
    facts = ", ".join(f"{rows[table]:,} {kind}" for table, kind in _FACTS.items())
    before = f", {summary.resumed:,} of them kept from before" if summary.resumed else ""
    rejected = f"{rows['rejects']:,} rejected (see rejects)" if rows["rejects"] else "none rejected"
    return [
        f"articles  {rows['documents']:,} read{before}, {rejected}, {summary.repaired:,} repaired",
        f"facts     {facts}; {rows['mentions']:,} mentions",
        f"time      {summary.seconds:.1f} s",
        f"tables    {len(summary.files)} files in {out}",
        *(f"note      {note}" for note in summary.notes),
    ]


def read_options(choices: Choices, out: Path | None) -> ReadOptions:
    """How inputs are read; `out` is left out of the directories. Raises UsageError."""
    if choices.encoding is not None and known_encoding(choices.encoding) is None:
        raise UsageError(f"--encoding {choices.encoding}: unknown character set")
    if choices.input_format is not None and choices.input_format not in FORMATS:
        raise UsageError(f"--input-format {choices.input_format}: choose from {', '.join(FORMATS)}")
    return ReadOptions(
        fields=choices.fields,
        encoding=choices.encoding,
        input_format=choices.input_format,
        max_article_bytes=choices.max_article_mebibytes * MEBIBYTE,
        max_member_bytes=choices.max_unpacked_mebibytes * MEBIBYTE,
        exclude=out,
    )


class _Teller:
    """What -v tells: files as they are planned, rejects and failures as they come."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def on_file(self, path: Path) -> None:
        """Tells a file."""
        self._console.print(f"reading {path}", markup=False)

    def on_shard(self, outcome: Outcome) -> None:
        """Tells the rejects and tracebacks of a shard."""
        for reject in outcome.rejects:
            self._console.print("rejected {} {}: {}".format(*reject), markup=False)
        for traceback in outcome.tracebacks:
            self._console.print(traceback, markup=False)
