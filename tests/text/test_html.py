# ruff: noqa: E501 -- tables of cases read best with one case a line
"""Pages to articles: what stays, what goes, structure, positions and metadata."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings

from extractor.model import Block, Metadata
from extractor.rules.cleaning import load_cleaning
from extractor.text.boilerplate import find_boilerplate
from extractor.text.cleaning_rules import SiteRule
from extractor.text.edits import EditList
from extractor.text.html import Extraction, html_to_text
from extractor.text.metadata import find_metadata
from tests.text.test_html_tree import HOSTILE, MARKUP

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
RULES = load_cleaning(ROOT / "rules" / "cleaning")


def cleaned(raw: str) -> tuple[str, Metadata]:
    """The article's text without boilerplate, and its metadata."""
    page = html_to_text(raw, RULES)
    text = page.edits.apply(raw)
    meta = find_metadata(text, page.blocks, page.meta, RULES, site_name=page.site_name)
    return EditList(len(text), find_boilerplate(text, page.blocks, RULES, media="html")).apply(text), meta


@dataclass(frozen=True)
class Page:
    """What is expected of a page in `pages/`: its metadata, lines that stay whole, and strings that go."""

    title: str
    published: str
    publisher: str | None
    keep: tuple[str, ...]
    absent: tuple[str, ...]


EXPECTED = {
    "div_soup": Page("汝阳县兑现奖补资金1860万元", "2024-05-11", "汝阳融媒",
        ("会上，凤凰岭机械有限公司等6家企业捧回“纳税大户”奖牌，每家奖励20万元；另有9家企业获“技改标兵”称号。", "凤凰岭机械有限公司", "汝水酒业有限公司", "杜鹃山食品股份有限公司"),
        ("9亿元", "嵩县", "ICP", "首页", "来源")),
    "tables_2005": Page("三家企业获市长质量奖", "2005-11-08", "海陵晚报",
        ("海陵纺机股份有限公司", "春兰渡轮船厂", "凤城河酿造有限公司", "市长质量奖两年评选一次，此前已有5家企业获奖。", "据介绍，明年起奖金将提高到50万元。"),
        ("80万元", "泰山公园", "海陵晚报网", "小丁", "版权所有")),
    "mobile": Page("岚山区给23家企业发“科技券” 最高50万元", "2023-10-19", "岚山手机报",
        ("10月18日，岚山区科技局向23家企业发放“科技券”，总额412万元，单家最高50万元。", "截至目前，全区高新技术企业达到96家。"),
        ("38亿元", "网友甲", "80万元", "打开APP", "为你推荐")),
    "gov_notice": Page("关于2023年度区长质量奖拟奖名单的公示", "2024-01-15", "区市场监管局",
        ("1. 云溪精细化工有限公司", "2. 洞庭湖水务集团有限公司", "2\t云港物流 有限公司\t松杨湖街道", "3\t陆城砖瓦窑", "公示期为2024年1月15日至1月19日。联系电话：0730-0000000。", "云溪区市场监督管理局"),
        ("停水", "上一篇", "打印", "浏览次数", "网站标识码", "政务公开", "line-height")),
    "wechat": Page("海曙：21家企业领走“质量红包”", "2022-06-30", "海曙区市场监管局",
        ("6月29日，海曙区召开质量发展大会，21家企业领走奖金共630万元。", "鼓楼仪表有限公司", "望春橡塑有限公司", "下一步，海曙区将把更多中小企业纳入质量培育库，力争三年内新增获奖企业10家。"),
        ("点击上方", "长按", "阿曙", "老童")),
    "amp": Page("双流航空产业园签约11个项目", "2021-04-02", "锦江财讯",
        ("天府航材有限公司：投资12亿元，建设维修基地；", "牧马山复合材料有限公司：投资8亿元；", "其中一期3亿元", "园区承诺，对按期投产的项目给予设备投资额5%的补助，最高不超过3000万元。"),
        ("广告", "首页", "©")),
    "taiwan": Page("彰化3業者奪國家磐石獎 縣府各發10萬獎金", "2020-11-05", "溪湖時報",
        ("獲獎業者包括八卦山精機、鹿港香業及二水襪業，3家公司合計創造480個就業機會。", "縣府經綠處表示，明年將編列1200萬元補助業者申請專利。"),
        ("500萬元", "神農獎", "50萬元", "看更多", "天天中獎")),
    "comments": Page("昌江芒果协会获补贴360万元", "2021-06-04", None,
        ("协会会长说，冷库建成后，损耗率可由15%降到5%。",),
        ("20万元", "石碌小妹", "500万元", "阅读:372")),
    "prev_next": Page("湖州织里童装产业奖励大会举行", "2019-03-14", "湖州晚报",
        ("其中获“中国驰名商标”的小河豚服饰有限公司独得100万元。", "此外，还有12家企业获设计创新奖，每家5万元。"),
        ("南浔", "3亿元", "标签", "扫一扫", "2600万元", "织里信息网", "1024")),
    "inner_recommendations": Page("南通叠石桥家纺城获评“国家级示范市场”", "2022-08-19", "江海晚报",
        ("叠石桥家纺城现有商铺1万多间，去年成交额1300亿元。", "近三年，海门区累计为家纺企业兑现专利奖励2400万元，惠及企业510家，其中蓝印花布科技有限公司一家就领到了86万元。", "（记者 施小天）"),
        ("如皋", "66亿元", "鲁班奖", "推荐阅读", "未经授权")),
    "br_lists": Page("吕梁市公布2016年名牌产品名单", "2016-12-20", "吕梁日报",
        ("杏花村汾酒", "临县红枣", "兴县杂粮", "到期须复评。", "附：优秀组织单位", "临县质监局"),
        ("版权所有",)),
    "nested_tables": Page("铜陵兑现铜产业奖补资金", "2018-07-02", "铜陵日报",
        ("奖补资金前三名（单位：万元）", "天井湖铜箔有限公司\t600\t120", "大通线缆集团\t410\t", "凤凰山铜业\t385\t66", "据了解，这是该市连续第四年发放铜产业奖补资金，四年累计1.3亿元。"),
        ("7000万元", "池州", "ICP", "铜都在线")),
    "broken": Page("延吉四家米企获“金穗奖”", "2014-09-30", "延边晨报",
        ("9月29日，延吉市四家米业公司获“金穗奖”，每家获奖金8万元", "评委认为，四家公司的大米各有特色 & 值得推广；出口价每吨 < 6000元的公司不参评。", "去年该奖只有两家公司获得，奖金合计10万元"),
        ("document", "广告开始")),
    "forum_style_news": Page("坪山区首批“链主”企业每家奖励200万元", "2023-04-06", "坪山区工业和信息化局",
        ("5家企业分别是马峦动力、燕子湖医药、聚龙山微电子、大万新材和碧岭生物。", "区工信局负责人表示，“链主”企业每带动一家配套企业落户，再奖励30万元。"),
        ("800万元", "请选择", "字体", "VIEWSTATE")),
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_pages(name: str) -> None:
    expected = EXPECTED[name]
    text, meta = cleaned((PAGES / f"{name}.html").read_text(encoding="utf-8"))
    lines = text.split("\n")
    assert [line for line in expected.keep if line not in lines] == []
    assert [word for word in expected.absent if word in text] == []
    assert (meta.title, meta.published, meta.publisher) == (expected.title, expected.published, expected.publisher)
    assert lines.count(expected.title) == 1
    assert lines[0] == expected.title


def test_every_page_is_expected() -> None:
    assert {path.stem for path in PAGES.glob("*.html")} == set(EXPECTED)


def article(body: str) -> tuple[str, Extraction]:
    """A page with some prose around `body`, and what was extracted."""
    prose = "<p>近日，市政府公布了质量奖评审结果，五家单位获奖，奖金共计500万元。</p>"
    raw = (
        f"<html><head><title>五家单位获市质量奖</title></head><body><div class='content'>{prose}{body}{prose}</div></body></html>"
    )
    return raw, html_to_text(raw, RULES)


def table_of(raw: str, page: Extraction) -> tuple[str, Block]:
    text = page.edits.apply(raw)
    return text, next(block for block in page.blocks if block.kind == "table")


@pytest.mark.parametrize(
    ("table", "cells"),
    [
        pytest.param(
            "<tr><th>企业<th>金额（万元）<tr><td>甲公司<td>100<tr><td>乙公司<td>80",
            [("企业", 0, 0, True), ("金额（万元）", 0, 1, True), ("甲公司", 1, 0, False), ("100", 1, 1, False), ("乙公司", 2, 0, False), ("80", 2, 1, False)],
            id="th",
        ),
        pytest.param(
            "<tr><td rowspan=2>质量奖</td><td>甲有限公司</td></tr><tr><td>乙有限公司</td></tr><tr><td>提名奖</td><td>丙有限公司</td></tr>",
            [("质量奖", 0, 0, False), ("甲有限公司", 0, 1, False), ("乙有限公司", 1, 1, False), ("提名奖", 2, 0, False), ("丙有限公司", 2, 1, False)],
            id="rowspan",
        ),
        pytest.param(
            "<tr><td colspan=2>获奖名单</td></tr><tr><td>企业</td><td>奖金</td></tr><tr><td>甲有限公司</td><td>50</td></tr><tr><td>乙有限公司</td><td></td></tr>",
            [("获奖名单", 0, 0, False), ("企业", 1, 0, True), ("奖金", 1, 1, True), ("甲有限公司", 2, 0, False), ("50", 2, 1, False), ("乙有限公司", 3, 0, False), ("", 3, 1, False)],
            id="title-row-and-empty-cell",
        ),
        pytest.param(
            "<tr><td>甲<br>公司</td><td><p>一等奖</p><p>二等奖</p></td></tr><tr><td>乙公司</td><td>三等奖</td></tr>",
            [("甲 公司", 0, 0, False), ("一等奖 二等奖", 0, 1, False), ("乙公司", 1, 0, False), ("三等奖", 1, 1, False)],
            id="lines-in-cells",
        ),
    ],
)  # fmt: skip
def test_tables(table: str, cells: list[tuple[str, int, int, bool]]) -> None:
    text, block = table_of(*article(f"<table border=1>{table}</table>"))
    assert [(text[cell.start : cell.end], cell.row, cell.col, cell.header) for cell in block.cells] == cells
    rows: dict[int, list[str]] = {}
    for words, row, _, _ in cells:
        rows.setdefault(row, []).append(words)
    assert text[block.start : block.end] == "\n".join("\t".join(row) for row in rows.values())


def test_a_table_whose_rows_are_mostly_spanned_is_one_table() -> None:
    rows = "".join(f"<tr><td>某某{number}号有限公司</td></tr>" for number in range(9))
    text, block = table_of(
        *article(
            f"<table><tr><th>奖项</th><th>企业</th></tr><tr><td rowspan=10>质量奖</td><td>首家有限公司</td></tr>{rows}</table>"
        )
    )
    assert [cell.col for cell in block.cells] == [0, 1, 0, 1] + [1] * 9
    assert block.cells[2].row_span == 10
    assert text[block.start : block.end].count("\n") == 10


def test_a_table_at_the_end_of_the_article_stays() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>某某{number}号有限公司</td></tr>" for number in range(30))
    raw = f"<body><div><p>获奖企业名单公布如下，请社会各界予以监督，公示期为五天。</p></div><div><div><table>{rows}</table></div></div></body>"
    assert "29\t某某29号有限公司" in html_to_text(raw, RULES).edits.apply(raw)


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        pytest.param("<h2>一等奖</h2><p>甲公司</p>", [("heading", 2), ("paragraph", 0)], id="h2"),
        pytest.param("<p><b>一等奖</b></p>", [("heading", 0)], id="bold"),
        pytest.param("<p><b>一等奖由甲公司获得。</b></p>", [("paragraph", 0)], id="bold-sentence"),
        pytest.param("<ul><li>甲公司<ol><li>乙公司</ol></ul>", [("item", 1), ("item", 2)], id="list-depth"),
        pytest.param("1.甲公司<br>2、乙公司<br>丙公司", [("item", 1), ("item", 1), ("paragraph", 0)], id="br-numbers"),
        pytest.param("<p>一、获奖企业（5家）</p><p>（一）一等奖</p>", [("heading", 2), ("heading", 3)], id="chinese-numbers"),
    ],
)
def test_blocks(body: str, kinds: list[tuple[str, int]]) -> None:
    page = article(body)[1]
    assert [(block.kind, block.level) for block in page.blocks[2:-1]] == kinds


def test_site_hints_come_first() -> None:
    side = "<p>旁边的一大段文字，写得很长很长很长，有许多逗号，也有句号。</p>" * 3
    raw = f"<body><div class='zz'><p>甲公司得奖。</p><p class='app'>下载本站客户端看更多</p><p>本站独家</p></div><div id=xx>{side}</div></body>"
    site = SiteRule(host="example.cn", article=["zz"], remove=["app"], lines=["本站独家"])
    rules = replace(RULES, sites=(site,))
    assert html_to_text(raw, rules, site=rules.site("news.example.cn")).edits.apply(raw) == "甲公司得奖。"
    assert "旁边" in html_to_text(raw, rules, site=rules.site("example.com")).edits.apply(raw)


HIDDEN = "".join(
    f"<p>昨日，江城市举行第{n}届<b>市长</b>质量奖颁奖大会，“云帆”等五家企业获奖&mdash;每家奖励一百万元。</p>" for n in range(5)
)


@pytest.mark.parametrize("around", ["<div style='display:none'>{}</div>", "<noscript>{}</noscript>", "<template>{}</template>"])
def test_an_article_that_is_not_shown_at_first_is_found(around: str) -> None:
    raw = f"<html><head><title>江城</title></head><body><a href=x>首页</a>{around.format(HIDDEN)}<script>x('不是文章。')</script></body></html>"
    page = html_to_text(raw, RULES)
    lines = page.edits.apply(raw).split("\n")
    assert len(lines) == 5
    assert lines[0] == "昨日，江城市举行第0届市长质量奖颁奖大会，“云帆”等五家企业获奖—每家奖励一百万元。"
    place = page.edits.apply(raw).index("市长")
    assert raw[slice(*page.edits.to_source(place, place + 2))] == "市长"


def test_little_text_that_is_hidden_is_no_article() -> None:
    raw = "<body><div style='display:none'><p>本站使用缓存。请同意。</p></div><a href=x>首页</a></body>"
    assert "缓存" not in html_to_text(raw, RULES).edits.apply(raw)


@pytest.mark.parametrize("name", sorted({path.stem for path in PAGES.glob("*.html")} - {"broken"}))
def test_an_independent_parser_reads_the_same_words(name: str) -> None:
    """BeautifulSoup over lxml: each line of ours stands in its text, white space aside.

    What broken.html means, with its quotes left open, each parser decides for itself.
    """
    raw = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    theirs = "".join(BeautifulSoup(raw, "lxml").get_text().split())
    for line in html_to_text(raw, RULES).edits.apply(raw).split("\n"):
        assert all("".join(cell.split()) in theirs for cell in line.split("\t"))


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages(raw: str) -> None:
    page = html_to_text(raw, RULES)
    assert len(page.edits.apply(raw)) <= len(raw)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
@example("中国质量奖。<title>中国质量奖。</div><<p>-->")
def test_positions_lead_back_to_the_source(raw: str) -> None:
    page = html_to_text(raw, RULES)
    text = page.edits.apply(raw)
    at = 0
    for block in page.blocks:
        assert at <= block.start <= block.end <= len(text)
        at = block.end
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells)
        if block.kind != "table":
            assert text[block.start : block.end].strip() == text[block.start : block.end] != ""
    for place, char in enumerate(text):
        start, end = page.edits.to_source(place, place + 1)
        assert raw[start:end] == char or char in "\n\t " or raw[start] == "&"
    deletions = find_boilerplate(text, page.blocks, RULES, media="html")
    assert EditList(len(text), deletions).apply(text).strip("\n\t") == EditList(len(text), deletions).apply(text).strip(
        "\n\t"
    ).strip(" ")
