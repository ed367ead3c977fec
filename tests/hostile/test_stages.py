"""What holds for every stage and any text: edits compose and invert, places stay inside, the output is always the same."""

# ruff: noqa: E501 the pieces of text and pages

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Pipeline
from extractor.model import Document, Edit, Media, RawArticle
from extractor.outputs.rows import rows_of
from extractor.text.clean import clean_article
from extractor.text.convert import to_simplified
from extractor.text.edits import EditChain, EditList
from extractor.text.html import html_to_text
from extractor.text.quotes import to_curly_quotes
from extractor.text.repair import repair
from extractor.text.sentences import split_sentences

WORDS = [
    "厦门云帆机械有限公司", "第六届", "厦门市质量奖", "质量奖", "获得", "荣获", "奖励", "100万元", "1亿2千万元", "等8家企业", "昨日，", "。", "、",
    "（", "）", "“", "”", "《", "》", "\n", "\t", "|", " ", "質(zhì)量獎(jiǎng)", "區(qū)", "??迫A恒盛", "&nbsp;", "\u202e", "\u200b", "\0", "\ufffd",
    "\ue010", "湖里区", "市", "张三", "一等奖：", "1. ", "来源：", "责任编辑：", "ç¬¬å…­", "锟斤拷", "𠀀", "e\u0301", "\ud800", "2021-05-06",
]  # fmt: skip
TAGS = ["<p>", "</p>", "<div class=nav>", "</div>", "<table>", "<tr>", "<td rowspan=9>", "<li>", "<b>", "<a href=x>", "</a>", "<!--", "-->", "<title>",
        "<script>", "</script>", "<br>", "&lt;", "&#x4e2d;", "&#xD800;", "&#0;", "<h1>", '<p style="display:none">', "<", ">", '"', "="]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=30).map("".join)
PAGES = st.lists(st.sampled_from(WORDS + TAGS), max_size=40).map("".join)


@lru_cache(maxsize=1)
def pipeline() -> Pipeline:
    return Pipeline.default()


def check_stage(source: str, stage: EditList) -> str:
    """The target, after a look at the way there and back of each character."""
    target = stage.apply(source)
    for place in range(len(target)):
        start, end = stage.to_source(place, place + 1)
        assert 0 <= start <= end <= len(source)
        again = stage.to_target(start, end)
        assert again.start <= place < max(again.end, again.start + 1)
    return target


def inverse(source: str, stage: EditList) -> EditList:
    """The edits that make the source of the target again."""
    edits, shift = [], 0
    for edit in stage.edits:
        start = edit.start + shift
        edits.append(Edit(start, start + len(edit.text), source[edit.start : edit.end], edit.rule))
        shift += len(edit.text) - (edit.end - edit.start)
    return EditList(len(stage.apply(source)), edits)


def whole(text: str) -> str:
    """The text as a file can hold it."""
    return text.encode("utf-8", "replace").decode("utf-8")


@settings(max_examples=60, deadline=None)
@given(TEXTS.map(whole))
def test_text_stages_compose_and_invert(text: str) -> None:
    rules = pipeline().pack.text
    stages, before, chain = [*repair(text, rules.repair)], text, EditChain()
    for stage in stages:
        after = check_stage(before, stage)
        assert inverse(before, stage).apply(after) == before
        chain, before = chain.then(stage), after
    for stage in (to_simplified(before, rules.conversion),):
        after = check_stage(before, stage)
        assert inverse(before, stage).apply(after) == before
        chain, before = chain.then(stage), after
    quotes = to_curly_quotes(before)
    assert inverse(before, quotes).apply(check_stage(before, quotes)) == before
    for place in range(len(before)):
        start, end = chain.to_source(place, place + 1)
        assert 0 <= start <= end <= len(text)


@settings(max_examples=60, deadline=None)
@given(PAGES.map(whole))
def test_a_page_gives_blocks_and_edits_that_invert(page: str) -> None:
    found = html_to_text(page, pipeline().pack.text.cleaning)
    text = check_stage(page, found.edits)
    assert inverse(page, found.edits).apply(text) == page
    assert all(0 <= block.start < block.end <= len(text) for block in found.blocks)
    assert all(one.end <= other.start for one, other in zip(found.blocks, found.blocks[1:], strict=False))


def check_document(document: Document) -> None:
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
        assert all(block.start <= cell.start <= cell.end <= block.end for cell in block.cells if cell.end > cell.start)
    for sentence in split_sentences(document.text, document.blocks):
        start, end = document.chain.to_source(*sentence)
        assert 0 <= start < end <= len(document.raw)
    for removed in document.removed:
        assert 0 <= removed.raw_start < removed.raw_end <= len(document.raw)


@settings(max_examples=80, deadline=None)
@pytest.mark.parametrize("media", ["text", "html"])
@given(data=st.data())
def test_any_article_gives_rows_with_places_in_its_raw_text(media: Media, data: st.DataObject) -> None:
    text = data.draw(TEXTS if media == "text" else PAGES)
    article = RawArticle("a", text, media)
    result = pipeline().extract(article)
    assert len(result.article.text) == len(text)
    check_document(result.document)
    for mention in result.mentions:
        start, end = result.raw_span(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
    rows = rows_of(result)
    repr(rows).encode("utf-8")
    assert rows == rows_of(pipeline().extract(article))
    assert clean_article(result.article, pipeline().pack.text).text == result.document.text
