"""Analysts' user dictionaries in jieba's format, as both of its implementations need them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractor.errors import UsageError

DEFAULT_TAG = "x"
CARRIER = "\ue000\ue001\ue002"
"""A word of private-use characters, which stands in no text."""

_LINE = re.compile(r"^(.+?)(?: +([0-9]+))?(?: +([a-z]+))?$")
"""A line of a user dictionary, as jieba reads it: a word, how often it comes, a tag; the last two may be left out."""


@dataclass(frozen=True, slots=True)
class UserWords:
    """Words with how often they come and their tags; `lines` as the dictionaries have them.

    jieba adds a word's frequency to its total whenever the word is added, jieba in Rust only what is new; `missing` is the
    difference, which the word `carrier` brings in. `never` are words of frequency 0: they are taken apart where the model of
    unknown words would make them.
    """

    lines: tuple[tuple[str, int | None, str | None], ...] = ()
    known: tuple[tuple[str, int, str], ...] = ()
    missing: int = 0
    never: frozenset[str] = frozenset()
    carrier: str = CARRIER


NO_WORDS = UserWords()


def load_user_words(paths: Sequence[Path]) -> UserWords:
    """The words of the dictionaries, later ones over earlier ones. Raises UsageError where one cannot be read.

    jieba itself decides how often a word without a frequency comes: it takes half a second and 80 MB to start, and is thrown
    away again.
    """
    lines = tuple(line for path in paths for line in _lines(path))
    if not lines:
        return NO_WORDS
    jieba = python_jieba(NO_WORDS)
    own: dict[str, int] = {}
    tags: dict[str, str] = {}
    usual = dictionary_tags()
    own_total = jieba.total
    for word, often, tag in lines:
        own.setdefault(word, jieba.FREQ.get(word) or 0)
        tags[word] = tag or tags.get(word) or usual.get(word) or DEFAULT_TAG
        _add(jieba, (word, often, tag))
    known = tuple((word, jieba.FREQ[word], tags[word]) for word in own)
    in_rust = own_total + sum(often - own[word] for word, often, _ in known)
    never = frozenset(word for word, often, _ in known if not often)
    return UserWords(lines, known, jieba.total - in_rust, never)


def python_jieba(words: UserWords) -> Any:
    """A tokenizer of jieba's with the user's words.

    Its dictionary is read from the package: jieba would take a cache from the shared temporary directory, where anybody may
    have put one.
    """
    import jieba

    made = jieba.Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    for line in words.lines:
        _add(made, line)
    return made


def _add(jieba: Any, line: tuple[str, int | None, str | None]) -> None:
    """Adds the word to this tokenizer, and to no other: jieba keeps words of frequency 0 for all in common."""
    from jieba.finalseg import Force_Split_Words

    kept = set(Force_Split_Words)
    jieba.add_word(*line)
    Force_Split_Words.intersection_update(kept)


def dictionary() -> Path:
    """jieba's dictionary, in the package. It is not imported: that would take a tenth of a second, and starting it would read
    a file that anybody may have put into the shared temporary directory."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(package.origin).with_name("dict.txt")


def dictionary_tags() -> dict[str, str]:
    """The tag of each word of jieba's dictionary."""
    tags: dict[str, str] = {}
    with dictionary().open(encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.rstrip("\n").split(" ")
            tags[word] = tag
    return tags


def _lines(path: Path) -> list[tuple[str, int | None, str | None]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the user dictionary {path}: {error}") from error
    found = []
    for line in text.splitlines():
        told = _LINE.match(line.strip())
        if told:
            word, often, tag = told.groups()
            found.append((word.strip(), int(often) if often else None, tag))
    return found
