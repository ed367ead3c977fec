"""Inputs made to harm: what can be read is read, what was cut or refused is told, and nothing hangs."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from extractor.errors import UnreadableError
from extractor.model import RawArticle, Reject
from extractor.sources import ReadOptions, read_articles
from extractor.sources.regular import open_regular

TEXT = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖。"
SMALL = ReadOptions(max_article_bytes=1_000_000, max_member_bytes=2_000_000)
SPACES = b" " * (64 * 1024 * 1024)


def read(path: Path, options: ReadOptions = SMALL) -> tuple[list[str], list[str]]:
    """The texts and the reasons of all articles and rejects."""
    found = list(read_articles([str(path)], options))
    texts = [item.text for item in found if isinstance(item, RawArticle)]
    return texts, [item.reason for item in found if isinstance(item, Reject)]


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def nested(data: bytes, depth: int) -> bytes:
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


def http(body: bytes, headers: str) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n\r\n".encode() + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


BOMBS = {
    "gzip": ("a.jsonl.gz", gzip.compress(SPACES), "gzip data of more than 2,000,000 bytes"),
    "zstd": ("a.jsonl.zst", zstandard.ZstdCompressor(level=19).compress(SPACES), "zstd data of more than 2,000,000 bytes"),
    "zstd window": ("a.txt.zst", b"\x28\xb5\x2f\xfd\x00\xff" + bytes(8), "damaged zstd data after 0 bytes"),
    "zip": ("a.zip", zipped({"a.jsonl": SPACES}), "archive member of more than 2,000,000 bytes"),
    "gzip in zip in zip": ("a.zip", zipped({"b.zip": zipped({"a.jsonl.gz": gzip.compress(SPACES)})}), "gzip data of more than"),
    "packed nine times": ("a.zip", nested(zipped({"a.txt": TEXT.encode()}), 8), "packed more than 6 times"),
    "deflate in WARC": ("a.warc", http(zlib.compress(SPACES), "Content-Encoding: deflate"), "deflate data of more than"),
    "gzip in WARC": ("a.warc", http(gzip.compress(SPACES), "Content-Encoding: gzip"), "empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_cut_and_told(tmp_path: Path, name: str) -> None:
    file, data, reason = BOMBS[name]
    (tmp_path / file).write_bytes(data)
    started = time.process_time()
    texts, reasons = read(tmp_path / file)
    assert texts == []
    assert any(told.startswith(reason) for told in reasons), reasons
    assert time.process_time() - started < 5


def test_a_cut_body_in_warc_is_an_article_and_told(tmp_path: Path) -> None:
    body = gzip.compress(b"<p>" + b"x" * 8_000_000)
    (tmp_path / "a.warc").write_bytes(http(body, "Content-Encoding: gzip"))
    texts, reasons = read(tmp_path / "a.warc")
    assert [len(text) for text in texts] == [983_040]  # whole pieces of 64 KiB
    assert reasons == ["gzip data of more than 1,000,000 bytes"]
    (tmp_path / "a.warc").write_bytes(http(body[:-2000], "Content-Encoding: gzip"))
    (reason,) = read(tmp_path / "a.warc", ReadOptions())[1]
    assert reason.startswith("damaged gzip data after 5,")


def test_many_members_together_are_bounded(tmp_path: Path) -> None:
    members = {f"{number:02}.jsonl": json.dumps({"text": TEXT}).encode() + b"\n" + b" " * 1_800_000 for number in range(20)}
    (tmp_path / "a.zip").write_bytes(zipped(members))
    texts, reasons = read(tmp_path / "a.zip")
    assert 8 <= len(texts) < 12
    assert "archive member that goes beyond what one file may unpack to" in reasons


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_names_that_look_like_paths_are_only_names(tmp_path: Path, kind: str) -> None:
    names = ["../../x.txt", "/etc/cron.d/x.txt", "..\\..\\y.txt", "a/../../z.txt", "\u202egpj.txt", "n" * 300 + ".txt", "#1.txt"]
    members = {name: (TEXT + str(number)).encode() for number, name in enumerate(names)}
    packed = zipped(members) if kind == "zip" else _tarred(members)
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / f"a.{kind}").write_bytes(packed)
    texts, reasons = read(inside)
    assert (len(texts), reasons) == (len(names), [])
    told = subprocess.run(
        [sys.executable, "-m", "extractor", "clean", str(inside), "--out", str(tmp_path / "out" / "deep")],
        capture_output=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    written = [path for path in tmp_path.rglob("*") if path.is_file() and inside not in path.parents]
    assert len(written) == len(names)
    assert all(path.parent == tmp_path / "out" / "deep" for path in written)


def _tarred(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def test_special_files_in_a_directory_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").symlink_to("a.txt")
    (tmp_path / "d").symlink_to(tmp_path)
    (tmp_path / "e.txt").symlink_to("nowhere")
    (tmp_path / "f.txt").symlink_to("f.txt")
    (tmp_path / "g.txt").symlink_to("/dev/zero")
    texts, reasons = read(tmp_path)
    assert texts == [TEXT, TEXT]
    assert reasons == ["not a regular file", "broken link", "broken link", "not a regular file"]


def test_a_pipe_in_the_place_of_a_file_does_not_wait(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")

    def swapped(path: Path) -> None:
        path.unlink()
        os.mkfifo(path)

    (found,) = read_articles([str(tmp_path / "a.txt")], on_file=swapped)
    assert found == Reject(str(tmp_path / "a.txt"), "", "not a regular file")


def test_an_open_pipe_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError, match="not a regular file"):
        open_regular(tmp_path / "pipe")


def _lines(path: Path, number: int) -> Iterator[RawArticle | Reject]:
    path.write_text("".join(json.dumps({"text": TEXT * 40}) + "\n" for _ in range(number)), "utf-8")
    return read_articles([str(path)], SMALL)


def test_a_file_that_vanishes_before_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (found,) = read_articles([str(tmp_path / "a.txt")], on_file=Path.unlink)
    assert found == Reject(str(tmp_path / "a.txt"), "", "no such file or directory")


def test_a_file_that_vanishes_while_read_is_read(tmp_path: Path) -> None:
    articles = _lines(tmp_path / "a.jsonl", 200)
    first = next(articles)
    (tmp_path / "a.jsonl").unlink()
    assert [type(item) for item in [first, *articles]] == [RawArticle] * 200


def test_a_file_that_grows_is_read_up_to_its_first_size_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    articles = _lines(path, 200)
    found = []
    for item in articles:
        found.append(item)
        with path.open("a", encoding="utf-8") as file:  # as fast as it is read
            file.write(json.dumps({"text": TEXT * 40}) + "\n")
    assert [type(item) for item in found] == [RawArticle] * 200 + [Reject]
    assert isinstance(found[-1], Reject)
    assert found[-1].reason.startswith("the file grew while it was read: ")


def test_a_file_that_shrinks_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    articles = _lines(path, 200)
    first = next(articles)
    os.truncate(path, 100)
    found = [first, *articles]
    assert isinstance(found[-1], Reject)
    assert found[-1].reason.startswith("the file shrank while it was read: ")
    assert 1 < len(found) < 200


def test_fifty_megabytes_in_one_line_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("w", encoding="utf-8") as file:
        for _ in range(700):
            file.write(TEXT * 1000)
    assert (tmp_path / "a.txt").stat().st_size > 50_000_000
    assert read(tmp_path / "a.txt", ReadOptions()) == ([], ["longer than 16,777,216 bytes"])


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_a_cut_gzip_of_warc_records_gives_what_it_has(tmp_path: Path, cut: float) -> None:
    whole = b"".join(gzip.compress(http(f"<p>{TEXT}{number}</p>".encode(), "X: y")) for number in range(20))
    (tmp_path / "a.warc.gz").write_bytes(whole[: int(len(whole) * cut)])
    texts, reasons = read(tmp_path / "a.warc.gz")
    assert int(20 * cut) <= len(texts) <= int(20 * cut) + 1
    assert len(reasons) >= 1


def test_lines_in_several_character_sets(tmp_path: Path) -> None:
    record = json.dumps({"text": TEXT}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(record.encode(name) for name in ("utf-8", "gb18030") * 3))
    assert read(tmp_path / "a.jsonl") == ([TEXT] * 6, [])
