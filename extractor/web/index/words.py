"""Full-text search in Chinese: a text is indexed by its pairs of characters, so that words of two are found too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_RUN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text in one width and case, as texts and queries are compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def pairs(text: str) -> set[str]:
    """The pairs of characters of a plain text, none across marks and spaces; single characters that stand alone."""
    return set(_pairs(text))


def _pairs(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if len(run) == 1:
            yield run
        for at in range(len(run) - 1):
            yield run[at : at + 2]


def query_of(text: str) -> str | None:
    """The query that texts holding all the words of `text` meet; None where no word has two characters.

    A text that meets it may hold the pairs in other places, so the text itself is looked at too.
    """
    needed = sorted(pair for word in wanted(text) for pair in pairs(word) if len(pair) == 2)
    return " ".join(f'"{pair}"' for pair in needed) or None


def wanted(text: str) -> list[str]:
    """The words that a search asks for: all of them are wanted."""
    return plain(text).split()


def holds(text: str, words: list[str]) -> bool:
    """Whether the plain text holds every word."""
    return all(word in text for word in words)
