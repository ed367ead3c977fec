"""The inputs of a run in their order, whatever the order in which they were named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from extractor.batch.plan import Reading, weight_of
from extractor.batch.shards import InputFile
from extractor.model import RawArticle, Reject
from extractor.sources.files import STDIN, sorted_files, source_name
from extractor.sources.options import ReadOptions
from extractor.sources.reader import read_file


def local_inputs(
    paths: Sequence[str], options: ReadOptions, on_file: Callable[[Path], None] | None = None
) -> Iterator[InputFile | Reject]:
    """The files and their sizes, in order. Raises UsageError at once where a path does not exist."""
    return _inputs(sorted_files(paths, options), on_file)


def total_weight(paths: Sequence[str], options: ReadOptions) -> int | None:
    """The bytes that all inputs are reckoned to unpack to; None where standard input is among them. Raises UsageError."""
    total = 0
    for file in local_inputs(paths, options):
        if isinstance(file, InputFile):
            if file.size < 0:
                return None
            total += weight_of(file)
    return total


def _inputs(found: Iterable[Path | Reject], on_file: Callable[[Path], None] | None) -> Iterator[InputFile | Reject]:
    for file in found:
        if isinstance(file, Reject):
            yield file
            continue
        if on_file is not None:
            on_file(file)
        if str(file) == STDIN:
            yield InputFile(STDIN, STDIN, -1, "")
            continue
        try:
            status = file.stat()
            yield InputFile(str(file), source_name(file), status.st_size, str(status.st_mtime_ns))
        except OSError as error:
            yield Reject(source_name(file), "", (error.strerror or str(error)).lower())


def local_reading(options: ReadOptions, spool: Callable[[str, bytes], str]) -> Reading:
    """How a plan looks into files of this machine."""

    def opened(file: InputFile) -> BinaryIO:
        return cast(BinaryIO, Path(file.path).open("rb"))

    def read(file: InputFile) -> Iterator[RawArticle | Reject]:
        return read_file(Path(file.path), options)

    return Reading(options, opened, read, spool)
