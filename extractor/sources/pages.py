"""Inputs that are one article each: text and HTML files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle
from extractor.sources.decode import Decoded, declared_encoding, decode, decode_as
from extractor.sources.formats import is_page
from extractor.sources.options import ReadOptions
from extractor.sources.streams import Input, read_article

_MARKUP = re.compile(r"</(?:p|div|table|td|span|li|h[1-6]|article)>|<br\s*/?>|<p[\s>]", re.IGNORECASE)
_MARKUP_AT_LEAST = 2
"""A text scrape may carry one stray tag; a fragment of a page has more."""


def read_text(item: Input, options: ReadOptions) -> Iterator[RawArticle]:
    """The file as one article; one that is a whole page in spite of its name comes as HTML."""
    yield article_from(item.source, read_article(item, options.max_article_bytes), options)


def read_html(item: Input, options: ReadOptions) -> Iterator[RawArticle]:
    """The page as one article, in the character set it declares where its bytes agree."""
    yield article_from(item.source, read_article(item, options.max_article_bytes), options, media="html")


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
