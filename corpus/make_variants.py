"""Makes the damaged, packed and re-encoded articles of the sample corpus from those written by hand.

Run it from the project's directory: `python -m corpus.make_variants`. The same versions of OpenCC and pypinyin give the same
bytes. The gold of a variant is that of its original, with the strings that were added around it in `absent`.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.text.repair.damage import damage as mirrored
from tests import damage

CORPUS = Path(__file__).parent
ARTICLES, GOLD = CORPUS / "articles", CORPUS / "gold"

VIDEOS, GAMES = ("无码", "在线观看"), ("时时彩", "老虎机")
STRAY = '<bdo id="hpvkx"></bdo>\n\n<dfn id="hpvkx"></dfn>\n\n'
HEADLINES = (
    "总投资超300亿元！牡丹花会期间洛阳签下53个项目",
    "第七届合肥市人民政府质量奖及“合肥质量标杆”名单出炉",
    "辽宁今年认定24家省级智能工厂、绿色工厂",
    "轨道“最强心脏”摘得国家科技进步奖 株洲科技奖成绩单再刷新",
)


@dataclass(frozen=True)
class Variant:
    """An article made from another: its file, the original, what is done to its text, and what must not be taken from it."""

    file: str
    original: str
    make: Callable[[str], bytes]
    absent: tuple[str, ...] = ()


def _mirror(text: str, head: str = "") -> bytes:
    """The page of a mirror site, whose converter does not know that OpenCC writes 澄江 with a rarer character."""
    written = damage.traditional(text).replace("澂江", "澄江")
    return (head + mirrored(written, damage.notes()).text).encode()


def _related(text: str) -> bytes:
    tail = "\n".join(f"· {line}" for line in HEADLINES)
    return damage.with_spam(f"{text.rstrip()}\n\n相关新闻\n{tail}\n上一篇：没有了\n", 5).encode()


def _mislabelled(page: str) -> bytes:
    return page.replace("charset=utf-8", "charset=big5", 1).encode("gb18030")


VARIANTS = (
    Variant("d01.txt", "a05.txt", lambda text: _mirror(text)),
    Variant("d02.txt", "a17.txt", lambda text: _mirror(text, f"{damage.SPAM[0]}\n\n{STRAY}"), VIDEOS),
    Variant("d03.txt", "b02.txt", lambda text: _mirror(text, STRAY)),
    Variant(
        "d04.txt",
        "a09.txt",
        lambda text: damage.with_spam(damage.with_teasers(text, 4), 4).encode(),
        (*VIDEOS, "某光电企业", "12亿元", "200万元", "31家"),
    ),
    Variant("d05.txt", "a06.txt", _related, (*GAMES, "300亿元", "洛阳", "合肥", "24家", "株洲", "国家科技进步奖")),
    Variant("d06.txt", "a03.txt", lambda text: damage.in_gb18030(text.replace("\n", "\r\n"))),
    Variant("d07.txt", "b14.txt", lambda text: text.encode("big5hkscs")),
    Variant("d08.html", "a14.html", _mislabelled),
)

CONTAINER = "e01.jsonl"
RECORDS = ("a02.txt", "a20.txt", "b09.txt")


def make_variants() -> dict[Path, bytes]:
    """The bytes of each file, article or gold, by its path."""
    files: dict[Path, bytes] = {}
    for variant in VARIANTS:
        name = variant.file.split(".")[0]
        gold = _gold(variant.original)
        gold |= {"id": name, "source": variant.file, "absent": [*gold["absent"], *variant.absent]}
        files[ARTICLES / variant.file] = variant.make(_text(variant.original))
        files[GOLD / f"{name}.json"] = _as_json(gold)
    files[ARTICLES / CONTAINER] = _container()
    files[GOLD / "e01.json"] = _as_json(_united([_gold(name) for name in RECORDS]))
    return files


def _container() -> bytes:
    """Three records as three crawlers store them: text with fields beside it, a page, and a mirrored text alone."""
    plain, paged, noted = RECORDS
    title = str(_gold(plain)["title"])
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in _text(paged).splitlines() if line.strip())
    records = (
        {"url": "https://news.example/2023/0109/1.html", "title": title, "content": _text(plain), "pubtime": "2023-01-09"},
        {"url": "https://news.example/2023/0608/7.html", "html": f"<html><body><div class='article'>{lines}</div></body></html>"},
        {"text": damage.mirror(_text(noted), 9).text},
    )
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def _united(golds: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The gold of a container: the records of all its articles. What one article tells is not optional for another."""
    together: dict[str, Any] = {"id": "e01", "source": CONTAINER, "title": None, "published": None, "publisher": None}
    for gold in golds:
        for key, items in gold.items():
            if isinstance(items, list):
                known = together.setdefault(key, [])
                known += [item for item in items if item not in known]
    for key, items in together.items():
        if key.startswith("optional_"):
            together[key] = [item for item in items if item not in together[key.removeprefix("optional_")]]
    return together


def _text(name: str) -> str:
    return (ARTICLES / name).read_text("utf-8")


def _gold(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((GOLD / f"{name.split('.')[0]}.json").read_text("utf-8"))
    return gold


def _as_json(gold: dict[str, Any]) -> bytes:
    return (json.dumps(gold, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    for path, data in make_variants().items():
        path.write_bytes(data)
