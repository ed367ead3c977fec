"""WARC files: each response that is a page or a text is an article."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle, Reject
from extractor.sources.options import ReadOptions
from extractor.sources.pages import article_from
from extractor.sources.streams import Input

_ARTICLE_RECORDS = ("response", "resource", "conversion")
_MEDIA: dict[str, Media] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "": "text"}


def read_warc(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The responses (and resources and converted texts), called by their URL; failed ones and other media come as rejects."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import ChunkedDataException
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    try:
        for record in ArchiveIterator(item.stream):
            if record.rec_type not in _ARTICLE_RECORDS:
                continue
            number += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or item.source
            place = f"record {number}, {url}"
            try:
                yield _article(record, f"{url}#{number}", url, options)
            except (UnreadableError, ChunkedDataException, zlib.error) as error:
                yield Reject(item.source, place, str(error))
            if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
                yield Reject(item.source, place, "the file ends inside this record")
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise UnreadableError(f"damaged WARC file after record {number}: {error}") from error
    if not number:
        raise UnreadableError("no response records")


def _article(record: Any, source: str, url: str, options: ReadOptions) -> RawArticle:
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and not record.http_headers.get_statuscode().startswith("2"):
        raise UnreadableError(f"HTTP status {record.http_headers.get_statuscode() or 'missing'}")
    content_type, _, parameters = (headers.get_header("Content-Type") or "").lower().partition(";")
    media = _MEDIA.get(content_type.strip())
    if media is None:
        raise UnreadableError(f"no article but {content_type.strip()}")
    stream = record.content_stream()
    data = bytearray()
    while piece := stream.read(1 << 16):
        data += piece
        if len(data) > options.max_article_bytes:
            raise UnreadableError(f"longer than {options.max_article_bytes:,} bytes")
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    return article_from(source, bytes(data), options, media=media, declared=charset, meta={"url": url})
