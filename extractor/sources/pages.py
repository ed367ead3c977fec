"""Inputs that are one article each: text, HTML and MHTML files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle
from extractor.sources.decode import Decoded, declared_encoding, decode, decode_as
from extractor.sources.formats import is_page
from extractor.sources.options import ReadOptions
from extractor.sources.streams import Input, read_article

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_HEADER_CHARACTERS = 2_000
"""What is decoded of a header: the standard library takes a time that grows with the square of its words."""

_MARKUP = re.compile(r"</(?:p|div|table|td|span|li|h[1-6]|article)>|<br\s*/?>|<p[\s>]", re.IGNORECASE)
_MARKUP_AT_LEAST = 2
"""A text scrape may carry one stray tag; a fragment of a page has more."""


def read_text(item: Input, options: ReadOptions) -> Iterator[RawArticle]:
    """The file as one article; one that is a whole page in spite of its name comes as HTML."""
    yield article_from(item.source, read_article(item, options.max_article_bytes), options)


def read_html(item: Input, options: ReadOptions) -> Iterator[RawArticle]:
    """The page as one article, in the character set it declares where its bytes agree."""
    yield article_from(item.source, read_article(item, options.max_article_bytes), options, media="html")


def read_mhtml(item: Input, options: ReadOptions) -> Iterator[RawArticle]:
    """The first HTML part of the saved page as one article, or its first text part."""
    try:
        message = message_from_bytes(read_article(item, options.max_article_bytes), policy=compat32)
        parts = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
    except RecursionError as error:
        raise UnreadableError("the saved page's parts are nested too deep") from error
    if not parts:
        raise UnreadableError("no HTML or text part in the saved page")
    part = next((part for part in parts if part.get_content_type() != "text/plain"), parts[0])
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise UnreadableError("the saved page's HTML part cannot be decoded")
    url = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    meta = {key: value for key, value in (("title", _header(message, "Subject")), ("url", url)) if value}
    media: Media = "text" if part.get_content_type() == "text/plain" else "html"
    yield article_from(item.source, payload, options, media=media, declared=_charset(part), meta=meta)


def article_from(
    source: str,
    data: bytes,
    options: ReadOptions,
    *,
    media: Media = "text",
    declared: str | None = None,
    meta: dict[str, str] | None = None,
) -> RawArticle:
    """The bytes as an article. Raises UnreadableError where they are empty or no text."""
    if media == "text" and is_page(data[:4096]):
        media = "html"
    if declared is None and media == "html":
        declared = declared_encoding(data)
    decoded = decode_as(data, options.encoding) if options.encoding else decode(data, declared)
    return _article(source, decoded, media, meta or {})


def media_of(text: str) -> Media:
    """Whether a record's text is HTML: a page, or a fragment with block tags."""
    return "html" if len(_MARKUP.findall(text, 0, 20_000)) >= _MARKUP_AT_LEAST else "text"


def _article(source: str, decoded: Decoded, media: Media, meta: dict[str, str]) -> RawArticle:
    if not decoded.text.strip().strip("\0\ufeff \t\r\n"):
        raise UnreadableError("empty")
    return RawArticle(source, decoded.text, media, decoded.encoding, decoded.reason, meta)


def _charset(part: Message) -> str | None:
    charset = part.get_param("charset")
    return charset if isinstance(charset, str) else None


def _header(message: Message, name: str) -> str:
    """The header's value with its MIME words decoded; empty where there is none."""
    value = str(message.get(name, ""))[:_HEADER_CHARACTERS]
    try:
        return str(make_header(decode_header(value))).strip()
    except (LookupError, ValueError, MessageError):
        return value.strip()
