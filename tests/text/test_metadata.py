# ruff: noqa: E501 -- tables of cases read best with one case a line
"""Dates, date lines, titles, publishers and authors."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model import Metadata
from extractor.rules.cleaning import load_cleaning
from extractor.text.dateline import Dateline, parse_date, parse_dateline
from extractor.text.html import html_to_text
from extractor.text.metadata import find_metadata, strip_site
from extractor.text.plain import plain_to_blocks

RULES = load_cleaning(Path(__file__).parents[2] / "rules" / "cleaning")
BODY = "11月7日，全市质量大会召开，市领导为五家获奖企业颁发奖牌和证书，每家企业各得到一百万元奖金，另有九家企业获得提名奖。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-01-23 09:12", "2021-01-23"),
        ("2021年1月3日", "2021-01-03"),
        ("2021/1/3", "2021-01-03"),
        ("2021.01.03", "2021-01-03"),
        ("2021-09-18T08:05:00+08:00", "2021-09-18"),
        ("二〇二一年三月十五日", "2021-03-15"),
        ("二○一九年十二月二十日", "2019-12-20"),
        ("民国112年3月5日", "2023-03-05"),
        ("台北112年9月8日电", "2023-09-08"),
        ("第112年9月8日", None),
        ("3月2日", None),
        ("2021年3月", None),
        ("2021-13-40", None),
        ("12345678", None),
        ("", None),
    ],
)
def test_parse_date(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024-11-08 07:35 来源：福州晚报", Dateline("2024-11-08", "福州晚报")),
        ("2022-09-27 11:06:26 中国质量报", Dateline("2022-09-27", "中国质量报")),
        ("2021-03-06 常州发布", Dateline("2021-03-06", "常州发布")),
        ("2024-02-22 【记者陈宜安／台北报导】", Dateline("2024-02-22")),
        ("2019-12-03 【本报讯】", Dateline("2019-12-03")),
        ("2021-01-23 09:12 来源：徐汇报 作者：袁清 字号：大 中 小", Dateline("2021-01-23", "徐汇报", "袁清")),
        ("2021-09-18 08:05来源：佛山日报阅读 1.2万", Dateline("2021-09-18", "佛山日报")),
        ("2018-12-28 08:16:40三峡日报评论(3)", Dateline("2018-12-28", "三峡日报")),
        ("发布时间：2022-11-09 10:20来源：洛阳日报责编：郭某", Dateline("2022-11-09", "洛阳日报")),
        (
            "索引号：620000-2023-00871　发布机构：省市场监督管理局　生成日期：2023-10-20",
            Dateline("2023-10-20", "省市场监督管理局"),
        ),
        ("中央社记者 曾某庭 台北112年9月8日电", Dateline("2023-09-08", "中央社", "曾某庭")),
        ("黑龙江日报 2024-03-12 第五版", Dateline("2024-03-12", "黑龙江日报")),
        ("发布时间：2024-01-15　信息来源：区市场监管局　浏览次数：　字体：【大 中 小】", Dateline("2024-01-15", "区市场监管局")),
        ("2024年1月15日", Dateline("2024-01-15")),
        ("2022年7月1日，该区启动申报工作。", None),
        ("日照网3月2日讯 记者从日照市质监局获悉", None),
        ("福州五家企业捧回市政府质量奖", None),
    ],
)
def test_parse_dateline(line: str, expected: Dateline | None) -> None:
    assert parse_dateline(line, RULES.metadata) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("徐汇区颁发质量奖 澜起科技摘得_徐汇新闻_汇视野", "徐汇区颁发质量奖 澜起科技摘得"),
        ("佛山10家企业获奖 每家100万元 - 禅城在线", "佛山10家企业获奖 每家100万元"),
        ("第二十三届中国专利奖颁发|姑苏财经网", "第二十三届中国专利奖颁发"),
        ("河北新增4家企业技术中心--河北频道--燕赵新闻网", "河北新增4家企业技术中心"),
        ("海陵晚报网 -- 三家企业获市长质量奖", "三家企业获市长质量奖"),
        ("汝阳县兑现奖补资金1860万元-汝阳融媒", "汝阳县兑现奖补资金1860万元"),
        ("DNA-亲子鉴定标准发布", "DNA-亲子鉴定标准发布"),
        ("普通标题", "普通标题"),
    ],
)
def test_strip_site(title: str, expected: str) -> None:
    assert strip_site(title) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"中国质量新闻网讯 {BODY}", Metadata(publisher="中国质量新闻网"), id="lead"),
        pytest.param(
            f"日照实现零的突破\n\n日照网3月2日讯 {BODY}", Metadata("日照实现零的突破", None, "日照网"), id="lead-with-day"
        ),
        pytest.param(f"本报讯 {BODY}", Metadata(), id="own-paper"),
        pytest.param(f"{BODY}\n(来源:湖里头条)", Metadata(publisher="湖里头条"), id="source-at-the-end"),
        pytest.param(
            f"五家企业获奖\n2024-11-08 来源：福州晚报\n{BODY}", Metadata("五家企业获奖", "2024-11-08", "福州晚报"), id="date-line"
        ),
        pytest.param(
            f"五家企业获奖\n2024-11-08 来源：互联网\n{BODY}", Metadata("五家企业获奖", "2024-11-08", None), id="no-publisher"
        ),
    ],
)
def test_find_metadata(text: str, expected: Metadata) -> None:
    assert find_metadata(text, plain_to_blocks(text, RULES), Metadata(), RULES) == expected


def test_hints_fill_what_the_text_does_not_tell() -> None:
    hints = Metadata("五家企业获奖_某某网", "2024-11-08T08:00:00", "某某网", "张三")
    assert find_metadata(BODY, plain_to_blocks(BODY, RULES), hints, RULES) == Metadata(
        "五家企业获奖", "2024-11-08", "某某网", "张三"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            '<meta name="PubDate" content="2024-01-15 17:02"><meta name=ContentSource content=区局>',
            ("2024-01-15", "区局", None),
            id="government",
        ),
        pytest.param(
            '<meta itemprop="datePublished" content="2023-03-14"><meta name="author" content="黄澄">',
            ("2023-03-14", None, "黄澄"),
            id="itemprop",
        ),
        pytest.param(
            '<meta property="article:published_time" content="2021-09-18T08:05:00+08:00">',
            ("2021-09-18", None, None),
            id="open-graph",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"2021-09-18","author":{"name":"黄澄"},'
            '"publisher":{"name":"禅城在线"}}</script>',
            ("2021-09-18", "禅城在线", "黄澄"),
            id="linked-data",
        ),
        pytest.param(
            '<script type="application/ld+json">{"headline": oops</script>', (None, None, None), id="broken-linked-data"
        ),
        pytest.param("<time datetime='2020-02-02T00:00'>", ("2020-02-02", None, None), id="time"),
    ],
)
def test_page_markup(head: str, expected: tuple[str | None, str | None, str | None]) -> None:
    page = html_to_text(f"<html><head>{head}</head><body><p>{BODY}</p></body></html>", RULES)
    meta = page.meta
    assert (meta.published, meta.publisher or page.site_name, meta.author) == expected
