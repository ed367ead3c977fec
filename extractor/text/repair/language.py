"""How likely a short piece of Chinese is: its best segmentation into known words, and what the document itself says.

The lexicon is Simplified; Traditional candidates are looked up through a character table. It is loaded only when a damaged
text is met (a third of a second, once a process).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log

import opencc

from extractor.text.repair.gbk import pairs
from extractor.text.user_words import dictionary

LONGEST_WORD = 6
UNKNOWN = -16.0
"""Log probability of a Chinese character that is no word of the dictionary."""
OTHER = -15.0
DIGIT = log(0.01)
PHRASE = log(2e-4)
"""Log probability of a phrase of the rules."""
OWN = 3.0
"""What a pair or triple that the document has elsewhere gains, in nats; tuned on 700 places of news text (1 to 4 tried)."""
FOREIGN = 4.0
"""What a character of the other script costs where the document does not have it."""
# Rough shares of the tokens of news text; only their order of size matters.
PUNCTUATION = {"，": 0.06, ",": 0.06, "。": 0.03, "、": 0.025, "“": 0.008, "”": 0.008, "：": 0.005, ":": 0.005, "；": 0.003,
               ";": 0.003, "《": 0.003, "》": 0.003, "（": 0.004, "）": 0.004, "(": 0.004, ")": 0.004, "！": 0.0005, "？": 0.0005,
               "!": 0.0005, "?": 0.0005, "—": 0.001, "…": 0.0003, "·": 0.0003, "　": 0.0002, " ": 0.002, "\n": 0.01}  # fmt: skip
_DIGITS = {ord(digit): "0" for digit in "123456789"}


@cache
def simplified() -> dict[int, str]:
    """The Simplified form of every character of GBK that has another one, for `str.translate`."""
    chars = _hanzi()
    converted = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {ord(char): other for char, other in zip(chars, converted, strict=True) if char != other}


@cache
def _untraditional() -> frozenset[int]:
    """The characters that no conversion to Traditional puts out first: Simplified ones and rare variants."""
    chars = _hanzi()
    back = opencc.OpenCC("s2t").convert("\n".join(chars).translate(simplified())).split("\n")
    return frozenset(ord(char) for char, other in zip(chars, back, strict=True) if char != other)


def _hanzi() -> list[str]:
    return [char for char in pairs().values() if "\u4e00" <= char <= "\u9fff"]


@cache
def lexicon(phrases: tuple[str, ...]) -> Mapping[str, float]:
    """The log probability of each word, mark and phrase; a 0 in a phrase stands for any digit."""
    words: dict[str, float] = {}
    same: dict[str, float] = {}  # one number for all words that are as frequent: that of each would take 8 MB
    with dictionary().open(encoding="utf-8") as lines:  # line by line: no hole is left in memory that other processes share
        for line in lines:
            word, count, _ = line.split(" ")
            if len(word) <= LONGEST_WORD:
                words[word] = same.setdefault(count, float(count) or 1.0)
    total = log(sum(words.values()))
    logs = {often: log(often) - total for often in set(same.values())}
    for word, often in words.items():
        words[word] = logs[often]
    words.update((mark, log(share)) for mark, share in PUNCTUATION.items())
    words.update((phrase, max(PHRASE, words.get(phrase, PHRASE))) for phrase in phrases)
    return words


class Language:
    """Scores of candidate pieces within one document."""

    def __init__(self, document: str, phrases: Iterable[str] = ()) -> None:
        self._words = lexicon(tuple(phrases))
        self._table = {**simplified(), **_DIGITS}
        text = document.translate(self._table)
        self._seen = Counter(text[start : start + size] for size in (2, 3) for start in range(len(text) - size + 1))
        self._chars = set(document)
        hant, hans = frozenset(simplified()), _untraditional()
        codes = [ord(char) for char in self._chars]
        self._foreign = hans if sum(code in hant for code in codes) > sum(code in hans for code in codes) else hant

    def score(self, text: str) -> float:
        """The log probability of the text's best segmentation, with what its pairs and triples gain from the document."""
        plain = text.translate(self._table)
        best = [0.0] + [-1e9] * len(plain)
        words = self._words
        for end in range(1, len(plain) + 1):
            most = best[end - 1] + self._single(plain[end - 1])
            for start in range(max(0, end - LONGEST_WORD), end - 1):
                known = words.get(plain[start:end])
                if known is not None and best[start] + known > most:
                    most = best[start] + known
            best[end] = most
        return best[-1] + self._own(plain) - FOREIGN * self._strangers(text)

    def is_usual(self, text: str) -> bool:
        """Whether every character is a word or a mark that the lexicon has, in the document's own script."""
        known = all(char in self._words or char in self._chars for char in text.translate(self._table))
        return known and not self._strangers(text)

    def _single(self, char: str) -> float:
        known = self._words.get(char)
        if known is not None:
            return known
        if "\u4e00" <= char <= "\u9fff":
            return UNKNOWN
        return DIGIT if char.isascii() and char.isalnum() else OTHER

    def _own(self, text: str) -> float:
        seen = self._seen
        found = (seen.get(text[start : start + size]) for size in (2, 3) for start in range(len(text) - size + 1))
        return sum(OWN * (1 + log(count)) for count in found if count)

    def _strangers(self, text: str) -> int:
        """How many characters are of the other script, or full-width marks, and nowhere else in the document."""
        return sum(char not in self._chars and (ord(char) in self._foreign or "！" <= char <= "～") for char in text)
