"""Many patterns over one text: one Aho-Corasick pass tells where each of them can match at all, and only there it is tried.

The pass reads about 100 million characters a second, `re` with a long list of words one or two million.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from extractor.text.needed import Needed, needed_words


class Prefilter:
    """The words without which the patterns cannot match, ready to be sought in a text."""

    def __init__(self, patterns: Iterable[re.Pattern[str]] = ()) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def needed(self) -> dict[int, Needed]:
        """What a pattern needs, by its `id`; patterns that need nothing are tried everywhere."""
        found = ((id(pattern), needed_words(pattern)) for pattern in self._patterns)
        return {number: needed for number, needed in found if needed}

    @cached_property
    def _owners(self) -> dict[str, tuple[int, ...]]:
        """The patterns that need a word."""
        owners: dict[str, list[int]] = {}
        for number, needed in self.needed.items():
            for word in needed.words:
                owners.setdefault(word, []).append(number)
        return {word: tuple(numbers) for word, numbers in owners.items()}

    @cached_property
    def _search(self) -> tuple[AhoCorasick, list[tuple[int, ...]]]:
        return AhoCorasick(list(self._owners)), list(self._owners.values())

    def scan(self, text: str) -> Sighted:
        """The text with the places of all words."""
        places: dict[int, list[int]] = {number: [] for number in self.needed}
        if places:
            search, owners = self._search
            for word, start, _ in search.find_matches_as_indexes(text, overlapping=True):
                for number in owners[word]:
                    places[number].append(start)
        return Sighted(text, places, self.needed)


class Sighted:
    """A text in which the words that patterns need were found."""

    __slots__ = ("_needed", "_places", "text")

    def __init__(self, text: str, places: dict[int, list[int]], needed: dict[int, Needed]) -> None:
        self.text = text
        self._places = places
        self._needed = needed

    def matches(self, pattern: re.Pattern[str]) -> Sequence[re.Match[str]]:
        """The same matches as those of `pattern.finditer`."""
        places = self._places.get(id(pattern))
        if places is None:
            return list(pattern.finditer(self.text))
        if not places:
            return ()
        found: list[re.Match[str]] = []
        end = 0
        text, match = self.text, pattern.match
        for start in _starts(places, self._needed[id(pattern)]):
            if start >= end and (one := match(text, start)):
                found.append(one)
                end = one.end()
        return found


def _starts(places: list[int], needed: Needed) -> list[int]:
    """Where a match can begin, in order."""
    if needed.most == 0:
        return sorted(set(places))
    offsets = range(needed.least, needed.most + 1)
    return sorted({place - offset for place in places for offset in offsets if place >= offset})
