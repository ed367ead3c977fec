"""The tokeniser and the tree: places of the source, tolerance, and time on hostile pages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.text.html.tokens import attributes, tags
from extractor.text.html.tree import build_tree


def texts(raw: str) -> list[str]:
    return [line.text for line in build_tree(raw).lines]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("<p>甲<p>乙", ["甲", "乙"], id="unclosed-p"),
        pytest.param("甲<br>乙<br/>丙</br>丁", ["甲", "乙", "丙", "丁"], id="br"),
        pytest.param("<b>甲</b>乙<font color=red>丙</font>", ["甲乙丙"], id="inline"),
        pytest.param("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"], id="nested"),
        pytest.param("<ul><li>甲<li>乙<ul><li>丙</ul></ul>丁", ["甲", "乙", "丙", "丁"], id="lists"),
        pytest.param("<table><tr><td>甲<td>乙<tr><td>丙</table>丁", ["甲", "乙", "丙", "丁"], id="open-cells"),
        pytest.param("A &amp; B&nbsp;&nbsp;C &#20013;&#x56fd;&copy 3", ["A & B C 中国© 3"], id="entities"),
        pytest.param("价格 < 30元 &unbekannt; a&b", ["价格 < 30元 &unbekannt; a&b"], id="bare-signs"),
        pytest.param("中国\n  人民 and\n English", ["中国人民 and English"], id="line-breaks-in-source"),
        pytest.param("<p>　　段首&emsp;文字　</p>", ["段首 文字"], id="indent"),
        pytest.param("甲<!-- 不要 <p>乙 -->丙", ["甲丙"], id="comment"),
        pytest.param("甲<!-- 没有结尾 <p>乙</p>丙", ["甲乙", "丙"], id="comment-never-closed"),
        pytest.param("甲<script>if(a<b){'<p>'}</script>乙<style>p{}</style>丙", ["甲乙丙"], id="script"),
        pytest.param("甲<script>var a=1;<div>乙</div>", ["甲", "乙"], id="script-never-closed"),
        pytest.param('<a href="x>甲</a>乙<a href="y">丙</a>', ["丙"], id="quote-runs-to-the-next"),
        pytest.param('<p title="a>b">甲</p>', ["甲"], id="bracket-in-quotes"),
        pytest.param("<p>甲<b>乙<i>丙</b>丁</i>戊", ["甲乙丙丁戊"], id="wrong-nesting"),
        pytest.param("</div></td>甲</span>", ["甲"], id="stray-ends"),
        pytest.param('<div style="display: none">甲</div>乙<select><option>丙</select>', ["乙"], id="hidden"),
        pytest.param("<p", [], id="cut-off-tag"),
        pytest.param("", [], id="empty"),
    ],
)
def test_lines(raw: str, expected: list[str]) -> None:
    assert texts(raw) == expected


def test_links_and_bold_are_counted() -> None:
    line = build_tree('<p>甲乙<a href="#">丙丁戊</a><b>己</b><a name="x">庚</a></p>').lines[0]
    assert (line.text, line.link_chars, line.bold_chars) == ("甲乙丙丁戊己庚", 3, 1)


def test_attributes() -> None:
    raw = """<div ID=main class='a b' data-x="1" checked>"""
    assert attributes(raw, 4, len(raw)) == {"id": "main", "class": "a b", "data-x": "1"}


HOSTILE = {
    "open-tags": "<div>" * 100_000,
    "open-inline": "<font><b>" * 50_000 + "字" + "</b></font>" * 50_000,
    "end-tags": "</div>" * 100_000,
    "comments": "<!--" * 100_000,
    "scripts": "<script>" * 100_000,
    "quotes": '<a href="' * 100_000,
    "single-quotes": "<a title='x\" " * 100_000,
    "signs": "<" * 300_000,
    "equals": "<a " + "=" * 300_000,
    "ampersands": "&" * 300_000,
    "tables": "<table><tr><td>" * 30_000,
    "crossed": "<div><b>" * 50_000 + "</b>" * 50_000,
    "items": "<li>x" * 60_000,
    "cells": "<td>x" * 60_000,
    "spaces": " \n" * 200_000 + "x",
    "nbsp": "&nbsp;" * 60_000,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_take_linear_time(raw: str) -> None:
    start = time.process_time()
    build_tree(raw)
    assert time.process_time() - start < 5


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div class='content'>",
            "</div>",
            "<table>",
            "<tr>",
            "<td rowspan=2>",
            "</td>",
            "</table>",
            "<br>",
            "<a href='#'>",
            "</a>",
            "<b>",
            "</b>",
            "<ul>",
            "<li>",
            "</ul>",
            "<h1>",
            "</h1>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "&nbsp;",
            "&lt;",
            "&#x4e2d;",
            " ",
            "\n",
            "\u3000",
            "<",
            '"',
            "<title>",
            "中国质量奖。",
            "甲公司获奖，奖金100万元。",
            "A b",
            "2023-01-02 来源：某报",
            "相关新闻",
            "<td>",
            "<th colspan=3>",
            "</title>",
            "\x00",
            "😀",
            "</",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_pieces_are_in_order_and_say_what_stands_there(raw: str) -> None:
    at = 0
    for line in build_tree(raw).lines:
        shown = ""
        for start, end, text in line.pieces:
            assert at <= start < end <= len(raw)
            at = end
            shown += raw[start:end] if text is None else text
        assert shown == line.text == line.text.strip()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="<>/!-=\"' apdivscript&;中\n", max_size=80))
def test_tags_never_overlap(raw: str) -> None:
    at = 0
    for tag in tags(raw):
        assert at <= tag.start < tag.end <= len(raw)
        at = tag.end
