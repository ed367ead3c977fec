"""WARC records and the HTTP responses in them."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
import zstandard

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources.http_messages import parse_response
from extractor.sources.options import ReadOptions
from extractor.sources.streams import opened
from extractor.sources.warc_files import read_warc
from tests.sources.inputs import FIRST, PAGE, SECOND

PLAIN = FIRST.encode()
CHUNKED = b"10\r\n" + PLAIN[:16] + b"\r\n" + f"{len(PLAIN) - 16:x};note\r\n".encode() + PLAIN[16:] + b"\r\n0\r\n\r\n"
LIMIT = 100_000

BODIES = {
    "plain": ("Server: x", PLAIN),
    "gzip": ("Content-Encoding: gzip", gzip.compress(PLAIN)),
    "gzip declared and already decoded": ("Content-Encoding: gzip", PLAIN),
    "deflate": ("Content-Encoding: deflate", zlib.compress(PLAIN)),
    "raw deflate": ("content-encoding: DEFLATE", zlib.compress(PLAIN)[2:-4]),
    "zstd": ("Content-Encoding: zstd", zstandard.compress(PLAIN)),
    "chunked": ("Transfer-Encoding: chunked", CHUNKED),
    "chunked declared and already joined": ("Transfer-Encoding: chunked", PLAIN),
    "chunked and gzip": (
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
        b"%x\r\n" % len(gzip.compress(PLAIN)) + gzip.compress(PLAIN) + b"\r\n0\r\n\r\n",
    ),
    "chunked and cut": ("Transfer-Encoding: chunked", CHUNKED[:-7]),
}


@pytest.mark.parametrize("name", BODIES)
def test_body_without_its_codings(name: str) -> None:
    headers, body = BODIES[name]
    message = parse_response(f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body, LIMIT)
    assert message.status == 200
    assert message.body in (PLAIN, PLAIN[:-1], PLAIN[:-2])


REFUSED = {
    "no response": (b"GET / HTTP/1.1\r\n\r\n", "no HTTP response"),
    "unknown coding": (b"HTTP/2 200\r\nContent-Encoding: br\r\n\r\nx", "content encoding br"),
    "bomb": (b"HTTP/1.1 200 OK\r\n\r\n" + gzip.compress(b" " * 1_000_000), "gzip data of more than"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_responses_that_cannot_be_read(name: str) -> None:
    block, reason = REFUSED[name]
    with pytest.raises(UnreadableError, match=reason):
        parse_response(block, LIMIT // 10)


def record(
    kind: str, block: bytes, *, length: int | None = None, content_type: str = "application/http; msgtype=response"
) -> bytes:
    size = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://news.example/{kind}>\r\nContent-Type: {content_type}\r\n"
    return f"{head}Content-Length: {size}\r\n\r\n".encode() + block + b"\r\n\r\n"


RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
GOOD = record("response", RESPONSE)

FILES = {
    "other records are passed over": (record("request", b"GET / HTTP/1.1\r\n\r\n") + record("metadata", b"x") + GOOD, 1, []),
    "converted text": (record("conversion", SECOND.encode(), content_type="text/plain"), 1, []),
    "resource": (record("resource", PAGE.encode(), content_type="text/html"), 1, []),
    "garbage between": (GOOD + b"garbage\n" * 9 + GOOD, 2, ["63 bytes that belong to no record"]),
    "length too short": (
        record("response", RESPONSE, length=len(RESPONSE) - 10) + GOOD,
        2,
        ["10 bytes that belong to no record"],
    ),
    "no length": (GOOD.replace(b"Content-Length", b"Content-Lenght") + GOOD, 1, ["damaged record header: no Content-Length"]),
    "header cut": (b"WARC/1.0\r\nWARC-Type: response\r\n" + GOOD, 1, ["damaged record header"]),
    "file cut": (GOOD + GOOD[:-60], 2, ["the file ends inside this record"]),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_readable_comes_and_the_rest_is_told(name: str) -> None:
    data, articles, reasons = FILES[name]
    found = list(read_warc(opened("a.warc", "a.warc", io.BytesIO(data)), ReadOptions()))
    assert sum(isinstance(item, RawArticle) for item in found) == articles
    told = [item.reason for item in found if isinstance(item, Reject)]
    assert len([reason for reason in reasons if any(reason in line for line in told)]) == len(reasons)
    if not reasons:
        assert not told
