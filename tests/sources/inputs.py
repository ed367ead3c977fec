"""Inputs in every format, made of two short articles."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage

import pyarrow
import zstandard
from pyarrow.parquet import write_table

FIRST = "昨日，江城市举行第三届市长质量奖颁奖大会，云帆机械有限公司等五家企业获奖，每家奖励一百万元。"
SECOND = "记者从会上获悉，全市今年新增国家级专精特新“小巨人”企业十二家，总数达到八十六家，位居全省第二。"
RECORDS = [
    {"title": "江城颁发质量奖", "content": FIRST, "url": "https://news.example/1.html", "pubtime": "2023-05-06"},
    {"title": "小巨人再添十二家", "content": SECOND, "url": "https://news.example/2.html", "pubtime": "2023-05-07"},
]
PAGE = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>江城</title></head><body><p>{FIRST}</p></body></html>'


def jsonl(records: list[dict[str, str]] = RECORDS) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def csv_bytes(records: list[dict[str, str]] = RECORDS, delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(records[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return file.getvalue().encode(encoding)


def parquet(records: list[dict[str, str]] = RECORDS) -> bytes:
    file = io.BytesIO()
    write_table(pyarrow.Table.from_pylist(records), file)
    return file.getvalue()


def mhtml() -> bytes:
    message = EmailMessage()
    message["Subject"] = "江城颁发质量奖"
    message["Snapshot-Content-Location"] = "https://news.example/1.html"
    message.set_content(PAGE, subtype="html", charset="utf-8", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png")
    return message.as_bytes()


def warc(*, packed: bool = False) -> bytes:
    """A page, a picture, a page that is gone, a text."""
    answers = (
        ("https://news.example/1.html", "200 OK", "text/html; charset=gbk", PAGE.replace("utf-8", "gbk").encode("gbk")),
        ("https://news.example/logo.png", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("https://news.example/gone.html", "404 Not Found", "text/html", b"<html>gone</html>"),
        ("https://news.example/2.txt", "200 OK", "text/plain", SECOND.encode()),
    )
    records = [_warc_record("warcinfo", "", "application/warc-fields", b"software: none\r\n")]
    for url, status, kind, body in answers:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        records.append(_warc_record("response", url, "application/http; msgtype=response", http))
    return b"".join(map(gzip.compress, records) if packed else records)


def _warc_record(kind: str, url: str, content_type: str, block: bytes) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w:") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


PACKERS = {
    "gz": gzip.compress,
    "zst": lambda data: zstandard.ZstdCompressor().compress(data),
    "bz2": bz2.compress,
    "xz": lzma.compress,
}

ONE_ARTICLE = {
    "a.txt": FIRST.encode(),
    "a.html": PAGE.encode(),
    "a.htm": PAGE.encode(),
    "a.xhtml": PAGE.encode(),
    "a.mhtml": mhtml(),
}
RECORD_FILES = {
    "a.json": json.dumps(RECORDS, ensure_ascii=False, indent=1).encode(),
    "a.jsonl": jsonl(),
    "a.ndjson": jsonl(),
    "a.csv": csv_bytes(),
    "a.tsv": csv_bytes(delimiter="\t"),
    "a.parquet": parquet(),
}
