"""Whatever the bytes: articles or a reject, never an exception, and nothing in silence."""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources import ReadOptions, decode, read_articles
from extractor.sources.json_values import JsonCutter
from tests.sources import inputs

NAMES = [
    "a.txt",
    "a.html",
    "a.mhtml",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.parquet",
    "a.warc",
    "a.zip",
    "a.tar",
    "a.gz",
    "a",
]
WHOLE = {
    **inputs.ONE_ARTICLE,
    **inputs.RECORD_FILES,
    "a.warc": inputs.warc(),
    "a.warc.gz": inputs.warc(packed=True),
    "a.zip": inputs.zipped(inputs.RECORD_FILES),
    "a.tar": inputs.tarred(inputs.ONE_ARTICLE),
    "a.tar.gz": inputs.PACKERS["gz"](inputs.tarred(inputs.RECORD_FILES)),
    "a.jsonl.zst": inputs.PACKERS["zst"](inputs.jsonl()),
    "a.txt.bz2": inputs.PACKERS["bz2"](inputs.FIRST.encode()),
    "a.csv.xz": inputs.PACKERS["xz"](inputs.csv_bytes()),
}
SMALL = ReadOptions(max_article_bytes=100_000, max_member_bytes=1_000_000)


def check(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory, name)
        path.write_bytes(data)
        found = list(read_articles([str(path)], SMALL))
    assert found
    for item in found:
        if isinstance(item, RawArticle):
            assert item.text.strip()
            item.text.encode("utf-8")
        else:
            assert isinstance(item, Reject)
            assert item.reason
            f"{item.source}{item.location}{item.reason}".encode()


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_any_bytes(data: bytes, name: str) -> None:
    check(name, data)


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_any_damage(name: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(whole) - 1))
        length = data.draw(st.sampled_from([0, 1, 2, 30]))
        whole[place : place + length] = data.draw(st.binary(max_size=4))
        whole = whole or bytearray(b"x")
    check(name, bytes(whole))


@pytest.mark.parametrize("name", WHOLE)
def test_any_cut(name: str) -> None:
    whole = WHOLE[name]
    for place in range(0, len(whole), max(1, len(whole) // 12)):
        check(name, whole[:place])


@given(
    data=st.binary(),
    declared=st.none() | st.sampled_from(["gbk", "big5", "utf-8", "utf-16", "latin-1", "shift_jis", "rot13", "x"]),
)
def test_decode_takes_anything(data: bytes, declared: str | None) -> None:
    with suppress(UnreadableError):
        decode(data, declared).text.encode("utf-8")


VALUES = st.recursive(
    st.text() | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(
    records=st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), max_size=4),
    sizes=st.lists(st.integers(1, 9)),
    array=st.booleans(),
)
def test_json_cutter_gives_the_values_however_it_is_fed(records: list[dict[str, object]], sizes: list[int], array: bool) -> None:
    texts = [json.dumps(record, ensure_ascii=False) for record in records]
    whole = "[" + ", ".join(texts) + "]" if array else "\n".join(texts)
    cutter = JsonCutter(10_000)
    values: list[str | None] = []
    place = 0
    for size in [*sizes, len(whole) + 1]:
        values.extend(cutter.feed(whole[place : place + size]))
        place += size
    assert values == texts
    assert not cutter.unfinished


MAIL = b"MIME-Version: 1.0\r\n"
HOSTILE = {
    "nested mail": ("a.mhtml", MAIL + b"Content-Type: message/rfc822\r\n\r\n" * 2_000),
    "long subject": ("a.mhtml", MAIL + b"Subject: " + b"=?utf-8?q?a?= " * 5_000 + b"\r\nContent-Type: text/html\r\n\r\n<p>x</p>"),
    "open brackets": ("a.json", b"[" * 100_000),
    "open braces": ("a.json", b"{" * 100_000),
    "deep object": ("a.jsonl", b'{"a":' * 50_000 + b"\n"),
    "quotes": ("a.csv", b'text\n"' + b'""' * 49_000),
    "many quotes": ("a.csv", b"text\n" + b'"a\n' * 30_000),
    "tags": ("a.html", b"<" * 100_000),
    "mail": ("a.txt", b"a:b\n" * 25_000),
    "comments": ("a.txt", b"<!--" * 25_000),
    "backslashes": ("a.json", b'{"a": "' + b"\\" * 100_000),
    "spaces": ("a.txt", b" " * 100_000),
    "delimiters": ("a.csv", b"text" + b"," * 90_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_takes_no_longer(name: str) -> None:
    check(*HOSTILE[name])
