"""Where a run reads and writes: on this machine, or at URLs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from extractor.batch.inputs import local_inputs, local_reading, url_inputs, url_reading
from extractor.batch.options import RunOptions
from extractor.batch.plan import Reading
from extractor.batch.run_directory import NAME, RunDirectory, locked, remove_if_empty
from extractor.batch.shards import InputFile
from extractor.batch.storage import LocalStorage
from extractor.batch.url_storage import UrlStorage, is_url
from extractor.model import Reject


@dataclass(frozen=True, slots=True)
class Place:
    """The output directory, by its path or URL; `storage` is None where all paths are this machine's own."""

    out: str
    storage: UrlStorage | None

    @property
    def is_own(self) -> bool:
        """Whether everything is on this machine."""
        return self.storage is None

    @property
    def directory(self) -> RunDirectory:
        """What runs keep in the output directory."""
        return RunDirectory(f"{self.out.rstrip('/')}/{NAME}", self.storage or LocalStorage())

    def inputs(self, paths: Sequence[str], options: RunOptions) -> Iterator[InputFile | Reject]:
        """The inputs in order. Raises UsageError."""
        if self.storage is None:
            return local_inputs(paths, options.read, options.on_file)
        return url_inputs(paths, options.read, self.storage, options.on_file)

    def reading(self, options: RunOptions) -> Reading:
        """How the plan looks into inputs."""
        spool = self.directory.spool
        return local_reading(options.read, spool) if self.storage is None else url_reading(options.read, spool, self.storage)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Holds the output directory for one run; at a URL nobody can be kept out. Raises UsageError."""
        if is_url(self.out):
            yield
            return
        with locked(Path(self.out) / NAME):
            yield

    @contextmanager
    def tables(self) -> Iterator[Path]:
        """A directory for the tables, which are in the output directory when the block ends without an error."""
        if self.storage is None or not is_url(self.out):
            yield Path(self.out)
            return
        with tempfile.TemporaryDirectory(prefix="extractor-") as scratch:
            yield Path(scratch)
            for path in sorted(Path(scratch).iterdir()):
                self.storage.upload(str(path), f"{self.out.rstrip('/')}/{path.name}")

    def tidy(self) -> None:
        """Removes the hidden directory where nothing is kept in it."""
        if not is_url(self.out):
            remove_if_empty(Path(self.out) / NAME)


def place_of(out: str, paths: Sequence[str]) -> Place:
    """The place of a run."""
    return Place(out, UrlStorage() if any(map(is_url, (out, *paths))) else None)
