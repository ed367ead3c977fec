"""What fuzzers found: each input once broke a promise, and is kept small."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extractor import Pipeline
from extractor.model import RawArticle
from extractor.sources import read_articles
from tests.fuzz.targets import CORPUS, TARGETS

TITLE = "云帆机械获得厦门市质量奖"
LINK, PROSE, PAGE_TITLE = "<a href=x>导航链接</a>", "正文内容很长，" * 8, f"<title>{TITLE}</title>"
PAGES = {
    "a title inside a line that is left out": f"<td>更多{PAGE_TITLE}{LINK}<h2><a><h2>{LINK}<h2><form>",
    "a title inside prose": f"<a>{PROSE}{PAGE_TITLE}</h1>{PAGE_TITLE}{PROSE}更多<form></div></b>{LINK}</div></h1>",
    "a title between links": f"<caption>{LINK}{LINK}</div>{LINK}<a>{PAGE_TITLE}</div>{TITLE}<h1></a><b>{LINK}{PAGE_TITLE}{LINK}",
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    page = PAGES[name]
    result = Pipeline.default().extract(RawArticle("a.html", page, "html"))
    for removed in result.document.removed:
        assert 0 <= removed.raw_start < removed.raw_end <= len(page)


def test_a_member_without_a_name_is_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", f"{TITLE}。")
    data = bytearray(packed.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 28 : at + 30] = b"\0\0"  # the length of the name in the directory
    del data[at + 46]
    end = data.rindex(b"PK\x05\x06")
    data[end + 12] -= 1  # the directory is a byte shorter
    (tmp_path / "a.zip").write_bytes(data)
    found = list(read_articles([str(tmp_path / "a.zip")]))
    assert len(found) == 1


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_is_kept(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
