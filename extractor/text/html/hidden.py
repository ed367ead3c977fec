"""Pages whose article stands in parts that a browser does not show at first: `display:none`, noscript, template.

The page's own reader leaves such parts out. Where it is left with next to nothing, BeautifulSoup, which takes any element for
what it holds and knows nothing of style, tells which texts the page has; they are then found again in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.text.html.choose import Choice
from extractor.text.html.elements import INLINE
from extractor.text.html.pieces import Run
from extractor.text.html.tree import Line, Tree, read_line

if TYPE_CHECKING:
    from bs4.element import NavigableString, Tag

# The reader's article is next to nothing below so many characters; what is hidden is an article from so many on.
_NEXT_TO_NOTHING = 40
_ARTICLE_LEAST = 150
# Longer pages with nothing to read are no articles but data; BeautifulSoup reads about 10 million characters a second.
_LONGEST_PAGE = 2_000_000
_ANCHOR = re.compile(r"[\w\u4e00-\u9fff]{1,20}")
# How far behind the text before it a text is looked for: tags with pictures inside are long.
_WINDOW = 20_000
_PROSE_LEAST = 15


def find_hidden(tree: Tree, choice: Choice) -> tuple[Tree, Choice] | None:
    """The page's texts and their prose as the article, where the reader's `choice` is next to nothing and this is not."""
    if len(tree.raw) > _LONGEST_PAGE or len(tree.raw) < _ARTICLE_LEAST:
        return None
    if sum(len(line.text) for line in tree.lines[choice.first : choice.last]) >= _NEXT_TO_NOTHING:
        return None
    lines = list(_lines(tree))
    prose = [number for number, line in enumerate(lines) if len(line.text) >= _PROSE_LEAST and "。" in line.text]
    if sum(len(lines[number].text) for number in prose) < _ARTICLE_LEAST:
        return None
    found = Tree(tree.raw, tree.root, [tree.root], lines, tree.title_at, tree.scripts)
    return found, Choice(prose[0], prose[-1] + 1, {})


def _lines(tree: Tree) -> Iterator[Line]:
    """The page's texts as lines, each with its places in the source."""
    from extractor.text.html.soup import strings  # few pages need it, and its import takes as long as reading twenty of them

    runs: list[Run] = []
    block: Tag | None = None
    at = 0
    for string, ends_line in strings(tree.raw):
        place = _place(tree.raw, string, at)
        if place is None:
            continue
        own = next((parent for parent in string.parents if parent.name not in INLINE), None)
        if runs and (ends_line or own is not block):
            line = read_line(tree.raw, runs, tree.root)
            if line is not None:
                yield line
            runs = []
        block, at = own, place[1]
        runs.append((*place, False, False))
    line = read_line(tree.raw, runs, tree.root) if runs else None
    if line is not None:
        yield line


def _place(raw: str, string: NavigableString, at: int) -> tuple[int, int] | None:
    """Where the text stands in the source, from tag to tag; None where it is not found behind the one before it."""
    anchor = _ANCHOR.search(string)
    found = raw.find(anchor[0], at, at + _WINDOW) if anchor else -1
    if found < 0:
        return None
    start = max(raw.rfind(">", at, found) + 1, at)
    end = raw.find("<", found)
    return start, end if end >= 0 else len(raw)
