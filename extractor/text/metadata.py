"""Title, date, publisher and author of an article, from its text and from what the page or the container told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model import Block, Metadata
from extractor.text.cleaning_rules import CleaningRules, CompiledMetadata
from extractor.text.dateline import Dateline, labelled_value, lead_publisher, parse_date, parse_dateline

# A date line stands this near the top, a source line this near either end.
_HEAD_LINES = 20
_TAIL_LINES = 12
_LONGEST_SOURCE_LINE = 60
# 某某报讯 and the like open the first paragraphs.
_LEAD_PARAGRAPHS = 6
_LEAD_CHARS = 40
_TAIL_CHARS = 40
_SITE_SEPARATOR = re.compile(r"\s*(?:[_|｜丨]|--+|\s[-–—»>]\s)\s*")
# A single hyphen stands in headlines too; only a short name behind a longer headline is a site's.
_HYPHEN_SITE = re.compile(r"(?<=[^\s-]{8})-[^\s-]{2,12}$")
_SHORTEST_TITLE = 6
_LONGEST_SITE = 16
_QUOTES = "《》【】[]()（）“”\"' ,，。:："


def find_metadata(
    text: str, blocks: Sequence[Block], hints: Metadata, rules: CleaningRules, *, site_name: str | None = None
) -> Metadata:
    """The article's metadata; call it on the text that still has its date line, before boilerplate is cut.

    Title: the block of kind "title", else the hint without its site name. Date: the date line, else the hint.
    Publisher: a labelled source in the text, the date line, the hint, the paper that the lead names (某某日报讯), and last
    `site_name`.
    """
    lines = [text[block.start : block.end] for block in blocks]
    shown = _dateline(lines, rules.metadata)
    title = next((line for line, block in zip(lines, blocks, strict=True) if block.kind == "title"), None)
    if title is None and hints.title:
        title = strip_site(" ".join(hints.title.split()))
    published = shown.published or (parse_date(hints.published) if hints.published else None)
    publisher = (
        _labelled_source(lines, rules.metadata)
        or shown.publisher
        or _publisher(hints.publisher, rules.metadata)
        or _lead(lines, rules.metadata)
        or _publisher(site_name, rules.metadata)
    )
    author = shown.author or _name(hints.author) or _author(lines, rules.metadata)
    return Metadata(title or None, published, publisher, author)


def strip_site(title: str) -> str:
    """A page's title without the names of site and channel around it: the longest part that a separator leaves."""
    parts = [part for part in _SITE_SEPARATOR.split(_HYPHEN_SITE.sub("", title.strip())) if part]
    if len(parts) < 2:
        return "".join(parts)
    best = max(parts, key=len)
    first = parts[0]
    return first if len(first) >= _SHORTEST_TITLE and all(len(part) <= _LONGEST_SITE for part in parts[1:]) else best


def _dateline(lines: Sequence[str], rules: CompiledMetadata) -> Dateline:
    """The first date line near the top; an empty one where there is none."""
    for line in lines[:_HEAD_LINES]:
        found = parse_dateline(line, rules)
        if found is not None:
            return found
    return Dateline()


def _labelled_source(lines: Sequence[str], rules: CompiledMetadata) -> str | None:
    """The name behind 来源 in a line of its own, or in a bracket at the end of a paragraph."""
    near = [*lines[:_HEAD_LINES], *lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]]
    for line in near:
        match = (
            rules.source.search(line) if len(line) <= _LONGEST_SOURCE_LINE else rules.source.search(line, len(line) - _TAIL_CHARS)
        )
        found = _publisher(labelled_value(match, rules), rules) if match else None
        if found:
            return found
    return None


def _lead(lines: Sequence[str], rules: CompiledMetadata) -> str | None:
    return next((found for line in lines[:_LEAD_PARAGRAPHS] if (found := lead_publisher(line, rules))), None)


def _author(lines: Sequence[str], rules: CompiledMetadata) -> str | None:
    for line in lines[:_HEAD_LINES]:
        for pattern in rules.authors:
            match = pattern.match(line[:_LEAD_CHARS])
            if match:
                return "、".join(match[1].split("、")).strip()
    return None


def _publisher(value: str | None, rules: CompiledMetadata) -> str | None:
    """The name, unless it only says that there is none (网络, 本站, 未知)."""
    name = _name(value)
    return None if name is None or rules.not_publishers.search(name) else name


def _name(value: str | None) -> str | None:
    bare = value.strip().strip(_QUOTES) if value else ""
    return bare or None
