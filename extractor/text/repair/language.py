"""How likely a short piece of Chinese is: its best segmentation into known words, and what the document itself says.

The lexicon is Simplified; Traditional candidates are looked up through a character table. It is loaded only when a damaged
text is met (a third of a second, once a process).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
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
# What differs by less does so by rounding only.
_EVEN = 1e-9
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


@lru_cache(maxsize=2)  # 30 MB each
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


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class Language:
    """Scores of candidate pieces within one document.

    Candidates for one place differ in few characters, so what was found for the beginning that a text shares with the one before
    it is used again, and so is its end, as soon as nothing before it tells any more.
    """

    def __init__(self, document: str, phrases: Iterable[str] = ()) -> None:
        self._words = lexicon(tuple(phrases))
        self._table = {**simplified(), **_DIGITS}
        text = document.translate(self._table)
        seen = Counter(text[start : start + size] for size in (2, 3) for start in range(len(text) - size + 1))
        self._gains = {piece: OWN * (1 + log(count)) for piece, count in seen.items()}
        self._chars = set(document)
        hant, hans = frozenset(simplified()), _untraditional()
        codes = [ord(char) for char in self._chars]
        self._foreign = hans if sum(code in hant for code in codes) > sum(code in hans for code in codes) else hant
        self._text = ""
        # For each length of the last text: its best segmentation, and what its own pairs and triples and its strangers add.
        self._best, self._rest = [0.0], [0.0]

    def score(self, text: str) -> float:
        """The log probability of the text's best segmentation, with what its pairs and triples gain from the document.

        To nine places, so that texts that read as well as each other stay so, however they were worked out.
        """
        last, shared = self._text, _shared(text, self._text)
        plain = text.translate(self._table)
        # From there on the last text goes on in the same way.
        same = len(text) - _shared(text[shared:][::-1], last[shared:][::-1])
        best, rest = self._best[: shared + 1], self._rest[: shared + 1]
        for end in range(shared + 1, len(text) + 1):
            best.append(self._best_to(plain, end, best))
            rest.append(rest[-1] + self._own(plain, end) - FOREIGN * self._is_stranger(text[end - 1]))
            there = end + len(last) - len(text)
            gain = self._gain(best, there) if end >= same + LONGEST_WORD else None
            if gain is not None:
                more = rest[-1] - self._rest[there]
                best.extend([known + gain for known in self._best[there + 1 :]])
                rest.extend([known + more for known in self._rest[there + 1 :]])
                break
        self._text, self._best, self._rest = text, best, rest
        return round(best[-1] + rest[-1], 9)

    def _best_to(self, plain: str, end: int, best: Sequence[float]) -> float:
        """The log probability of the best segmentation up to `end`, from those of all that is shorter."""
        words = self._words
        most = best[end - 1] + self._single(plain[end - 1])
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            known = words.get(plain[start:end])
            if known is not None and best[start] + known > most:
                most = best[start] + known
        return most

    def _gain(self, best: Sequence[float], end: int) -> float | None:
        """What the segmentation gains over the last text's up to `end` of it, where that is the same for all that words can
        reach back to, and so for all that follows; None where it is not."""
        gain = best[-1] - self._best[end]
        even = all(abs(best[-back] - self._best[end + 1 - back] - gain) < _EVEN for back in range(2, LONGEST_WORD + 1))
        return gain if even else None

    def is_usual(self, text: str) -> bool:
        """Whether every character is a word or a mark that the lexicon has, in the document's own script."""
        known = all(char in self._words or char in self._chars for char in text.translate(self._table))
        return known and not any(map(self._is_stranger, text))

    def _single(self, char: str) -> float:
        known = self._words.get(char)
        if known is not None:
            return known
        if "\u4e00" <= char <= "\u9fff":
            return UNKNOWN
        return DIGIT if char.isascii() and char.isalnum() else OTHER

    def _own(self, text: str, end: int) -> float:
        """What the pair and the triple that end there gain."""
        gains = self._gains
        pair = gains.get(text[end - 2 : end], 0.0) if end > 1 else 0.0
        return pair + gains.get(text[end - 3 : end], 0.0) if end > 2 else pair

    def _is_stranger(self, char: str) -> bool:
        """Whether the character is of the other script, or a full-width mark, and nowhere else in the document."""
        return char not in self._chars and (ord(char) in self._foreign or "！" <= char <= "～")
