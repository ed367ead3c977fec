"""Words of a text and their dictionary tags: jieba's, by its implementation in Rust or by the one in Python.

A tag is the one that the dictionary gives the word; jieba.posseg, which looks at the words around, gives another one in places.
A word that stands in no dictionary gets the tag that jieba's model of unknown words guesses from its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

import rjieba

from extractor.text.guessed_tags import guessed_tag, plain_tag
from extractor.text.user_words import NO_WORDS, UserWords

TOKENIZERS = ("rjieba", "jieba")

_RUN = re.compile(r"[a-zA-Z0-9+#&._%\-]{2,}")
_PIECE = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
"""What jieba takes together, and what its model of unknown words cuts out of that; in Rust only the first is done."""

_CUT_AT = frozenset("+#&._%-")


class Tokenizer(Protocol):
    """What cuts a text into words; `guess` lets jieba's hidden Markov model make words of characters that form none."""

    def cut(self, text: str, guess: bool = True) -> list[str]:
        """The words, which are the text when put together."""
        ...

    def tag(self, text: str, guess: bool = True) -> list[tuple[str, str]]:
        """The words with their tags."""
        ...

    def __hash__(self) -> int: ...


class RustTokenizer:
    """jieba in Rust, with user words."""

    def __init__(self, words: UserWords = NO_WORDS) -> None:
        self._jieba: Any = rjieba.Jieba() if words.known else rjieba  # the module is one with the dictionary only
        for word, often, tag in words.known:
            self._jieba.add_word(word, often, tag)
        if words.missing:
            self._jieba.add_word(words.carrier, words.missing, "x")
        self._never = words.never
        self._tags = {word: tag for word, _, tag in words.known}  # in Rust a word that was known keeps its tag

    def cut(self, text: str, guess: bool = True) -> list[str]:
        words: list[str] = self._jieba.cut(text, guess)
        return [word for word, _ in self._again((word, "") for word in words)] if guess and self._may_differ(text) else words

    def tag(self, text: str, guess: bool = True) -> list[tuple[str, str]]:
        words: list[tuple[str, str]] = self._jieba.tag(text, guess)
        if self._tags:
            words = [(word, self._tags.get(word, tag)) for word, tag in words]
        return list(self._again(words)) if guess and self._may_differ(text) else words

    def _may_differ(self, text: str) -> bool:
        return bool(self._never) or not _CUT_AT.isdisjoint(text)

    def _again(self, words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The words as the Python implementation cuts them."""
        for word, tag in words:
            if word in self._never:
                yield from ((char, self._tag_of(char)) for char in word)
            elif _RUN.fullmatch(word) and not _CUT_AT.isdisjoint(word) and not self._jieba.has_word(word):
                yield from ((piece, plain_tag(piece)) for piece in _PIECE.split(word) if piece)
            else:
                yield word, tag

    def _tag_of(self, char: str) -> str:
        found: list[tuple[str, str]] = self._jieba.tag(char, False)
        return found[0][1]


class PythonTokenizer:
    """jieba itself, with user words."""

    def __init__(self, words: UserWords = NO_WORDS) -> None:
        from extractor.text.user_words import dictionary_tags, python_jieba

        self._jieba = python_jieba(words)
        self._tags = dictionary_tags() | {word: tag for word, _, tag in words.known}
        self._never = words.never

    def cut(self, text: str, guess: bool = True) -> list[str]:
        words: list[str] = self._jieba.lcut(text, HMM=guess)
        if self._never.isdisjoint(words):
            return words
        return [piece for word in words for piece in (word if word in self._never else (word,))]

    def tag(self, text: str, guess: bool = True) -> list[tuple[str, str]]:
        return [(word, self._tags.get(word) or guessed_tag(word)) for word in self.cut(text, guess)]


def tokenizer(name: str = "rjieba", words: UserWords = NO_WORDS) -> Tokenizer:
    """The tokenizer of that name, of TOKENIZERS, with the user's words."""
    return PythonTokenizer(words) if name == "jieba" else RustTokenizer(words)


DEFAULT: Tokenizer = RustTokenizer()
"""jieba's own dictionary, in Rust."""

_in_use: ContextVar[Tokenizer] = ContextVar("tokenizer", default=DEFAULT)


@contextmanager
def using(other: Tokenizer) -> Iterator[None]:
    """Has matchers ask another tokenizer inside."""
    before = _in_use.set(other)
    try:
        yield
    finally:
        _in_use.reset(before)


def in_use() -> Tokenizer:
    """The tokenizer that matchers ask."""
    return _in_use.get()
