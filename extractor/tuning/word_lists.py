"""Words told twice in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.errors import Problem
from extractor.rules.located import Located

# Lists whose items are no words: sentences, and the parts of rules.
_NOT_WORDS = frozenset(("examples", "not", "todo", "about"))


def repeated_words(name: str, located: Located) -> Iterator[Problem]:
    """A warning (W020) for each word that a list of words, or a text of words with spaces between them, holds twice."""
    spaced = name.startswith("mentions/")
    yield from _walk(located, located.data, "$", spaced=spaced)


def _walk(located: Located, data: Any, path: str, *, spaced: bool) -> Iterator[Problem]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _NOT_WORDS:
                yield from _walk(located, value, f"{path}.{key}", spaced=spaced)
    elif isinstance(data, list):
        yield from _twice(located, path, [item for item in data if isinstance(item, str)], items=True)
        for index, item in enumerate(data):
            if not isinstance(item, str):
                yield from _walk(located, item, f"{path}[{index}]", spaced=spaced)
    elif isinstance(data, str) and spaced and " " in data:
        yield from _twice(located, path, data.split(), items=False)


def _twice(located: Located, path: str, words: list[str], *, items: bool) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, word in enumerate(words):
        if word in seen:
            place = f"{path}[{index}]" if items else path
            yield located.problem(place, "W020", f"{word} is told twice", "take one of them out")
        seen.add(word)
