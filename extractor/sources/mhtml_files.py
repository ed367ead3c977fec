"""Pages that a browser saved with their pictures (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle
from extractor.sources.options import ReadOptions
from extractor.sources.pages import article_from
from extractor.sources.streams import Input, read_article

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_HEADER_CHARACTERS = 2_000
"""What is decoded of a header: the standard library takes a time that grows with the square of its words."""


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
