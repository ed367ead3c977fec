"""Many patterns and word lists over one text: one Aho-Corasick pass tells where each of them can match at all.

Only there a pattern is tried. The pass reads some 50 million characters a second, `re` with a long list of words one or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractor.text.needed import needed_anywhere, needed_words

# Words times characters, up to which a text is searched for one word after another.
_MOST_SEARCHED = 1_000_000


class Words:
    """A list of words that is sought in texts."""

    __slots__ = ("words",)

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)


class Hit(NamedTuple):
    """A word where it stands."""

    start: int
    end: int
    word: str


class _Search(NamedTuple):
    """The automaton, its words, and for each word who needs it: the number of a pattern with how many characters before the word
    it can begin (None: right there), or of a word list."""

    automaton: AhoCorasick
    words: list[str]
    patterns: list[list[tuple[int, range | None]]]
    lists: list[list[int]]


class Prefilter:
    """What is sought in whole texts, ready to be found in one pass. Not `gated`, it tries every pattern at every place."""

    def __init__(self, sought: Iterable[re.Pattern[str] | Words] = (), *, gated: bool = True) -> None:
        self.sought = tuple(sought)
        self._gated = gated

    def needed(self, pattern: re.Pattern[str]) -> dict[str, range]:
        """The words by which a pattern is sought, with where they stand in a match; none where it is tried everywhere."""
        return self._needed.get(self.numbers.get(id(pattern), -1), {})

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each pattern or list that is sought by words, by its `id`; other patterns are tried everywhere."""
        return {id(self.sought[number]): number for number in (*self._needed, *self._lists)}

    @cached_property
    def _lists(self) -> dict[int, Words]:
        return {number: one for number, one in enumerate(self.sought) if isinstance(one, Words)}

    @cached_property
    def _needed(self) -> dict[int, dict[str, range]]:
        patterns = ((number, one) for number, one in enumerate(self.sought) if self._gated and isinstance(one, re.Pattern))
        return {number: needed for number, pattern in patterns if (needed := needed_words(pattern))}

    @cached_property
    def _search(self) -> _Search:
        words = dict.fromkeys(word for needed in self._needed.values() for word in needed)
        words.update(dict.fromkeys(word for one in self._lists.values() for word in one.words))
        patterns: dict[str, list[tuple[int, range | None]]] = {word: [] for word in words}
        lists: dict[str, list[int]] = {word: [] for word in words}
        for number, needed in self._needed.items():
            for word, offsets in needed.items():
                patterns[word].append((number, offsets if offsets.stop > 1 else None))
        for number, one in self._lists.items():
            for word in one.words:
                lists[word].append(number)
        return _Search(AhoCorasick(list(words)), list(words), list(patterns.values()), list(lists.values()))

    def look(self, text: str | Sighted) -> Sighted:
        """The text with the places of all words; one that was looked through already stays as it is."""
        return self._scan(text) if isinstance(text, str) else text

    def _scan(self, text: str) -> Sighted:
        search = self._search
        starts: list[list[int]] = [[] for _ in self.sought]
        hits: list[list[Hit]] = [[] for _ in self.sought]
        words, patterns, lists = search.words, search.patterns, search.lists
        for index, start, end in search.automaton.find_matches_as_indexes(text, overlapping=True):
            for number, offsets in patterns[index]:
                if offsets is None:
                    starts[number].append(start)
                else:
                    starts[number].extend([start - offset for offset in offsets if start >= offset])
            for number in lists[index]:
                hits[number].append(Hit(start, end, words[index]))
        return Sighted(text, self.numbers, starts, hits)


class Gate:
    """Several patterns that are tried on one line after another: which of them can match, by the words that a line holds.

    Not `gated`, it lets each of them be tried on each line.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]] = (), *, gated: bool = True) -> None:
        owners: dict[str, list[int]] = {}
        always: list[int] = []
        for number, pattern in enumerate(patterns):
            needed = needed_anywhere(pattern) if gated else frozenset()
            for word in needed:
                owners.setdefault(word, []).append(number)
            if not needed:
                always.append(number)
        self._always = tuple(always)
        self._search = AhoCorasick(list(owners))
        self._owners = list(owners.values())

    def open(self, line: str) -> Sequence[int]:
        """The numbers of the patterns that may match, in order; all others cannot."""
        hits = self._search.find_matches_as_indexes(line, overlapping=True)
        if not hits:
            return self._always
        return sorted({*self._always, *(number for hit in hits for number in self._owners[hit[0]])})


class Sighted:
    """A text in which what patterns need was found."""

    __slots__ = ("_hits", "_numbers", "_starts", "text")

    def __init__(self, text: str, numbers: dict[int, int], starts: list[list[int]], hits: list[list[Hit]]) -> None:
        self.text = text
        self._numbers = numbers
        self._starts = starts
        self._hits = hits

    def matches(self, pattern: re.Pattern[str]) -> Sequence[re.Match[str]]:
        """The same matches as those of `pattern.finditer`."""
        number = self._numbers.get(id(pattern))
        if number is None:
            return list(pattern.finditer(self.text))
        if not self._starts[number]:
            return ()
        found: list[re.Match[str]] = []
        end = 0
        text, match = self.text, pattern.match
        for start in self.starts(pattern):
            if start >= end and (one := match(text, start)):
                found.append(one)
                end = one.end()
        return found

    def starts(self, pattern: re.Pattern[str]) -> list[int]:
        """Where a match of the pattern can begin, in order; each of them for a pattern that is not sought by words."""
        number = self._numbers.get(id(pattern))
        if number is None:
            return list(range(len(self.text) + 1))
        starts = self._starts[number]
        return sorted(set(starts)) if len(starts) > 1 else starts

    def found(self, words: Words) -> list[Hit]:
        """Every word of the list in the text, overlapping ones too, in order of their ends."""
        number = self._numbers.get(id(words))
        return self._hits[number] if number is not None else Prefilter((words,)).look(self.text).found(words)


def find_words(text: str, words: Sequence[str]) -> list[Hit]:
    """Every place of words that are sought in this text only, overlapping ones too.

    An automaton costs more to make than a short text takes to be searched word by word.
    """
    if len(words) * len(text) > _MOST_SEARCHED:
        return Prefilter((own := Words(words),)).look(text).found(own)
    hits: list[Hit] = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            hits.append(Hit(start, start + len(word), word))
            start = text.find(word, start + 1)
    return hits


def leftmost_longest(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits that do not overlap: each time the leftmost, the longest of those that begin there."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= end:
            yield hit
            end = hit.end
