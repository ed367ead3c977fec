"""Every format, in every packing, whole and damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.model import RawArticle, Reject
from extractor.sources import ReadOptions, read_articles
from tests.sources import inputs
from tests.sources.inputs import FIRST, PACKERS, RECORDS, SECOND


def read(directory: Path, name: str, data: bytes, options: ReadOptions | None = None) -> tuple[list[RawArticle], list[Reject]]:
    """The articles and rejects of a file of that name."""
    path = directory / name
    path.write_bytes(data)
    found = list(read_articles([str(path)], options))
    return [item for item in found if isinstance(item, RawArticle)], [item for item in found if isinstance(item, Reject)]


ALL_FILES = inputs.ONE_ARTICLE | inputs.RECORD_FILES | {"a.warc": inputs.warc()}


@pytest.mark.parametrize("name", inputs.ONE_ARTICLE)
def test_one_article_files(tmp_path: Path, name: str) -> None:
    articles, rejects = read(tmp_path, name, inputs.ONE_ARTICLE[name])
    assert not rejects
    assert [article.source for article in articles] == [(tmp_path / name).as_posix()]
    assert FIRST in articles[0].text
    assert articles[0].media == ("text" if name == "a.txt" else "html")


@pytest.mark.parametrize("name", inputs.RECORD_FILES)
def test_record_files(tmp_path: Path, name: str) -> None:
    articles, rejects = read(tmp_path, name, inputs.RECORD_FILES[name])
    assert not rejects
    source = (tmp_path / name).as_posix()
    assert [(article.source, article.text) for article in articles] == [(f"{source}#1", FIRST), (f"{source}#2", SECOND)]
    assert articles[0].meta == {"title": "江城颁发质量奖", "url": "https://news.example/1.html", "published": "2023-05-06"}


@pytest.mark.parametrize("packed", [False, True], ids=["warc", "warc.gz"])
def test_warc_responses(tmp_path: Path, packed: bool) -> None:
    articles, rejects = read(tmp_path, "a.warc.gz" if packed else "a.warc", inputs.warc(packed=packed))
    assert [(article.source, article.media, article.encoding) for article in articles] == [
        ("https://news.example/1.html#1", "html", "gb18030"),
        ("https://news.example/2.txt#4", "text", "utf-8"),
    ]
    assert articles[0].meta["url"] == "https://news.example/1.html"
    assert FIRST in articles[0].text
    assert [reject.reason for reject in rejects] == ["no article but image/png", "HTTP status 404"]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("name", ALL_FILES)
def test_compressed_is_read_as_if_it_were_not(tmp_path: Path, name: str, packing: str) -> None:
    plain, plain_rejects = read(tmp_path, name, ALL_FILES[name])
    articles, rejects = read(tmp_path, f"{name}.{packing}", PACKERS[packing](ALL_FILES[name]))
    assert [article.text for article in articles] == [article.text for article in plain]
    assert [reject.reason for reject in rejects] == [reject.reason for reject in plain_rejects]


@pytest.mark.parametrize("archive", ["zip", "tar", "tar.gz", "tgz", "tar.zst", "tar.bz2", "tar.xz"])
def test_archives_hold_every_format(tmp_path: Path, archive: str) -> None:
    data = {
        "zip": lambda: inputs.zipped(ALL_FILES),
        "tar": lambda: inputs.tarred(ALL_FILES),
        "tgz": lambda: inputs.tarred(ALL_FILES, "w:gz"),
    }.get(archive, lambda: PACKERS[archive.partition(".")[2]](inputs.tarred(ALL_FILES)))()
    articles, rejects = read(tmp_path, f"news.{archive}", data)
    base = f"{(tmp_path / 'news').as_posix()}.{archive}"
    assert len(articles) == len(inputs.ONE_ARTICLE) + 2 * len(inputs.RECORD_FILES) + 2
    assert articles[0].source == f"{base}/a.txt"
    assert f"{base}/a.csv#2" in {article.source for article in articles}
    assert len(rejects) == 2


def test_archive_in_archive(tmp_path: Path) -> None:
    inner = inputs.zipped({"数据/a.jsonl.gz": PACKERS["gz"](inputs.jsonl())})
    articles, rejects = read(tmp_path, "b.tar.gz", PACKERS["gz"](inputs.tarred({"in.zip": inner})))
    assert not rejects
    assert [article.source.removeprefix(tmp_path.as_posix()) for article in articles] == [
        "/b.tar.gz/in.zip/数据/a.jsonl.gz#1",
        "/b.tar.gz/in.zip/数据/a.jsonl.gz#2",
    ]


def test_packed_too_often_is_rejected(tmp_path: Path) -> None:
    data = FIRST.encode()
    for _ in range(9):
        data = PACKERS["gz"](data)
    articles, rejects = read(tmp_path, "a.txt" + ".gz" * 9, data)
    assert not articles
    assert [reject.reason for reject in rejects] == ["packed more than 6 times"]


def test_zip_names_of_chinese_windows(tmp_path: Path) -> None:
    data = inputs.zipped({"aaaaaaaa.txt": FIRST.encode()}).replace(b"aaaaaaaa", "江城质量".encode("gbk"))
    articles, _ = read(tmp_path, "a.zip", data)
    assert articles[0].source.endswith("a.zip/江城质量.txt")


def test_unneeded_files_of_an_archive_are_passed_over(tmp_path: Path) -> None:
    data = inputs.zipped({"__MACOSX/a.txt": b"x", ".DS_Store": b"x", "dir/": b"", "dir/a.txt": FIRST.encode()})
    articles, rejects = read(tmp_path, "a.zip", data)
    assert len(articles) == 1
    assert not rejects


MANY = [{"content": f"{number} {FIRST}"} for number in range(500)]
BIG_MEMBERS = {f"{number}.txt": f"{number * number} {FIRST * 40}".encode() for number in range(20)}

DAMAGED: dict[str, tuple[bytes, int, str]] = {
    "cut.txt.gz": (PACKERS["gz"](FIRST.encode() * 50)[:-9], 1, "damaged gzip data"),
    "cut.txt.zst": (PACKERS["zst"](b"".join(BIG_MEMBERS.values()))[:-3], 0, "damaged zstd data"),
    "cut.txt.bz2": (PACKERS["bz2"](FIRST.encode() * 50)[:-9], 0, "damaged bzip2 data"),
    "cut.txt.xz": (PACKERS["xz"](FIRST.encode() * 50)[:-9], 1, "damaged xz data"),
    "cut.jsonl.gz": (PACKERS["gz"](inputs.jsonl(MANY))[:-9], 499, "damaged gzip data"),
    "cut.jsonl": (inputs.jsonl()[:-20], 1, "not JSON"),
    "cut.json": (inputs.RECORD_FILES["a.json"][:-40], 1, "the file ends inside this record"),
    "cut.csv": (inputs.csv_bytes([{"text": f'"{FIRST}"'}] * 3)[:-8], 2, "a quote in this row is never closed"),
    "cut.tsv": (
        b"text\ttitle\n" + FIRST.encode() + b"\ta\tb\n" + SECOND.encode() + b"\tb\n",
        1,
        "3 fields where the header has 2",
    ),
    "cut.parquet": (inputs.parquet()[:-20], 0, "damaged Parquet file"),
    "cut.warc": (inputs.warc()[:-30], 2, "the file ends inside this record"),
    "bad.warc": (b"WARC/1.0\r\nnothing", 0, "damaged record header"),
    "cut.warc.gz": (inputs.warc(packed=True)[:-60], 1, "damaged gzip data"),
    "cut.mhtml": (inputs.mhtml().replace(b"text/html", b"image/png"), 0, "no HTML or text part"),
    "cut.zip": (inputs.zipped(BIG_MEMBERS)[:-900], 20, "damaged zip archive"),
    "half.zip": (inputs.zipped(BIG_MEMBERS)[:1500], 0, "cut archive member"),
    "crc.zip": (
        inputs.zipped(BIG_MEMBERS).replace(b"\x31\x2e\x74\x78\x74", b"\x31\x2e\x74\x78\x75", 1),
        19,
        "damaged zip member",
    ),
    "cut.tar": (inputs.tarred(BIG_MEMBERS)[:9000], 1, "unexpected end of data"),
    "cut.tar.gz": (PACKERS["gz"](inputs.tarred(BIG_MEMBERS))[:-200], 1, "damaged gzip data"),
    "binary.txt": (bytes(range(256)) * 8, 0, "binary data"),
    "picture.html": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 0, "binary data: a PNG image"),
    "report.pdf": (b"%PDF-1.7\n", 0, "binary data: a PDF document"),
    "table.docx": (inputs.zipped({"word/document.xml": b"<x/>"}), 0, "binary data: a .docx file"),
    "table.xlsx": (inputs.zipped({"xl/workbook.xml": b"<x/>"}), 0, "damaged workbook"),
    "empty.txt": (b"", 0, "empty"),
    "blank.txt": ("\ufeff \u3000\r\n".encode(), 0, "empty"),
    "empty.jsonl": (b"\n\n", 0, "empty"),
    "empty.csv": (b"title,text\n", 0, "no rows"),
    "nothing.json": (b"17", 0, "no JSON objects"),
    "no_text.csv": (b"id,name\n1,a\n", 0, "no field with a text; fields: id, name"),
    "no_text.jsonl": (b'{"id": 1, "name": "a"}\n', 0, "no field with a text; fields: id, name"),
    "no_text.parquet": (inputs.parquet([{"id": "1"}]), 0, "no field with a text"),
    "array.jsonl": (b"[1, 2]\n", 0, "not an object but list"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_keeps_what_is_readable_and_tells_the_rest(tmp_path: Path, name: str) -> None:
    data, least, reason = DAMAGED[name]
    articles, rejects = read(tmp_path, name, data)
    assert len(articles) >= least
    assert any(reason in reject.reason for reject in rejects), rejects
    assert all(reject.source.startswith(tmp_path.as_posix()) for reject in rejects)


JSON_SHAPES = {
    "one object": json.dumps(RECORDS[0]),
    "pretty object": json.dumps(RECORDS[0], indent=2),
    "array": json.dumps(RECORDS[:1]),
    "list in an object": json.dumps({"code": 0, "data": RECORDS[:1]}),
    "list two deep": json.dumps({"code": 0, "data": {"total": 1, "list": RECORDS[:1]}}),
    "escapes": json.dumps(RECORDS[0], ensure_ascii=True),
    "brackets and quotes in texts": json.dumps({"content": FIRST, "x": 'a"]}\\ {[', "y\\": "\\"}),
    "text first": json.dumps([FIRST], ensure_ascii=False),
    "raw line break in a text": json.dumps(RECORDS[0]).replace('"title"', '"note": "a\nb", "title"'),
}


@pytest.mark.parametrize("shape", JSON_SHAPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_json_shapes(tmp_path: Path, shape: str, encoding: str) -> None:
    articles, rejects = read(tmp_path, "a.json", JSON_SHAPES[shape].encode(encoding))
    assert not rejects
    assert [article.text for article in articles] == [FIRST]


def test_json_longer_than_any_piece(tmp_path: Path) -> None:
    records = [{"content": f'{number}{FIRST * 500}\\"['} for number in range(40)]
    articles, rejects = read(tmp_path, "a.json", json.dumps(records, ensure_ascii=False).encode())
    assert not rejects
    assert [article.text for article in articles] == [record["content"] for record in records]


def test_one_bad_record_among_good_ones(tmp_path: Path) -> None:
    lines = inputs.jsonl().splitlines()
    articles, rejects = read(tmp_path, "a.jsonl", b"\n".join([lines[0], b"{bad", b"", lines[1]]))
    assert [article.source[-2:] for article in articles] == ["#1", "#3"]
    assert [(reject.location, reject.reason.partition(":")[0]) for reject in rejects] == [("record 2, line 2", "not JSON")]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.txt", "a.html", "a.mhtml", "a.warc"])
def test_longer_than_allowed_is_rejected(tmp_path: Path, name: str) -> None:
    long = "长" * 3000
    short = {"title": "短", "content": FIRST}
    data = {
        "a.json": json.dumps([{"title": "x", "content": long}, short], ensure_ascii=False).encode(),
        "a.jsonl": inputs.jsonl([{"title": "x", "content": long}, short]),
        "a.csv": inputs.csv_bytes([{"title": "x", "content": long}, short]),
        "a.warc": inputs.warc(),
    }.get(name, f"<html>{long}</html>".encode())
    limit = 200 if name == "a.warc" else 2000
    articles, rejects = read(tmp_path, name, data, ReadOptions(max_article_bytes=limit))
    assert rejects
    assert name not in ("a.json", "a.jsonl") or [article.text for article in articles] == [FIRST]


@pytest.mark.parametrize("packing", PACKERS)
def test_bombs_end_at_the_limit(tmp_path: Path, packing: str) -> None:
    bomb = PACKERS[packing](b"\n" * 30_000_000)
    articles, rejects = read(tmp_path, f"a.jsonl.{packing}", bomb, ReadOptions(max_member_bytes=1_000_000))
    assert not articles
    assert "of more than 1,000,000 bytes" in rejects[-1].reason


def test_bomb_in_an_archive(tmp_path: Path) -> None:
    data = inputs.zipped({"a.txt": b"\n" * 5_000_000, "b.txt": FIRST.encode()})
    articles, rejects = read(tmp_path, "a.zip", data, ReadOptions(max_member_bytes=1_000_000))
    assert [article.source[-5:] for article in articles] == ["b.txt"]
    assert len(rejects) == 1
