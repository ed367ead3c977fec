"""Excel workbooks: each row under a header row an article, on every sheet that has a column with texts."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.extras import MissingExtraError, needed
from extractor.model import RawArticle, Reject
from extractor.sources.options import MEBIBYTE, ReadOptions
from extractor.sources.records import article_of, has_text
from extractor.sources.streams import Input, seekable

MAX_ROWS = 1_048_576
"""Rows of a sheet, as Excel has it."""

MAX_PARTS = 512 * MEBIBYTE
"""What everything but the sheets may unpack to: it is held in memory, above all the strings that cells share."""

MAX_RATIO, SMALL = 100, 64 * MEBIBYTE
"""How much larger a part over the small size may be than what it is packed in: sheets of text pack 5 to 30 times."""


def read_xlsx(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The rows of the sheets that have a column with texts, numbered through the workbook; formulas by their last value.

    Needs the extra `excel`. Raises UnreadableError for a file that is no workbook, and for one made to fill memory.
    """
    try:
        openpyxl = needed("openpyxl", extra="excel", purpose="reading .xlsx")
    except MissingExtraError as error:
        raise UnreadableError(str(error)) from error
    with seekable(item) as whole:
        try:
            _refuse_bombs(zipfile.ZipFile(whole.stream), options)
            with warnings.catch_warnings(action="ignore"):
                book = openpyxl.load_workbook(whole.stream, read_only=True, data_only=True, keep_links=False)
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError(f"damaged workbook: {_told(error)}") from error
        yield from _articles(book, item.source, options)


def _refuse_bombs(archive: zipfile.ZipFile, options: ReadOptions) -> None:
    """Raises UnreadableError where parts of the file unpack to more than a workbook's would."""
    others = 0
    for part in archive.infolist():
        if part.file_size > SMALL and part.file_size > part.compress_size * MAX_RATIO:
            raise UnreadableError(f"a workbook whose part {part.filename} unpacks to more than {MAX_RATIO} times its size")
        if part.file_size > options.max_member_bytes:
            raise UnreadableError(f"a workbook with a part of more than {options.max_member_bytes:,} bytes")
        others += 0 if part.filename.startswith("xl/worksheets/") else part.file_size
    if others > MAX_PARTS:
        raise UnreadableError(f"a workbook with more than {MAX_PARTS:,} bytes beside its sheets")


def _articles(book: Any, source: str, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    number, fields, sheets = 0, [], 0
    for sheet in book.worksheets:
        rows = _rows(sheet)
        try:
            names = next((row for _, row in rows if any(row)), [])
            header = [str(name).strip() for name in names]
            if not has_text({name: "" for name in header if name}, options):
                fields += [name for name in header if name]
                continue
            sheets += 1
            for place, row in rows:
                number += any(row)
                if any(row):
                    record = {**dict.fromkeys(header, ""), **dict(zip(header, row, strict=False))}
                    yield _article(record, (source, number, f"{sheet.title}, row {place}"), options)
        except _BrokenSheetError as error:
            yield Reject(source, f"{sheet.title}", f"damaged sheet: {error}")
    if not sheets:
        wanted = " or ".join(path for role, path in options.fields.items() if role in ("text", "html")) or "with a text"
        raise UnreadableError(f"no field {wanted}; fields: {', '.join(fields[:12]) or 'none'}")
    if not number:
        raise UnreadableError("no rows")


def _article(record: dict[str, Any], place: tuple[str, int, str], options: ReadOptions) -> RawArticle | Reject:
    source, number, where = place
    longest = max((len(value) for value in record.values() if isinstance(value, str)), default=0)
    if longest > options.max_article_bytes:
        return Reject(source, where, f"longer than {options.max_article_bytes:,} bytes")
    try:
        return article_of({name: value for name, value in record.items() if name}, f"{source}#{number}", options)
    except UnreadableError as error:
        return Reject(source, where, str(error))


class _BrokenSheetError(Exception):
    """What the reader of a sheet raised."""


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    """The rows by their numbers, at most as many as Excel has, whatever the sheet says of itself."""
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(values_only=True, max_row=MAX_ROWS), 1)
    while True:
        try:
            with warnings.catch_warnings(action="ignore"):
                found = next(rows, None)
        except Exception as error:
            raise _BrokenSheetError(_told(error)) from error
        if found is None:
            return
        yield found[0], ["" if value is None else value for value in found[1]]


def _told(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
