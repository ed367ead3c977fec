"""One record of a container to one article: which of its fields is the text, the title, the date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from extractor.errors import UnreadableError
from extractor.model import Media, RawArticle
from extractor.sources.decode import decode
from extractor.sources.options import ReadOptions
from extractor.sources.pages import media_of

CHINA_TIME = timezone(timedelta(hours=8))

USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    role: tuple(names.split())
    for role, names in {
        "text": """content text body maintext articlecontent articlebody articletext newscontent contenttext plaintext fulltext
            cleancontent 正文 内容 內容 文章内容 文章內容 新闻内容 新聞內容 文章正文 新闻正文 新聞正文 全文 文本 文章""",
        "html": "html rawhtml contenthtml htmlcontent bodyhtml pagehtml pagesource 网页 網頁 网页源码 源码 源代码",
        "title": "title headline newstitle articletitle subject 标题 標題 题目 題目 新闻标题 新聞標題 文章标题 文章標題",
        "url": """url link href uri pageurl sourceurl articleurl newsurl originurl 网址 網址 链接 鏈接 連結 原文链接 原文鏈接
            原文網址""",
        "date": """pubtime publishtime published publishedat publishedtime pubdate publishdate publicationdate releasetime
            releasedate date datetime time 发布时间 發布時間 發佈時間 发布日期 發布日期 发表时间 發表時間 出版日期 日期 时间
            時間""",
        "publisher": """publisher source sitename site media medianame origin 来源 來源 媒体 媒體 出处 出處 发布单位 网站 網站""",
        "author": "author authors byline writer 作者 记者 記者",
    }.items()
}
"""The usual names of fields by role, most telling first, in lower case and without `_`, `-` and spaces."""

META_KEYS = {"title": "title", "url": "url", "date": "published", "publisher": "publisher", "author": "author"}
_TEXTS = (str, bytes, list)
_JOINTS = re.compile(r"[\s_-]+")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")


def article_of(record: Mapping[str, Any], source: str, options: ReadOptions, *, encoding: str = "utf-8") -> RawArticle:
    """The record as an article. Raises UnreadableError where it has no text, naming the fields it has."""
    names = _by_plain_name(record)
    text, media = _text_of(record, names, options)
    if len(text) > options.max_article_bytes:
        raise UnreadableError(f"longer than {options.max_article_bytes:,} characters")
    meta: dict[str, str] = {}
    for role, key in META_KEYS.items():
        value = _first(_candidates(record, names, role, options))
        if value:
            meta[key] = _as_date(value) if role == "date" else value
    return RawArticle(source, text, media, encoding, "record field", meta)


def text_fields(names: Iterable[str], options: ReadOptions) -> list[str]:
    """Those of the field names that can hold what an article is made of, so that the others need not be read."""
    told = {path.partition(".")[0] for path in options.fields.values()} | set(options.fields.values())
    usual = {name for role in USUAL_NAMES.values() for name in role}
    return [name for name in names if name in told or _plain(name) in usual]


def has_text(record: Mapping[str, Any], options: ReadOptions) -> bool:
    """Whether a field of the record is told or usually named to hold a text."""
    names = _by_plain_name(record)
    return any(isinstance(value, _TEXTS) for role in ("text", "html") for value in _candidates(record, names, role, options))


def _text_of(record: Mapping[str, Any], names: Mapping[str, str], options: ReadOptions) -> tuple[str, Media]:
    """The text and its kind; the fields that the user names come before those recognised, the text before the page."""
    roles = sorted(("text", "html"), key=lambda role: role not in options.fields)
    for role in roles:
        text = _first(value for value in _candidates(record, names, role, options) if isinstance(value, _TEXTS))
        if text:
            return text, "html" if role == "html" else media_of(text)
    if any(True for role in roles for _ in _candidates(record, names, role, options)):
        raise UnreadableError("empty")
    wanted = " or ".join(options.fields[role] for role in roles if role in options.fields)
    known = ", ".join(map(str, list(record)[:12])) or "none"
    raise UnreadableError(f"no field {wanted}; fields: {known}" if wanted else f"no field with a text; fields: {known}")


def _candidates(record: Mapping[str, Any], names: Mapping[str, str], role: str, options: ReadOptions) -> Iterator[Any]:
    """The values that may stand for the role; only the told field where one is told."""
    told = options.fields.get(role)
    if told is not None:
        value = _at(record, told)
        if value is not None:
            yield value
        return
    for usual in USUAL_NAMES[role]:
        if usual in names:
            yield record[names[usual]]


def _first(values: Iterable[Any]) -> str:
    """The first value that is a text with something in it; empty where none is."""
    return next((text for value in values if (text := _as_text(value)).strip()), "")


def _as_text(value: Any) -> str:
    """A field's value as text: lists line by line, times in ISO 8601, bytes decoded, whole objects not at all."""
    if isinstance(value, str):
        return _LONE_SURROGATES.sub("\ufffd", value)
    if isinstance(value, bytes):
        try:
            return decode(value).text
        except UnreadableError:
            return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(_as_text, value)))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _as_date(value: str) -> str:
    """The value, or the day it stands for (China's time) where it is a number of seconds or milliseconds since 1970."""
    if not _EPOCH.fullmatch(value):
        return value
    seconds = int(value[:10])
    return datetime.fromtimestamp(seconds, CHINA_TIME).date().isoformat()


def _at(record: Mapping[str, Any], path: str) -> Any:
    """The value of a field, or of a nested one by its dotted path; None where there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for key in path.split("."):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def _by_plain_name(record: Mapping[str, Any]) -> dict[str, str]:
    return {_plain(str(name)): name for name in reversed(list(record))}


def _plain(name: str) -> str:
    return _JOINTS.sub("", name.lower())
