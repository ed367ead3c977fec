"""What runs into a directory took: one line of JSON per run, beside its tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from extractor.errors import UsageError

FILE = "runs.jsonl"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: when it ended (UTC, to the second), how long it took, the articles it extracted, and with how many processes."""

    ended: str
    seconds: float
    articles: int
    workers: int


def changes_since(out: Path) -> Callable[[Path], bool]:
    """Tells for a file in `out` whether somebody changed it, or put it there, after the last run that is written down."""
    log = out / FILE
    last = log.stat().st_mtime_ns if log.is_file() else 0
    return lambda path: path.stat().st_mtime_ns > last


def add_run(out: Path, ended: datetime, *, seconds: float, articles: int, workers: int) -> None:
    """Writes a run down behind those before it. Raises UsageError where it cannot be written."""
    run = Run(ended.isoformat(timespec="seconds"), round(seconds, 3), articles, workers)
    try:
        with (out / FILE).open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(asdict(run)) + "\n")
    except OSError as error:
        raise UsageError(f"cannot write {out / FILE}: {(error.strerror or str(error)).lower()}") from error


def runs_of(out: Path) -> Iterator[Run]:
    """The runs that are written down, the oldest first; lines that are broken (a run was killed in the middle) are left out."""
    path = out / FILE
    if not path.is_file():
        return
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
            yield Run(str(told["ended"]), float(told["seconds"]), int(told["articles"]), int(told["workers"]))
        except (ValueError, KeyError, TypeError):
            continue
