"""A page's texts as BeautifulSoup sees them, which takes any element for what it is."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from extractor.text.html.elements import INLINE

_MOST_STRINGS = 5_000
_NO_TEXT = frozenset({"script", "style", "title", "option", "select", "button", "object"})


def strings(raw: str) -> Iterator[tuple[NavigableString, bool]]:
    """The page's texts in order, and whether a line ended before each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the page looks like XML, or like a file's name, is no matter here
        soup = BeautifulSoup(raw, "lxml")
    ended, count = False, 0
    for piece in soup.descendants:
        if isinstance(piece, Tag):
            ended = ended or piece.name not in INLINE
        elif isinstance(piece, NavigableString) and _is_text(piece):
            yield piece, ended
            ended, count = False, count + 1
            if count >= _MOST_STRINGS:
                return


def _is_text(piece: NavigableString) -> bool:
    """Whether the piece is no comment, declaration, script or blank."""
    if isinstance(piece, PreformattedString) or not piece.strip():
        return False
    return not any(parent.name in _NO_TEXT for parent in piece.parents)
