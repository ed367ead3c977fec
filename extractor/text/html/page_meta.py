"""What a page tells of itself: title, date, publisher and author, from its head, its markup and the lines around its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import msgspec

from extractor.model import Metadata
from extractor.text.cleaning_rules import CompiledMetadata
from extractor.text.dateline import Dateline, labelled_value, parse_date, parse_dateline
from extractor.text.html.choose import Choice
from extractor.text.html.title import TitlePlace
from extractor.text.html.tokens import attributes
from extractor.text.html.tree import Line, Tree

_META = re.compile(r"<(meta|time)\b([^<>]{0,2000}+)>", re.IGNORECASE)
_MOST_META = 300
_LONGEST_JSON = 200_000
_DATE_KEYS = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publishtime",
    "pubtime",
    "date",
    "publication_date",
    "apub:time",
    "weibo:article:create_at",
    "og:release_date",
    "dc.date",
    "dc.date.issued",
    "articledate",
    "createdate",
    "time",
]
_SOURCE_KEYS = ("contentsource", "source", "mediaid", "og:article:source", "article:source", "sourcename")
_SITE_KEYS = ("og:site_name", "sitename", "application-name")
_AUTHOR_KEYS = ("author", "article:author", "og:article:author", "dc.creator", "byl")
# The date line stands at most so many lines before the article or behind its headline.
_BYLINE_REACH = 12
_LONGEST_BYLINE = 90
_NEAR = 5
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_AUTHOR = 20
_CLOCK = re.compile(r"\d:\d\d")


def find_meta(tree: Tree, choice: Choice, title: TitlePlace, rules: CompiledMetadata) -> tuple[Metadata, str | None]:
    """The page's own metadata as far as it tells, the visible date line first, then its markup; and the name of its site."""
    tags = _meta_tags(tree.raw)
    linked = _linked_data(tree)
    shown = _byline(tree, choice, title, rules)
    dates = [shown.published, *(tags.get(key) for key in _DATE_KEYS), linked.get("published")]
    published = next((found for value in dates if value and (found := parse_date(value))), None)
    publisher = shown.publisher or _first(tags, _SOURCE_KEYS)
    site_name = linked.get("publisher") or _first(tags, _SITE_KEYS)
    authors = (shown.author, linked.get("author"), _first(tags, _AUTHOR_KEYS))
    author = next(
        (name for name in authors if name and len(name) <= _LONGEST_AUTHOR and _HAN.search(name) and "," not in name), None
    )
    headline = title.text or tags.get("og:title") or linked.get("title")
    return Metadata(headline or None, published, publisher or None, author or None), site_name


def _first(tags: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((tags[key] for key in keys if tags.get(key)), None)


def _meta_tags(raw: str) -> dict[str, str]:
    """The values of meta tags by name, property or itemprop in lower case, and of `<time>` under `time`."""
    found: dict[str, str] = {}
    for count, match in enumerate(_META.finditer(raw)):
        if count >= _MOST_META:
            break
        values = attributes(raw, *match.span(2))
        if match[1].lower() == "time":
            key, value = "time", values.get("datetime", "")
        else:
            key = values.get("name") or values.get("property") or values.get("itemprop") or ""
            value = values.get("content", "")
        if key and value.strip():
            found.setdefault(key.lower(), unescape(value).strip())
    return found


def _linked_data(tree: Tree) -> dict[str, str]:
    """Headline, date, author and publisher of the first article in the page's JSON-LD."""
    for attrs_start, attrs_end, start, end in tree.scripts:
        if "ld+json" not in tree.raw[attrs_start:attrs_end] or end - start > _LONGEST_JSON:
            continue
        try:
            data: Any = msgspec.json.decode(tree.raw[start:end].strip())
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            continue  # hand-made JSON is often broken; the visible page tells the same
        for item in _items(data):
            if item.get("headline") or item.get("datePublished"):
                values = {
                    "title": item.get("headline"),
                    "published": item.get("datePublished"),
                    "author": _named(item.get("author")),
                    "publisher": _named(item.get("publisher")),
                }
                return {key: value for key, value in values.items() if isinstance(value, str)}
    return {}


def _items(data: Any) -> Iterator[dict[str, Any]]:
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _named(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.strip() else None


def _byline(tree: Tree, choice: Choice, title: TitlePlace, rules: CompiledMetadata) -> Dateline:
    """What the lines between the headline and the article's first paragraphs tell, else those right above and right behind."""
    begin = title.line + 1 if title.line >= 0 else max(choice.first - _BYLINE_REACH, 0)
    end = max(choice.first + 3, min(begin + _BYLINE_REACH, choice.first + _BYLINE_REACH))
    near = tree.lines[begin : min(end, begin + 2 * _BYLINE_REACH)]
    if title.line > 0:
        near = [*near, *reversed(tree.lines[max(title.line - _NEAR, 0) : title.line])]
    near = [*near, *tree.lines[max(choice.last - 2, begin) : choice.last + _NEAR]]
    published = publisher = author = None
    for line in near:
        text = _spaced(tree.raw, line)
        whole = parse_dateline(text, rules)
        if whole is not None:
            published, publisher, author = published or whole.published, publisher or whole.publisher, author or whole.author
        elif len(text) <= _LONGEST_BYLINE:
            published = published or _stamp(text, rules)
            publisher = publisher or _value(rules.source, text, rules)
            author = author or _value(rules.author, text, rules)
    return Dateline(published, publisher, author)


def _stamp(text: str, rules: CompiledMetadata) -> str | None:
    """The date of a line that is no date line as a whole: one with a clock time or a label."""
    return parse_date(text) if _CLOCK.search(text) or rules.date_label.search(text) else None


def _spaced(raw: str, line: Line) -> str:
    """The line's text with a space wherever an element begins or ends: date lines are often spans with nothing between."""
    return " ".join(raw[start:end] if text is None else text for start, end, text in line.pieces)


def _value(pattern: re.Pattern[str], text: str, rules: CompiledMetadata) -> str | None:
    match = pattern.search(text)
    value = labelled_value(match, rules) if match else None
    return value if value and _HAN.search(value) and "=" not in value else None
