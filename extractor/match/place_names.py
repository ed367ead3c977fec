"""Places' names at a position of a text. A look at their first or last two characters spares a dozen slices at nearly all."""

from __future__ import annotations

from extractor.text.latest import of_latest

LONGEST = 12


def longest_name(text: str, position: int, names: frozenset[str], *, least: int = 2) -> int:
    """The length of the longest of the names that begins at a position, of `least` characters or more; 0 where none does."""
    if text[position : position + 2] not in heads(names):
        return 0
    return next((size for size in range(LONGEST, least - 1, -1) if text[position : position + size] in names), 0)


def ends_with_name(text: str, names: frozenset[str]) -> bool:
    """Whether the text ends with one of the names."""
    return text[-2:] in _tails(names) and any(text[-size:] in names for size in range(2, LONGEST + 1))


@of_latest
def heads(names: frozenset[str]) -> frozenset[str]:
    """The first two characters of the names."""
    return frozenset(name[:2] for name in names)


@of_latest
def _tails(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name[-2:] for name in names)
