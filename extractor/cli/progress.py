"""How far a run is: as a bar on a terminal, or as lines of JSON for another program."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, get_args

from rich.console import Console

from extractor.batch.inputs import total_weight
from extractor.batch.options import Progress
from extractor.sources.options import ReadOptions

Style = Literal["bar", "json", "none"]
STYLES: tuple[str, ...] = get_args(Style)
EVERY = 1.0
"""Seconds between two lines of JSON; a bar moves four times as often."""

FACTS = ("award_facts", "funding_facts", "count_facts")
Told = Callable[[Progress], None]


@contextmanager
def progress(style: Style, console: Console, paths: Sequence[str], read: ReadOptions) -> Iterator[Told | None]:
    """What is to be told the progress; None where nobody asks for it, or the bar has no terminal to stand on."""
    if style == "none" or (style == "bar" and not console.is_terminal):
        yield None
        return
    total = total_weight(paths, read)
    if style == "json":
        lines = _Lines(total)
        yield lines.tell
        lines.end()
        return
    with _bar(console, total) as told:
        yield told


def figures_of(progress: Progress, total: int | None, seconds: float) -> dict[str, Any]:
    """The progress as a line of JSON has it; `total` is None where standard input is read.

    `rate` is articles in a second, without those that an earlier run did; `seconds_left` is told once there is a rate.
    """
    rows = progress.figures.rows
    articles = rows.get("documents", 0)
    done = min(1.0, progress.weight / total) if total else None
    share = (progress.weight - progress.resumed_weight) / total if total else 0.0
    left = seconds / share * (1 - (done or 0)) if share and seconds else None
    return {
        "event": "progress",
        "seconds": round(seconds, 1),
        "done": None if done is None else round(done, 4),
        "seconds_left": None if left is None else round(left, 1),
        "articles": articles,
        "resumed": progress.resumed,
        "rate": round((articles - progress.resumed) / seconds, 1) if seconds else 0.0,
        "facts": sum(rows.get(table, 0) for table in FACTS),
        "rejects": rows.get("rejects", 0),
        "shards": progress.shards,
    }


class _Lines:
    """Lines of JSON on standard error."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._started = self._told = time.monotonic()
        self._last: Progress | None = None

    def tell(self, progress: Progress) -> None:
        """Writes a line, unless one was written a moment ago."""
        self._last = progress
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            self._write("progress")

    def end(self) -> None:
        """Writes the last line."""
        self._write("end")

    def _write(self, event: str) -> None:
        if self._last is not None:
            told = figures_of(self._last, self._total, time.monotonic() - self._started) | {"event": event}
            print(json.dumps(told), file=sys.stderr, flush=True)


@contextmanager
def _bar(console: Console, total: int | None) -> Iterator[Told]:
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s, {task.fields[facts]:,} facts"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    started = time.monotonic()
    with Bar(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total, articles=0, rate=0.0, facts=0, left="")

        def tell(progress: Progress) -> None:
            told = figures_of(progress, total, time.monotonic() - started)
            left = f"{_clock(told['seconds_left'])} left" if told["seconds_left"] is not None else ""
            shown = {name: told[name] for name in ("articles", "rate", "facts")}
            bar.update(task, completed=progress.weight, left=left, **shown)
            bar.refresh()

        yield tell


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
