"""Which field of a record is what."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest

from extractor.errors import UnreadableError
from extractor.sources.options import ReadOptions
from extractor.sources.records import article_of
from tests.sources.inputs import FIRST, PAGE

USUAL = ["content", "text", "body", "Content", "main_text", "articleBody", "正文", "内容", "內容", "新闻内容"]


@pytest.mark.parametrize("name", USUAL)
def test_usual_text_fields(name: str) -> None:
    assert article_of({"id": 7, name: FIRST}, "x", ReadOptions()).text == FIRST


@pytest.mark.parametrize("name", ["html", "raw_html", "contentHtml", "网页源码"])
def test_usual_html_fields(name: str) -> None:
    article = article_of({name: PAGE}, "x", ReadOptions())
    assert (article.text, article.media) == (PAGE, "html")


META = {
    "title": ("title", "题"),
    "标题": ("title", "题"),
    "pubtime": ("published", "2023-05-06"),
    "publish_time": ("published", "2023-05-06"),
    "发布时间": ("published", "2023-05-06"),
    "发布日期": ("published", "2023-05-06"),
    "url": ("url", "https://news.example/"),
    "链接": ("url", "https://news.example/"),
    "source": ("publisher", "江城日报"),
    "来源": ("publisher", "江城日报"),
    "作者": ("author", "李明"),
}


@pytest.mark.parametrize("name", META)
def test_usual_fields_about_the_article(name: str) -> None:
    key, value = META[name]
    assert article_of({"text": FIRST, name: value}, "x", ReadOptions()).meta == {key: value}


TOLD: dict[str, tuple[dict[str, str], dict[str, Any], str]] = {
    "text field": ({"text": "news"}, {"news": FIRST, "content": "x"}, "text"),
    "html field": ({"html": "page"}, {"page": PAGE, "content": "x"}, "html"),
    "nested": ({"text": "data.article.words"}, {"data": {"article": {"words": FIRST}}}, "text"),
    "name with a dot": ({"text": "data.words"}, {"data.words": FIRST}, "text"),
    "text field with markup": ({"text": "news"}, {"news": f"<p>{FIRST}</p><p></p>"}, "html"),
    "title field": ({"title": "head"}, {"text": FIRST, "head": "told", "title": "usual"}, "text"),
    "url field": ({"url": "where"}, {"text": FIRST, "where": "told", "url": "usual"}, "text"),
    "date field": ({"date": "when"}, {"text": FIRST, "when": "told", "date": "usual"}, "text"),
}


@pytest.mark.parametrize("name", TOLD)
def test_told_fields(name: str) -> None:
    fields, record, media = TOLD[name]
    article = article_of(record, "x", ReadOptions(fields=fields))
    assert FIRST in article.text
    assert article.media == media
    assert set(article.meta.values()) <= {"told"}


WITHOUT_TEXT: dict[str, tuple[dict[str, str], dict[str, Any], str]] = {
    "no such field": ({"text": "news"}, {"content": FIRST}, "no field news; fields: content"),
    "nothing usual": ({}, {"id": 1, "name": "x"}, "no field with a text; fields: id, name"),
    "nothing at all": ({}, {}, "no field with a text; fields: none"),
    "empty": ({}, {"content": " \n", "title": "题"}, "empty"),
    "a number": ({}, {"text": 17}, "empty"),
    "null": ({}, {"text": None}, "empty"),
}


@pytest.mark.parametrize("name", WITHOUT_TEXT)
def test_record_without_text(name: str) -> None:
    fields, record, reason = WITHOUT_TEXT[name]
    with pytest.raises(UnreadableError) as raised:
        article_of(record, "x", ReadOptions(fields=fields))
    assert str(raised.value) == reason


VALUES: dict[str, tuple[object, str]] = {
    "paragraphs": (["一", "二"], "一\n二"),
    "bytes": (FIRST.encode("gbk"), FIRST),
    "half a surrogate pair": (json.loads('"\\ud83d江"'), "\ufffd江"),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_as_text(name: str) -> None:
    value, text = VALUES[name]
    assert article_of({"text": value}, "x", ReadOptions()).text == text


DATES = {
    "seconds": (1683302400, "2023-05-06"),
    "milliseconds": ("1683302400000", "2023-05-06"),
    "text": ("2023年5月6日", "2023年5月6日"),
    "a day": (date(2023, 5, 6), "2023-05-06"),
    "a time": (datetime(2023, 5, 6, 8, 0), "2023-05-06T08:00:00"),
}


@pytest.mark.parametrize("name", DATES)
def test_dates(name: str) -> None:
    value, text = DATES[name]
    assert article_of({"text": FIRST, "date": value}, "x", ReadOptions()).meta["published"] == text


def test_empty_field_falls_through_to_the_next() -> None:
    assert article_of({"content": "", "html": PAGE}, "x", ReadOptions()).media == "html"
