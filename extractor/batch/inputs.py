"""The inputs of a run in their order, whatever the order in which they were named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from extractor.batch.plan import Reading, weight_of
from extractor.batch.shards import InputFile
from extractor.batch.url_storage import UrlStorage, is_url
from extractor.errors import UsageError
from extractor.model import RawArticle, Reject
from extractor.sources.files import STDIN, sorted_files, source_name
from extractor.sources.options import ReadOptions
from extractor.sources.reader import read_file, read_stream
from extractor.sources.regular import open_regular


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


def url_inputs(
    paths: Sequence[str], options: ReadOptions, storage: UrlStorage, on_file: Callable[[Path], None] | None = None
) -> Iterator[InputFile | Reject]:
    """The same where some of the paths are URLs, of files or of all below them; hidden ones are left out there too.

    Raises UsageError where there is nothing at a path or URL.
    """
    own = [path for path in paths if not is_url(path)]
    far = sorted({path for path in paths if is_url(path)}, key=lambda url: PurePosixPath(url).parts)
    if STDIN in own:
        raise UsageError("standard input cannot be read on a cluster; write its articles to a file")
    found = [list(_below(url, storage)) for url in far]
    for url, files in zip(far, found, strict=True):
        if not files:
            raise UsageError(f"no such file or directory: {url}")
    once = dict.fromkeys(file for files in found for file in files)
    return chain(local_inputs(own, options, on_file) if own else (), once)


def _below(url: str, storage: UrlStorage) -> Iterator[InputFile]:
    try:
        for path, size, stamp in storage.listed(url):
            if not any(part.startswith(".") for part in PurePosixPath(path.removeprefix(url)).parts):
                yield InputFile(path, path, size, stamp)
    except OSError as error:
        raise UsageError(f"cannot read {url}: {error}") from error


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
        return cast(BinaryIO, open_regular(Path(file.path)))

    def read(file: InputFile) -> Iterator[RawArticle | Reject]:
        return read_file(Path(file.path), options)

    return Reading(options, opened, read, spool)


def url_reading(options: ReadOptions, spool: Callable[[str, bytes], str], storage: UrlStorage) -> Reading:
    """The same for files of any machine."""

    def opened(file: InputFile) -> BinaryIO:
        return storage.open(file.path)

    def read(file: InputFile) -> Iterator[RawArticle | Reject]:
        try:
            with storage.open(file.path) as stream:
                yield from read_stream(file.source, file.path.rsplit("/", 1)[-1], stream, options)
        except OSError as error:
            yield Reject(file.source, "", (error.strerror or str(error)).lower())

    return Reading(options, opened, read, spool)
