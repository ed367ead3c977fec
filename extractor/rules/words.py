"""Lists of words as regular expressions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def longest_first(words: Iterable[str]) -> list[str]:
    """The words, each once, the longest first and those of one length in their order, the same on every run."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(map(re.escape, longest_first(words)))


def first_look(words: Iterable[str], more: str = "") -> str:
    """A look at the first character, to stand before a pattern of the words: `re` then tries them where one of them begins only,
    instead of each at every place. `more` are further first characters, as a class has them; "" where a word is empty."""
    known = list(words)
    firsts = re.escape("".join(sorted({word[:1] for word in known})))
    return f"(?=[{firsts}{more}])" if all(known) and (known or more) else ""


def canonical_company(name: str) -> str:
    """The company's name with brackets and letters of one width, without quotes and spaces between Chinese characters."""
    folded = unicodedata.normalize("NFKC", name).replace("(", "（").replace(")", "）")
    return re.sub("[“”\"'「」『』]|(?<=[\u4e00-\u9fff）])\\s+|\\s+(?=[\u4e00-\u9fff（])", "", folded).strip()
