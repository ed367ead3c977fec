"""Which character set bytes are read in."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from opencc import OpenCC

from extractor.errors import UnreadableError
from extractor.sources.decode import declared_encoding, decode, decode_as, known_encoding
from tests.sources.inputs import FIRST, SECOND

SHARED = Path(__file__).parents[3] / "shared"
TRADITIONAL = "昨日，江城市舉行第三屆市長質量獎頒獎大會，雲帆機械有限公司等五家企業獲獎，每家獎勵一百萬元。"
SLICES = 200

CASES = {
    "utf-8": (FIRST.encode(), None, "utf-8", "valid UTF-8"),
    "utf-8 with mark": (FIRST.encode("utf-8-sig"), None, "utf-8", "byte order mark"),
    "utf-8 wrongly declared": (FIRST.encode(), "gb2312", "utf-8", "valid UTF-8, wrongly declared gb2312"),
    "ascii": (b"plain", "gb2312", "utf-8", "ASCII only"),
    "gbk undeclared": (FIRST.encode("gbk"), None, "gb18030", "scored"),
    "gbk declared gb2312": (FIRST.encode("gbk"), "gb2312", "gb18030", "declared gb2312, scored"),
    "gbk declared utf-8": (FIRST.encode("gbk"), "utf-8", "gb18030", "wrongly declared utf-8"),
    "gbk declared big5": (FIRST.encode("gbk"), "big5", "gb18030", "wrongly declared big5"),
    "gbk declared nonsense": (FIRST.encode("gbk"), "x-none", "gb18030", "scored"),
    "traditional in gbk": (TRADITIONAL.encode("gbk"), None, "gb18030", "scored"),
    "gb18030 four bytes": ((FIRST + "𠮷㐂").encode("gb18030"), None, "gb18030", "scored"),
    "gb18030 with mark": ("\ufeff".encode("gb18030") + FIRST.encode("gb18030"), None, "gb18030", "byte order mark"),
    "big5 undeclared": (TRADITIONAL.encode("big5"), None, "big5hkscs", "scored"),
    "big5 declared": (TRADITIONAL.encode("big5"), "big5", "big5hkscs", "declared big5, scored"),
    "big5 declared gbk": (TRADITIONAL.encode("big5"), "gbk", "big5hkscs", "wrongly declared gbk"),
    "hkscs": ((TRADITIONAL + "嘅啲喺").encode("big5hkscs"), None, "big5hkscs", "scored"),
    "utf-16 with mark": (FIRST.encode("utf-16"), None, "utf-16-le", "byte order mark"),
    "utf-16-be with mark": (b"\xfe\xff" + FIRST.encode("utf-16-be"), None, "utf-16-be", "byte order mark"),
    "utf-16-le without mark": ((FIRST + "\n").encode("utf-16-le"), None, "utf-16-le", "scored"),
    "utf-16-be without mark": (FIRST.encode("utf-16-be"), None, "utf-16-be", "scored"),
    "utf-32 with mark": (FIRST.encode("utf-32"), None, "utf-32-le", "byte order mark"),
}
TEXTS = {
    "traditional": TRADITIONAL,
    "big5": TRADITIONAL,
    "hkscs": TRADITIONAL + "嘅啲喺",
    "gb18030 four": FIRST + "𠮷㐂",
    "ascii": "plain",
}


@pytest.mark.parametrize("name", CASES)
def test_decode(name: str) -> None:
    data, declared, encoding, reason = CASES[name]
    decoded = decode(data, declared)
    expected = next((text for prefix, text in TEXTS.items() if name.startswith(prefix)), FIRST)
    assert decoded.text.rstrip("\n") == expected
    assert decoded.encoding == encoding
    assert reason in decoded.reason


STRAYS = {
    "utf-8": (FIRST.encode() * 5 + b"\xa3\xbf\xff" + SECOND.encode() * 5, "utf-8"),
    "utf-8 declared gbk": (FIRST.encode() * 5 + b"\xff" + SECOND.encode() * 5, "utf-8"),
    "gbk": (FIRST.encode("gbk") + b"\xff\n" + SECOND.encode("gbk"), "gb18030"),
    "big5": (TRADITIONAL.encode("big5") + b"\xff\n" + TRADITIONAL.encode("big5"), "big5hkscs"),
    "cut in a character": (FIRST.encode()[:-1], "utf-8"),
}


@pytest.mark.parametrize("name", STRAYS)
def test_stray_bytes_are_replaced_and_counted(name: str) -> None:
    data, encoding = STRAYS[name]
    decoded = decode(data, "gbk" if name.endswith("gbk") else None)
    assert decoded.encoding == encoding
    assert "stray bytes replaced" in decoded.reason
    assert decoded.text.count("\ufffd") <= 3
    assert (TRADITIONAL if encoding == "big5hkscs" else FIRST)[:-1] in decoded.text


def test_big5_symbols_are_read_as_browsers_do() -> None:
    assert decode("３～５月　史蒂夫‧陳".encode("cp950"), "big5").text == "３～５月　史蒂夫‧陳"


BINARY = {
    "png": b"\x89PNG\r\n\x1a\n",
    "pdf": b"%PDF-1.4",
    "zeros": b"\0" * 100,
    "all bytes": bytes(range(256)) * 4,
    "noise": random.Random(1).randbytes(5000),
}


@pytest.mark.parametrize("name", BINARY)
def test_binary_data_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match="binary data"):
        decode(BINARY[name])


DECLARATIONS = {
    "meta": (b'<meta charset="gb2312">', "gb2312"),
    "http-equiv": (b'<META http-equiv=Content-Type content="text/html; charset=GBK">', "GBK"),
    "xml": (b"<?xml version='1.0' encoding='Big5'?>", "Big5"),
    "none": (b"<p>charset=utf-8</p>", None),
}


@pytest.mark.parametrize("name", DECLARATIONS)
def test_declared_encoding(name: str) -> None:
    data, expected = DECLARATIONS[name]
    assert declared_encoding(data) == expected


@pytest.mark.parametrize(
    ("name", "known"), [("GB2312", "gb18030"), ("big5", "big5hkscs"), ("hex", None), ("", None), ("a\0b", None)]
)
def test_known_encoding(name: str, known: str | None) -> None:
    assert known_encoding(name) == known


def test_forced_encoding() -> None:
    assert decode_as(FIRST.encode("gbk"), "gbk").text == FIRST
    assert decode_as(FIRST.encode("utf-8-sig"), "utf-8").text == FIRST
    assert "\ufffd" in decode_as(FIRST.encode("gbk") * 3 + b"plain text " * 99, "utf-8").text


def _slices(text: str) -> Iterator[str]:
    chance = random.Random(20)
    for _ in range(SLICES):
        length = chance.randint(200, 2000)
        start = chance.randrange(len(text) - length)
        yield text[start : start + length]


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
}


@pytest.fixture(scope="module")
def news() -> str:
    files = sorted((SHARED / "dev").glob("*.txt")) + sorted((SHARED / "data" / "pages" / "cwced").glob("*.txt"))
    return "".join(path.read_text("utf-8") for path in files)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared texts")
@pytest.mark.parametrize("encoding", ENCODERS)
def test_slices_of_news_come_back_exactly(encoding: str, news: str) -> None:
    for text in _slices(news):
        assert decode(ENCODERS[encoding](text)).text == text


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared texts")
def test_slices_of_big5_come_back_exactly(news: str) -> None:
    for text in _slices(OpenCC("s2tw").convert(news)):
        data = text.encode("big5hkscs", "ignore")
        decoded = decode(data)
        assert decoded.encoding == "big5hkscs"
        assert decoded.text == data.decode("big5hkscs").replace("•", "‧").replace("∼", "～")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared pages")
def test_real_pages_are_read_as_their_gold_reads() -> None:
    right = 0
    pages = sorted((SHARED / "data" / "pages" / "cwced").glob("*.html"))
    for page in pages:
        data = page.read_bytes()
        lines = [line.strip() for line in page.with_suffix(".txt").read_text("utf-8").splitlines() if len(line.strip()) > 20]
        text = decode(data, declared_encoding(data)).text
        right += any(line[:8] in text for line in lines)
    assert right == len(pages)
