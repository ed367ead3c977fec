"""From arguments to files."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.model import RawArticle, Reject
from extractor.sources import ReadOptions, read_articles
from tests.sources.inputs import FIRST, PAGE, RECORDS, SECOND, jsonl


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with three articles in two levels, beside things that are no articles."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news" / "b").mkdir(parents=True)
    (tmp_path / "news" / ".hidden").mkdir()
    for name in ("news/a.txt", "news/b/c.txt", "news/z.txt", "news/.hidden/x.txt", "news/.b.txt", "other.txt"):
        (tmp_path / name).write_text(FIRST, "utf-8")
    return tmp_path / "news"


def sources(*paths: str, options: ReadOptions | None = None) -> list[str]:
    """The sources of the articles; a reject is told by its reason."""
    found = read_articles(paths, options)
    return [item.source if isinstance(item, RawArticle) else f"{item.source}: {item.reason}" for item in found]


ARGUMENTS: dict[str, tuple[list[str], list[str]]] = {
    "a file": (["other.txt"], ["other.txt"]),
    "a directory, sorted": (["news"], ["news/a.txt", "news/b/c.txt", "news/z.txt"]),
    "a glob": (["news/*.txt"], ["news/a.txt", "news/z.txt"]),
    "a glob over all levels": (["news/**/*.txt"], ["news/a.txt", "news/b/c.txt", "news/z.txt"]),
    "in the order told": (["other.txt", "news/z.txt"], ["other.txt", "news/z.txt"]),
    "what is named twice is read once": (["news/z.txt", "news", "news/b"], ["news/z.txt", "news/a.txt", "news/b/c.txt"]),
}


@pytest.mark.parametrize("name", ARGUMENTS)
def test_arguments(news: Path, name: str) -> None:  # noqa: ARG001 the fixture makes the files
    paths, expected = ARGUMENTS[name]
    assert sources(*paths) == expected


def test_list_of_paths(news: Path) -> None:
    (news.parent / "list.txt").write_text("\ufeffnews/z.txt\r\n\r\n  other.txt\nnews/gone.txt\n", "utf-8")
    assert sources("@list.txt") == ["news/z.txt", "other.txt", "news/gone.txt: no such file or directory"]


@pytest.mark.parametrize("path", ["gone.txt", "news/*.html", "@gone.txt"])
def test_wrong_arguments_are_told_before_anything_is_read(news: Path, path: str) -> None:  # noqa: ARG001
    with pytest.raises(UsageError, match=path.strip("@").replace("*", r"\*")):
        read_articles(["news", path])


def test_links_and_pipes(news: Path) -> None:
    (news / "b" / "loop").symlink_to(news)
    (news / "broken").symlink_to(news / "gone")
    os.mkfifo(news / "pipe")
    assert sources("news") == [
        "news/a.txt",
        "news/b/c.txt",
        "news/broken: broken link",
        "news/pipe: not a regular file",
        "news/z.txt",
    ]


def test_output_directory_is_left_out(news: Path) -> None:
    (news / "out").mkdir()
    (news / "out" / "documents.csv").write_text("text\nx\n")
    assert len(sources("news", options=ReadOptions(exclude=Path("news/out")))) == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(news: Path) -> None:
    (news / "z.txt").chmod(0)
    assert sources("news")[-1] == "news/z.txt: permission denied"


def test_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xbd\xad.txt"
    with open(path, "wb") as file:  # noqa: PTH123 a path of bytes
        file.write(FIRST.encode())
    (found,) = read_articles([str(tmp_path)])
    assert found.source.endswith(r"\udcbd\udcad.txt")
    found.source.encode("utf-8")


STDIN = {
    "text": (FIRST.encode("gbk"), None, [("-", "text", FIRST)]),
    "page": (PAGE.encode(), None, [("-", "html", PAGE)]),
    "json lines": (jsonl(), None, [("-#1", "text", FIRST), ("-#2", "text", SECOND)]),
    "told csv": (f"text\n{FIRST}\n".encode(), "csv", [("-#1", "text", FIRST)]),
}


class _Pipe(io.BytesIO):
    """Bytes that cannot seek, as those of a pipe."""

    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize("name", STDIN)
def test_stdin(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, told, expected = STDIN[name]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(_Pipe(data)))
    found = list(read_articles(["-"], ReadOptions(input_format=told)))
    assert [(item.source, item.media, item.text) for item in found if isinstance(item, RawArticle)] == expected


def test_a_page_by_another_name(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "page").write_text(PAGE, "utf-8")
    assert [item.media for item in read_articles([str(tmp_path)]) if isinstance(item, RawArticle)] == ["html", "html"]


def test_on_file_is_told_each_file(news: Path) -> None:  # noqa: ARG001
    told: list[str] = []
    for _ in read_articles(["news", "other.txt"], on_file=lambda path: told.append(path.name)):
        pass
    assert told == ["a.txt", "c.txt", "z.txt", "other.txt"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl(RECORDS) * 20_000)
    found = read_articles([str(path)])
    first = next(found)
    assert isinstance(first, RawArticle)
    assert not isinstance(next(found), Reject)
