"""CSV and TSV files: each row an article."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.lines import Line, decoded_lines
from extractor.sources.options import ReadOptions
from extractor.sources.records import article_of, has_text
from extractor.sources.streams import Input

_DELIMITERS = ",\t;|"


def read_csv(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The rows under a header row, in whichever of `, tab ; |` the header uses most."""
    before = csv.field_size_limit(options.max_article_bytes)
    try:
        yield from _read(item, options)
    finally:
        csv.field_size_limit(before)  # it is the whole process's


def _read(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    lines = _Remembered(decoded_lines(item, options))
    header_line = next(lines, None)
    if header_line is None:
        raise UnreadableError("empty")
    delimiter = max(_DELIMITERS, key=header_line.count)
    lines.again(header_line)
    rows = _rows(lines, delimiter)
    header = next(rows, UnreadableError("empty"))
    if isinstance(header, UnreadableError):
        raise header
    names = [name.strip() for name in header]
    if not has_text(dict.fromkeys(names, ""), options):
        wanted = " or ".join(path for role, path in options.fields.items() if role in ("text", "html")) or "with a text"
        raise UnreadableError(f"no field {wanted}; fields: {', '.join(names[:12])}")
    yield from _articles(item.source, names, rows, lines, options)


def _articles(
    source: str, names: list[str], rows: Iterator[list[str] | UnreadableError], lines: _Remembered, options: ReadOptions
) -> Iterator[RawArticle | Reject]:
    number = 0
    for row in rows:
        if row == []:
            continue
        number += 1
        place = f"record {number}, line {lines.first}"
        if isinstance(row, UnreadableError):
            yield Reject(source, place, str(row))
        elif len(row) > len(names):
            yield Reject(source, place, f"{len(row)} fields where the header has {len(names)}")
        else:
            record = dict(zip(names, row, strict=False))
            try:
                yield article_of(record, f"{source}#{number}", options, encoding=lines.encoding)
            except UnreadableError as error:
                yield Reject(source, place, str(error))
    if not number:
        raise UnreadableError("no rows")


@dataclass(slots=True)
class _Remembered:
    """Lines as text that remembers those of the row under way, so that a row can be read a second time."""

    lines: Iterator[Line]
    encoding: str = "utf-8"
    first: int = 0
    row: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    last: int = 0

    def __iter__(self) -> _Remembered:
        return self

    def __next__(self) -> str:
        if self.waiting:
            text = self.waiting.pop()
        else:
            line = next(self.lines)
            self.encoding, self.last = line.encoding, line.number
            if line.text is None:
                raise UnreadableError(f"line {line.number} is longer than allowed")
            text = line.text
        if not self.row:
            self.first = self.last
        self.row.append(text)
        return text

    def again(self, text: str) -> None:
        """Gives the line once more."""
        self.waiting.append(text)
        self.row.clear()

    def new_row(self) -> None:
        self.row.clear()


def _rows(lines: _Remembered, delimiter: str) -> Iterator[list[str] | UnreadableError]:
    """The rows; one with loose quotes is read leniently, one that cannot be read comes as its error."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.new_row()
        try:
            row = next(reader, None)
        except (csv.Error, UnreadableError) as error:
            yield error if isinstance(error, UnreadableError) else _lenient(lines.row, delimiter, str(error))
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if row is None:
            return
        yield row


def _lenient(lines: Iterable[str], delimiter: str, reason: str) -> list[str] | UnreadableError:
    if reason == "unexpected end of data":
        return UnreadableError("a quote in this row is never closed")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        return UnreadableError(f"not CSV: {error}")
    return rows[0] if len(rows) == 1 else UnreadableError(f"not CSV: {reason}")
