"""WARC files: each response that is a page or a text is an article."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle, Reject
from extractor.sources.http_messages import parse_response
from extractor.sources.options import ReadOptions
from extractor.sources.pages import article_from
from extractor.sources.streams import Input
from extractor.sources.warc_records import WarcRecord, warc_records

_MEDIA: dict[str, Media] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "": "text"}


def read_warc(item: Input, options: ReadOptions) -> Iterator[RawArticle | Reject]:
    """The responses (and resources and converted texts), called by their URL; failed ones and other media come as rejects.

    `#N` counts these records. What can be read of a cut one is an article too.
    """
    number = 0
    for record in warc_records(item.stream, options.max_article_bytes):
        number += 1
        url = record.url or item.source
        place = f"record {number}, {record.url}" if record.url else f"record {number}"
        if record.fault:
            yield Reject(item.source, place, record.fault)
        if record.block or not record.fault:
            try:
                article, damage = _article(record, f"{url}#{number}", url, options)
                yield article
            except UnreadableError as error:
                damage = str(error)
            if damage:
                yield Reject(item.source, place, damage)
    if not number:
        raise UnreadableError("no response records")


def _article(record: WarcRecord, source: str, url: str, options: ReadOptions) -> tuple[RawArticle, str]:
    """The record's article, and why it ends early if it does. Raises UnreadableError where there is none."""
    headers, body, damage = record.headers, record.block, ""
    if "application/http" in headers.get("content-type", "").lower() or body.startswith(b"HTTP/"):
        message = parse_response(body, options.max_article_bytes)
        if not 200 <= message.status < 300:
            raise UnreadableError(f"HTTP status {message.status}")
        headers, body, damage = message.headers, message.body, message.damage
    content_type, _, parameters = headers.get("content-type", "").lower().partition(";")
    media = _MEDIA.get(content_type.strip())
    if media is None:
        raise UnreadableError(f"no article but {content_type.strip()}")
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    return article_from(source, body, options, media=media, declared=charset, meta={"url": url}), damage
