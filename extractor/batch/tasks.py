"""What is to be done with a shard, and how; who gives work out imports no more than this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.pipelines import Choices, MakePipeline, default_pipeline
from extractor.batch.shards import Shard
from extractor.batch.storage import LocalStorage, Storage
from extractor.outputs.schema import TABLES, Table
from extractor.sources.options import ReadOptions


@dataclass(frozen=True, slots=True)
class How:
    """How every shard of a run is done.

    `key` is a digest of all that decides rows beside the inputs, `rules` that of the rules. `directory` holds what is kept;
    `cleaned` is the directory of cleaned texts of this version, None where none are kept. `storage` is None for this machine's
    own files. `watches` is a directory of this machine. A document may take `seconds`, without end where that is 0. `told` asks
    for rejects and tracebacks.
    """

    key: str
    rules: str
    directory: str
    watches: str
    read: ReadOptions = field(default_factory=ReadOptions)
    choices: Choices = field(default_factory=Choices)
    make: MakePipeline = default_pipeline
    tables: tuple[Table, ...] = TABLES
    formats: tuple[str, ...] = ("csv",)
    language: str = "en"
    seconds: float = 0.0
    cleaned: str | None = None
    storage: Storage | None = None
    told: bool = False

    @property
    def files(self) -> Storage:
        """Where what is kept is read and written."""
        return self.storage or LocalStorage()

    def rows_path(self, shard: Shard) -> str:
        """Where the rows of the shard are kept."""
        return f"{self.directory}/rows/{shard.key[:2]}/{self.key[:16]}-{shard.key}"

    def parts_path(self, shard: Shard) -> str:
        """Where its parts of the output files are handed over."""
        return f"{self.directory}/parts/{shard.key}"

    def watch_path(self, shard: Shard) -> Path:
        """The file that tells which document is under way."""
        return Path(self.watches, shard.key)


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to do. Items (by their number in it) in `skipped` are rejected for the reason told, before they are extracted;
    those in `unreadable` before they are read, with all behind them in the same input. A task with a range `only` is a trial:
    these items are done, and nothing is written."""

    shard: Shard
    skipped: Mapping[int, str] = field(default_factory=dict)
    unreadable: Mapping[int, str] = field(default_factory=dict)
    only: tuple[int, int] | None = None
    keeps_cleaned: bool = True
