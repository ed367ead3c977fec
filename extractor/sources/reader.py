"""All inputs to articles, one after another, whatever they are packed in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.archives import tar_members, zip_members
from extractor.sources.csv_files import read_csv
from extractor.sources.files import STDIN, find_files, source_name
from extractor.sources.formats import format_of
from extractor.sources.json_files import read_json, read_jsonl
from extractor.sources.options import ReadOptions
from extractor.sources.pages import read_html, read_text
from extractor.sources.parquet_files import read_parquet
from extractor.sources.regular import change_of, open_regular
from extractor.sources.streams import MAX_LAYERS, Input, opened, unpacked
from extractor.sources.warc_files import read_warc
from extractor.sources.xlsx_files import read_xlsx


def _read_mhtml(item: Input, options: ReadOptions) -> Iterator[RawArticle]:
    from extractor.sources.mhtml_files import read_mhtml  # few inputs need it, and the library of mail takes long to import

    return read_mhtml(item, options)


_READERS: dict[str, Callable[[Input, ReadOptions], Iterable[RawArticle | Reject]]] = {
    "text": read_text,
    "html": read_html,
    "mhtml": _read_mhtml,
    "json": read_json,
    "jsonl": read_jsonl,
    "csv": read_csv,
    "tsv": read_csv,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
    "warc": read_warc,
}


def read_articles(
    paths: Sequence[str], options: ReadOptions | None = None, *, on_file: Callable[[Path], None] | None = None
) -> Iterator[RawArticle | Reject]:
    """The articles of all inputs, in order, and a Reject for each input or record that cannot be read.

    `paths` are files, directories, globs, `@file` with a path a line, or `-` for stdin. At most one article, or one batch of
    Parquet rows, is held at a time. `on_file` is told each file before it is opened. Raises UsageError at once where a path
    does not exist.
    """
    return _read_all(find_files(paths, options or ReadOptions()), options or ReadOptions(), on_file)


def read_file(path: Path, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The articles of one file that `find_files` found (`Path("-")` is stdin), and its rejects."""
    return _read_file(path, options)


def read_stream(source: str, name: str, stream: BinaryIO, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The same of an open stream; its articles are called `source`, and `name` tells its format."""
    return _read(opened(source, name, stream), options)


def _read_all(
    found: Iterable[Path | Reject], options: ReadOptions, on_file: Callable[[Path], None] | None
) -> Iterator[RawArticle | Reject]:
    for file in found:
        if isinstance(file, Reject):
            yield file
            continue
        if on_file is not None:
            on_file(file)
        yield from _read_file(file, options)


def _read_file(path: Path, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    if str(path) == STDIN:
        yield from _read(opened(STDIN, "", sys.stdin.buffer, most_unpacked=options.most_unpacked), options)
        return
    source = source_name(path)
    try:
        with open_regular(path) as stream:
            yield from _read(opened(source, path.name, cast(BinaryIO, stream), most_unpacked=options.most_unpacked), options)
            if changed := change_of(stream):
                yield Reject(source, "", changed)
    except UnreadableError as error:
        yield Reject(source, "", str(error))
    except OSError as error:
        yield Reject(source, "", (error.strerror or str(error)).lower())


def _read(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """What is in the input; then, where its stream ended early, why."""
    try:
        yield from _dispatched(item, options)
    except UnreadableError as error:
        if not item.damage:
            yield Reject(item.source, "", str(error))
    for reason in item.damage:
        yield Reject(item.source, "", reason)


def _dispatched(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    while (inner := unpacked(item, options.max_member_bytes)) is not item:
        item = _not_too_deep(inner)
    if not item.head:
        raise UnreadableError("empty")
    kind = format_of(item, options.input_format)
    if kind in ("zip", "tar"):
        members = (zip_members if kind == "zip" else tar_members)(_not_too_deep(item), options)
        for member in members:
            yield from [member] if isinstance(member, Reject) else _read(member, options)
    else:
        yield from _READERS[kind](item, options)


def _not_too_deep(item: Input) -> Input:
    if item.layers > MAX_LAYERS:
        raise UnreadableError(f"packed more than {MAX_LAYERS} times")
    return item
