# ruff: noqa: E501 -- tables of cases read best with one case a line
"""From raw articles to clean documents: the seeds line by line, and what a document tells of its cleaning."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from extractor.model import Document, RawArticle
from extractor.rules.cleaning import load_text_rules
from extractor.rules.pack import files_of
from extractor.text.clean import TextRules, clean_article
from extractor.text.cleaning_rules import SiteRule

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
RULES = load_text_rules(files_of())
NOTE = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")
BODY = "11月7日，全市质量大会召开，市领导为五家获奖企业颁发奖牌和证书，每家企业各得到一百万元奖金，另有九家企业获得提名奖。"


def clean(text: str, media: str = "text", rules: TextRules = RULES, *, meta: dict[str, str] | None = None) -> Document:
    return clean_article(RawArticle("x", text, "html" if media == "html" else "text", meta=meta or {}), rules)


@dataclass(frozen=True)
class Seed:
    """The raw lines (from 0) that are the article with its headline, how many other lines go, and what the first and last say."""

    kept: tuple[int, ...]
    gone: int
    first: str
    last: str
    title: str | None
    published: str | None
    publisher: str


SEED_CASES = {
    "000": Seed((0, *range(2, 7)), 19, "中国质量新闻网讯 近日,厦门市", "再上新台阶!(陈永 张潇翎)", None, None, "中国质量新闻网"),
    "001": Seed((*range(6), 7, 9, 10, 11, 13, 14, 16, 18, *range(20, 23), *range(24, 34)), 1, "今年9月是第46个全国质量月", "湖里区“两高两化”的广阔未来!", None, None, "湖里头条"),
    "002": Seed((9, *range(13, 54, 2)), 19, "福建厦门市深入实施质量强市战略推动全方位高质量发展综述", "为质量强国建设作出新贡献。", "福建厦门市深入实施质量强市战略推动全方位高质量发展综述", "2022-09-27", "中国质量报"),
    "003": Seed(tuple(range(14)), 0, "中国质量新闻网讯 9月29日", "品质生活的需求和向往。(陈永)", None, None, "中国质量新闻网"),
    "004": Seed((5, 9, *range(13, 22, 2)), 18, "上海市宝山区政府质量奖产生牵引效应", "促进质量创新提供精准服务。", "上海市宝山区政府质量奖产生牵引效应", "2022-09-26", "中国质量报"),
}  # fmt: skip


def seed(name: str) -> Document:
    return clean(next(SEEDS.glob(f"{name}_*")).read_text(encoding="utf-8"))


def raw_lines(document: Document) -> list[tuple[int, str, str]]:
    """Each raw line with text: its number, itself, and what became of it."""
    found, position = [], 0
    for number, line in enumerate(document.raw.split("\n")):
        if line.strip():
            start, end = document.chain.to_target(position, position + len(line))
            found.append((number, line, document.text[start:end]))
        position += len(line) + 1
    return found


def bare(line: str) -> str:
    """The line without notes and the number that a list converter put before it."""
    return NOTE.sub("", line.strip()).removeprefix("1. ")


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not part of the project")
class TestSeeds:
    @pytest.mark.parametrize("name", SEED_CASES)
    def test_body_stays_and_junk_goes(self, name: str) -> None:
        case, document = SEED_CASES[name], seed(name)
        kept = [(number, text) for number, _, text in raw_lines(document) if text.strip()]
        assert tuple(number for number, _ in kept) == case.kept
        assert len(raw_lines(document)) - len(kept) == case.gone
        assert kept[0][1].startswith(case.first)
        assert kept[-1][1].endswith(case.last)
        assert document.text.count("\n") == len(case.kept) - 1

    def test_together_they_have_75_body_lines(self) -> None:
        """The headlines of 002 and 004 come to them; the one of 004 stands for the body line that repeats it."""
        assert sum(len(case.kept) for case in SEED_CASES.values()) == 75 + 1

    @pytest.mark.parametrize("name", SEED_CASES)
    def test_what_is_removed_is_listed(self, name: str) -> None:
        document = seed(name)
        gone = NOTE.sub("", "".join(document.raw[one.raw_start : one.raw_end] for one in document.removed))
        assert [line for _, line, text in raw_lines(document) if not text.strip() and bare(line) not in gone] == []

    @pytest.mark.parametrize("name", SEED_CASES)
    def test_no_note_is_left(self, name: str) -> None:
        document = seed(name)
        assert NOTE.findall(document.text) == []
        assert document.unrepaired == ()

    @pytest.mark.parametrize(
        ("name", "raw", "restored"), [("001", "??迫A恒盛", "。科华恒盛"), ("004", "上??苿?chuàng)中心", "上海科创中心")]
    )
    def test_slips_are_restored(self, name: str, raw: str, restored: str) -> None:
        document = seed(name)
        assert raw in document.raw
        assert restored in document.text
        assert "??" not in document.text
        assert any(0.4 < edit.confidence <= 1 and edit.rule == "repair.slip.question" for edit in document.repairs)

    @pytest.mark.parametrize("name", SEED_CASES)
    def test_metadata(self, name: str) -> None:
        case, meta = SEED_CASES[name], seed(name).meta
        assert (meta.title, meta.published, meta.publisher) == (case.title, case.published, case.publisher)


def test_a_page_lists_what_was_left_out() -> None:
    raw = f"<body><ul class=nav><li><a href=/>首页</a></ul><div class=article><h1>五家企业获奖</h1><p>{BODY}</p><p>又讯：{BODY}</p><p>责任编辑：张三</p></div><div class=comment><p>网友甲：{BODY}</p></div></body>"
    document = clean(raw, "html")
    assert document.text == f"五家企业获奖\n{BODY}\n又讯：{BODY}"
    told = {one.rule: raw[one.raw_start : one.raw_end] for one in document.removed}
    assert told["cleaning.editor"] == "责任编辑：张三"
    assert "首页" in told["html.chrome"]
    assert "网友甲" in told["html.comments"]


def test_repairs_count_in_the_raw_text_and_leave_cosmetics_out() -> None:
    raw = f"<p>{BODY}</p>"
    assert clean(raw, "html").repairs == ()
    text = f"會議在質(zhì)量獎(jiǎng)頒獎(jiǎng)後召開，區(qū)長講話。\r\n　　{BODY}&amp;ＡＢＣ"
    document = clean(text)
    assert [text[edit.start : edit.end] for edit in document.repairs] == ["(zhì)", "(jiǎng)", "(jiǎng)", "(qū)", "&amp;"]
    assert document.text.startswith("会议在质量奖颁奖后召开，区长讲话。\n11月")
    assert document.text.endswith("&ABC")


def test_entities_escaped_twice_are_decoded_in_pages_too() -> None:
    assert clean(f"<p>甲&amp;amp;乙公司&amp;nbsp;{BODY}</p>", "html").text == f"甲&乙公司 {BODY}"


HOSTILE = [
    "（记者" * 30_000,
    "元" * 100_000,
    "〔2021〕" * 20_000,
    "责任编辑：" * 20_000,
    "&amp;" * 20_000,
    "??" * 50_000,
    "(zhì)" * 20_000,
    "質、" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:5])
@pytest.mark.parametrize("media", ["text", "html"])
def test_hostile_text_takes_no_longer(text: str, media: str) -> None:
    started = time.process_time()
    clean(f"{BODY}\n{text}\n{text[:40]}", media)
    assert time.process_time() - started < 3


def test_damage_beyond_repair_is_told_apart() -> None:
    noted = "會議在質(zhì)量獎(jiǎng)頒獎(jiǎng)後召開，區(qū)長講話。"
    document = clean(f"{noted}{noted}這是一?jiǒng)個(gè)問題。")
    assert [(edit.rule, edit.confidence) for edit in document.unrepaired] == [("repair.slip.unrepaired", 0.0)]
    assert "repair.slip.unrepaired" not in {edit.rule for edit in document.repairs}


HINTS = {"title": "五家企業獲質(zhì)量獎&nbsp;&amp; 提名", "author": "陳永", "publisher": "聯合報"}


def test_what_a_container_tells_is_repaired_and_converted_as_the_article() -> None:
    body = "昨日，全市質量大會召開，市領導為五家獲獎企業頒發獎牌和證書，每家企業各得到一百萬元獎金，另有九家企業獲得提名獎。"
    meta = clean(body, meta=HINTS).meta
    assert (meta.title, meta.publisher, meta.author) == ("五家企业获质量奖 & 提名", "联合报", "陈永")
    assert clean(BODY, meta={"title": "乾照光电与昇辉科技获奖"}).meta.title == "乾照光电与昇辉科技获奖"


@pytest.mark.parametrize(
    ("lead", "head", "publisher"),
    [
        ("佛山日报讯 ", '<meta property="og:site_name" content="南方门户">', "佛山日报"),
        ("", '<meta property="og:site_name" content="南方门户">', "南方门户"),
        ("佛山日报讯 ", '<meta name="source" content="羊城晚报">', "羊城晚报"),
    ],
    ids=["lead beats the site's name", "the site's name where nothing else", "source beats the lead"],
)
def test_publisher(lead: str, head: str, publisher: str) -> None:
    assert clean(f"<head>{head}</head><body><p>{lead}{BODY}</p></body>", "html").meta.publisher == publisher


SITE = SiteRule(host="example.cn", article=["zw"], lines=["本站独家"], publisher="某某新闻网")


@pytest.mark.parametrize(
    ("url", "media", "publisher"),
    [
        ("https://news.example.cn/1.html", "text", "某某新闻网"),
        ("http://example.cn:8080/", "html", "某某新闻网"),
        ("https://other.cn/", "text", None),
        ("http://[", "text", None),
        ("not a url", "text", None),
    ],
)
def test_site_rules_go_by_the_url(url: str, media: str, publisher: str | None) -> None:
    rules = TextRules(RULES.repair, replace(RULES.cleaning, sites=(SITE,)))
    text = f"<div class=zw><p>{BODY}</p><p>本站独家</p></div>" if media == "html" else f"{BODY}\n本站独家"
    document = clean(text, media, rules, meta={"url": url})
    assert document.meta.publisher == publisher
    assert ("本站独家" in document.text) == (publisher is None)
