"""The headline of a page: where it stands in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.text.dateline import parse_date
from extractor.text.html.choose import Choice
from extractor.text.html.elements import HEADINGS
from extractor.text.html.pieces import Piece
from extractor.text.html.tree import Line, Node, Tree, read_line
from extractor.text.metadata import strip_site

_SHORTEST_TITLE = 5
_LONGEST_TITLE = 90
_LONGEST_SET_TITLE = 50
# A `<title>` that neither a line nor the article's text confirms is kept from this length on.
_PLAUSIBLE_TITLE = 10
# A line that is set like a headline stands so near the article's beginning.
_REACH = 12
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """The headline: its pieces of the source, its text, and the number of its line (-1 where it stands in `<title>` only)."""

    pieces: list[Piece]
    text: str
    line: int


def find_title(tree: Tree, choice: Choice) -> TitlePlace:
    """The page's headline: the line above the article that `<title>` repeats, or an h1; else `<title>` itself where the
    article's text confirms it; else a line right above the article that is set like a headline; else none."""
    head = read_line(tree.raw, [(*tree.title_at, False, False)], tree.root) if tree.title_at else None
    whole, own = (_SPACE.sub("", text) for text in ((head.text, strip_site(head.text)) if head else ("", "")))
    best, points = -1, 0
    for number, line in enumerate(tree.lines[: choice.first + 4]):
        found = _title_points(line, whole, own)
        if found and found >= points:
            best, points = number, found
    named = _cut_title(head) if head else TitlePlace([], "", -1)
    if best < 0 and (len(named.text) < _SHORTEST_TITLE or not _confirmed(named.text, tree.lines[choice.first : choice.last])):
        best = _set_like_title(tree, choice)
        if best < 0 and len(named.text) < _PLAUSIBLE_TITLE:
            return TitlePlace([], "", -1)
    if best < 0:
        return named
    return TitlePlace(tree.lines[best].pieces, tree.lines[best].text, best)


def _title_points(line: Line, whole: str, own: str) -> int:
    """How well a line would do as the headline: the longer the part of `<title>` that it repeats, the better; h1 counts for more.

    `own` is the part of `<title>` without the site's name: a logo in an h1 repeats the other part.
    """
    if not _SHORTEST_TITLE <= len(line.text) <= _LONGEST_TITLE:
        return 0
    level = _heading_level(line)
    text = _SPACE.sub("", line.text)
    if own and (text in own or (len(own) >= 8 and own in text and len(text) < 1.5 * len(own) and text[-1] != "。")):
        return len(text) * 2 + (40 if level == 1 else 15 if level else 0) if len(text) * 3 >= len(own) or level == 1 else 0
    if whole and text in whole:
        return len(text) if len(text) * 2 >= len(whole) else 0
    return 1 if level == 1 and not line.link_chars else 0


def _heading_level(line: Line) -> int:
    """The level of the heading the line stands in, through inline elements only; 0 outside headings."""
    node: Node | None = line.node
    while node is not None and node.name in ("span", "center", "strong", "font", "p", "a", "div") and len(node.children) <= 1:
        node = node.parent
    return int(node.name[1]) if node is not None and node.name in HEADINGS else 0


def _confirmed(title: str, lines: list[Line]) -> bool:
    """Whether half of the title's pairs of characters stand in the article: the title of a site or a greeting has few."""
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    body = "\n".join(line.text for line in lines)
    return bool(pairs) and sum(pair in body for pair in pairs) * 2 >= len(pairs)


def _set_like_title(tree: Tree, choice: Choice) -> int:
    """The number of the nearest line around the article's beginning that is a heading, or bold, and no sentence; -1 for none."""
    found, points = -1, 0
    for number in range(max(choice.first - _REACH, 0), min(choice.first + 2, len(tree.lines))):
        line = tree.lines[number]
        if not _SHORTEST_TITLE <= len(line.text) <= _LONGEST_SET_TITLE or line.text[-1] in "。，；：:" or parse_date(line.text):
            continue
        level = _heading_level(line)
        value = 10 - level if level else 1 if line.bold_chars * 10 >= len(line.text) * 9 and not line.link_chars else 0
        if value and value >= points and number not in choice.dropped:
            found, points = number, value
    return found


def _cut_title(head: Line) -> TitlePlace:
    """The `<title>` without the names of site and channel, as pieces of the source."""
    text = strip_site(head.text)
    start = head.text.find(text)
    if start < 0 or not text:
        return TitlePlace(head.pieces, head.text, -1)
    return TitlePlace(_slice(head.pieces, start, start + len(text)), text, -1)


def _slice(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of the characters from `start` to `end` of a line's text."""
    cut: list[Piece] = []
    at = 0
    for begin, stop, text in pieces:
        size = stop - begin if text is None else len(text)
        low, high = max(start - at, 0), min(end - at, size)
        if low < high:
            cut.append((begin + low, begin + high, None) if text is None else (begin, stop, text))
        at += size
    return cut
