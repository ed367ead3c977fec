"""`extractor run`: the progress on a terminal, and the closing summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from extractor.batch import RunOptions, Summary, run
from extractor.batch.work import Done
from extractor.errors import UsageError
from extractor.outputs.run_log import add_run
from extractor.sources.decode import known_encoding
from extractor.sources.files import find_files
from extractor.sources.formats import FORMATS
from extractor.sources.options import MEBIBYTE, ReadOptions
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
    max_article_mebibytes: int = 64
    max_unpacked_mebibytes: int = 8192
    conversion: Conversion = "auto"


def run_command(paths: Sequence[str], out: Path, choices: Choices) -> int:
    """Runs the job and prints the summary on stderr; the number of rejected inputs. Raises UsageError and RuleError."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    read = read_options(choices, out)
    with _Ticker(console, paths, read, verbose=choices.verbose) as ticker:
        options = RunOptions(
            read=read,
            rules=choices.rules,
            disabled=choices.disabled,
            formats=choices.formats,
            language=choices.language,
            workers=choices.workers,
            conversion=choices.conversion,
            on_file=ticker.on_file,
            on_done=ticker.on_done,
        )
        summary = run(paths, out, options)
    for line in summary_lines(summary, out):
        console.print(line, markup=False)
    add_run(out, datetime.now(UTC), seconds=summary.seconds, articles=summary.rows["documents"], workers=choices.workers)
    return summary.rows["rejects"]


def summary_lines(summary: Summary, out: Path) -> list[str]:
    """The closing summary: articles read, rejected and repaired, facts by kind, the files, the time."""
    rows = summary.rows
    facts = ", ".join(f"{rows[table]:,} {kind}" for table, kind in _FACTS.items())
    rejected = f"{rows['rejects']:,} rejected (see rejects)" if rows["rejects"] else "none rejected"
    return [
        f"articles  {rows['documents']:,} read, {rejected}, {summary.repaired:,} repaired",
        f"facts     {facts}; {rows['mentions']:,} mentions",
        f"time      {summary.seconds:.1f} s",
        f"tables    {len(summary.files)} files in {out}",
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


class _Ticker:
    """The progress bar over files, on a terminal only, and the rejects as they come where that is asked for."""

    def __init__(self, console: Console, paths: Sequence[str], read: ReadOptions, *, verbose: bool) -> None:
        self._console = console
        self._verbose = verbose
        self._articles = 0
        columns = (
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files, {task.fields[articles]} articles"),
        )
        self._progress = Progress(*columns, TimeElapsedColumn(), console=console, transient=True, disable=not console.is_terminal)
        total = sum(1 for _ in find_files(paths, read)) if console.is_terminal else None
        self._task: TaskID = self._progress.add_task("", total=total, articles=0)

    def __enter__(self) -> _Ticker:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def on_file(self, path: Path) -> None:
        """Counts a file that is about to be read."""
        if self._verbose:
            self._console.print(f"reading {path}", markup=False)
        self._progress.advance(self._task)

    def on_done(self, done: Done) -> None:
        """Counts an article, or tells a reject."""
        self._articles += len(done.rows.get("documents", ()))
        self._progress.update(self._task, articles=self._articles)
        if self._verbose:
            for row in done.rows.get("rejects", ()):
                self._console.print("rejected {} {}: {}".format(*row), markup=False)
            if done.traceback:
                self._console.print(done.traceback, markup=False)
