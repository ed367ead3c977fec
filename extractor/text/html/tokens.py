"""The tags of a page with their places in its source.

Tolerant of what real pages hold (unclosed tags, quotes, comments and scripts) and linear on hostile input: every quantifier
of the pattern is possessive, a tag cannot run past the next `<` outside quotes, and a closer that is not found is not looked
for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from extractor.text.html.elements import INLINE

# A quoted value of more than 2,000 characters is believed only where no `<` stands in it: a forgotten quote must not swallow
# the article, but pictures inside attributes (data: URLs) are long.
_VALUE = r"""(?:"(?:[^"<]*+"|[^"]{0,2000}+")|'(?:[^'<]*+'|[^']{0,2000}+'))"""
_TAG = re.compile(
    rf"<(?:(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_-]{{0,40}}+)(?P<attrs>(?:[^<>=]++|=\s*+{_VALUE}?+)*+)(?:>|(?=<)|\Z)"
    r"|(?P<comment>!--)|[!?/][^<>]*+>?)"
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:@][\w:.-]{0,60}+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
# What these hold is no markup, up to their own closing tag.
_RAW_TEXT = frozenset({"script", "style", "textarea", "noscript", "iframe", "svg", "template", "xmp", "noembed", "title"})


class Tag(NamedTuple):
    """One tag. `inner` is the end of a raw-text element's content (-1 for any other tag); `end` is behind its closer."""

    name: str
    closing: bool
    attrs_start: int
    attrs_end: int
    start: int
    end: int
    inner: int = -1


def tags(raw: str) -> Iterator[Tag]:
    """The tags in order, comments and declarations skipped; an element of raw text (script, style, title …) is one tag."""
    position, search, made = 0, _TAG.search, tuple.__new__  # a named tuple's own constructor takes twice as long
    closers = _Closers(raw)
    while match := search(raw, position):
        start, position = match.span()
        close, name, comment = match.group("close", "name", "comment")
        if name is None:
            if comment:
                position = closers.behind("-->", position)
            yield Tag("", False, position, position, start, position)
            continue
        name = name.lower()
        attrs_start, attrs_end = match.span("attrs")
        inner = -1
        if name in _RAW_TEXT and not close:
            inner, position = closers.raw_text(name, position)
        yield made(Tag, (name, bool(close), attrs_start, attrs_end, start, position, inner))


def attributes(raw: str, start: int, end: int) -> dict[str, str]:
    """The attributes between two places of the source, names in lower case, values undecoded; the first of a name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw, start, end):
        found.setdefault(name.lower(), double or single or bare)
    return found


def visible_lines(raw: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines of a part of the source as a reader sees them, each with the place where it begins; plain text as it is."""
    part = raw[start:end]
    runs: list[str] = []
    begin = position = 0
    ends = [(tag.start, tag.end, tag.name in INLINE) for tag in tags(part)] if "<" in part else []
    for stop, after, inline in [*ends, (len(part), len(part), False)]:
        text = part[position:stop]
        if not any(runs) and text.strip():
            begin = position + len(text) - len(text.lstrip())
        runs.append(text)
        position = after
        if not inline:
            yield from _lines(start + begin, "".join(runs))
            runs = []


def _lines(start: int, text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that holds no tags; `start` is the place of its first character that is no white space."""
    place = start - (len(text) - len(text.lstrip()))
    for line in text.split("\n"):
        shown = " ".join(unescape(line).split())
        if shown:
            yield place + len(line) - len(line.lstrip()), shown
        place += len(line) + 1


class _Closers:
    """Finds the ends of comments and raw-text elements, and remembers which closers do not occur any more."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._missing: set[str] = set()

    def behind(self, closer: str, position: int) -> int:
        """The place behind the next `closer`; where there is none, behind the next `>`, as the comment was never closed."""
        for text in (closer, ">"):
            if text in self._missing:
                continue
            found = self._raw.find(text, position)
            if found >= 0:
                return found + len(text)
            self._missing.add(text)
        return len(self._raw)

    def raw_text(self, name: str, position: int) -> tuple[int, int]:
        """The end of an element's content and the place behind its closing tag; never closed, it ends at the next tag."""
        if name not in self._missing:
            match = _closing(name).search(self._raw, position)
            if match:
                return match.span()
            self._missing.add(name)
        after = _TAG.search(self._raw, position)
        place = after.start() if after else len(self._raw)
        return place, place


_CLOSING = {name: re.compile(rf"</{name}\b[^<>]*+>?", re.IGNORECASE) for name in _RAW_TEXT}


def _closing(name: str) -> re.Pattern[str]:
    return _CLOSING[name]
