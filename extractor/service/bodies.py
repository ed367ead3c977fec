"""Bodies of requests to articles."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle
from extractor.sources import ReadOptions, decode
from extractor.sources.records import article_of

_MEDIA: dict[str, Media] = {"text/plain": "text", "text/html": "html"}
SOURCE = "request"
"""What an article is called whose sender tells no URL."""


class Fault(Exception):
    """What is told to the sender, with its status."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status = status
        self.told = told


async def bounded(stream: AsyncIterator[bytes], declared: str | None, limit: int) -> bytes:
    """The body. Raises Fault 413 as soon as it is known to be longer than `limit`."""
    too_long = Fault(413, f"longer than {limit:,} bytes")
    if declared is not None and declared.isdigit() and int(declared) > limit:
        raise too_long
    data = bytearray()
    async for piece in stream:
        data += piece
        if len(data) > limit:
            raise too_long
    return bytes(data)


def article(content_type: str, body: bytes) -> RawArticle:
    """The article of a body. Raises Fault 400 or 415."""
    kind, _, parameters = content_type.partition(";")
    kind = kind.strip().lower()
    if kind not in (*_MEDIA, "application/json"):
        raise Fault(415, f"content type {kind or 'none'}; send application/json, text/plain or text/html")
    try:
        if kind in _MEDIA:
            if not body.strip():
                raise Fault(400, "empty")
            decoded = decode(body, _charset(parameters))
            return RawArticle(SOURCE, decoded.text, _MEDIA[kind], decoded.encoding, decoded.reason)
        record = json.loads(body.decode("utf-8"))
        if not isinstance(record, dict):
            raise Fault(400, "an object belongs here, with a text or html")
        return article_of(record, str(record.get("url") or SOURCE), ReadOptions())
    except UnreadableError as error:
        raise Fault(400, str(error)) from error
    except (ValueError, RecursionError) as error:
        raise Fault(400, f"no JSON: {error}") from error


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"')
    return None
