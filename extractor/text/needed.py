"""What a regular expression cannot match without: literal words, one of which stands in every match of it.

They are read off the expression's own parse tree, so they hold for whatever an analyst writes; where nothing follows from the
tree there are none, and nothing is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

# Words, each with how many characters behind a match's start it begins, at least and at most.
Needed = dict[str, tuple[int, int]]
# More words than this are not spelt out.
_MOST_WORDS = 3000
# A set of more characters than this is no set of words.
_MOST_CHARACTERS = 24
# The words may begin this many characters behind a match's start; a match is sought at each place where one can begin.
FARTHEST = 40
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_GROUPS = (_constants.SUBPATTERN, _constants.ATOMIC_GROUP)
# How much of a text words of one, two, … characters and lone marks stand for, roughly; it decides between words only, never
# about results.
_SHARE = (1.0, 1.5e-3, 3e-5, 3e-6, 1e-6)
_MARK_SHARE = 1e-2
# Above this share of all places the expression alone is as fast.
_TOO_COMMON = 0.15


def needed_words(pattern: re.Pattern[str]) -> dict[str, range]:
    """The rarest words of which every match needs one, each with how many characters behind the match's start it can begin.

    Empty where none follow or they are too common to be of use.
    """
    if pattern.flags & re.IGNORECASE:
        return {}
    tree = _parser.parse(pattern.pattern, pattern.flags)
    found = _best(_in_sequence(tree)) if tree.getwidth()[0] else None  # `finditer` looks twice where a match can be empty
    if found is None or _cost(found) > _TOO_COMMON or any(most > FARTHEST for _, most in found.values()):
        return {}
    return {word: range(least, most + 1) for word, (least, most) in found.items() if not _covered(word, found)}


def needed_anywhere(pattern: re.Pattern[str]) -> frozenset[str]:
    """The rarest words of which one stands in every match, wherever in it; empty where none follow."""
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    found = _in_sequence(_parser.parse(pattern.pattern, pattern.flags))
    return frozenset(min(found, key=lambda one: sum(map(_share, one)), default={}))


def _covered(word: str, found: Needed) -> bool:
    """Whether the word is found wherever it stands because it begins with another one."""
    heads = (word[:size] for size in range(1, len(word)) if word[:size] in found)
    return any(found[head][0] <= found[word][0] and found[word][1] <= found[head][1] for head in heads)


def _cost(found: Needed) -> float:
    """The share of places of a text at which a match would be sought."""
    return sum(_share(word) * (most - least + 1) for word, (least, most) in found.items())


def _share(word: str) -> float:
    return _MARK_SHARE if len(word) == 1 and not word.isalpha() else _SHARE[min(len(word), len(_SHARE) - 1)]


def _best(found: Iterator[Needed]) -> Needed | None:
    return min(found, key=_cost, default=None)


def _joined(parts: Iterable[Needed]) -> Needed:
    joined: Needed = {}
    for part in parts:
        for word, (least, most) in part.items():
            low, high = joined.get(word, (least, most))
            joined[word] = (min(low, least), max(high, most))
    return joined


def _in_sequence(items: Any) -> Iterator[Needed]:
    """What each stretch of a sequence needs: neighbouring pieces that can be spelt out make longer words together."""
    least = most = 0
    run: tuple[str, ...] = ("",)
    for item in items:
        spelt = _spelt(item)
        if spelt is not None and len(run) * len(spelt) <= _MOST_WORDS:
            run = tuple(head + tail for head, tail in product(run, spelt))
            continue
        yield from _of_run(run, least, most)
        least, most = least + min(map(len, run)), most + max(map(len, run))
        run = ("",)
        if spelt is not None:
            run = spelt
            continue
        for one in _inside(item):
            yield {word: (least + low, most + high) for word, (low, high) in one.items()}
        low, high = _width(item)
        least, most = least + low, most + high
    yield from _of_run(run, least, most)


def _of_run(run: tuple[str, ...], least: int, most: int) -> Iterator[Needed]:
    if all(run):
        yield dict.fromkeys(run, (least, most))


def _width(item: Any) -> tuple[int, int]:
    low, high = _parser.SubPattern(_parser.State(), [item]).getwidth() if item[0] != _constants.GROUPREF else (0, _MOST_WORDS)
    return int(low), min(int(high), _MOST_WORDS)


def _inside(item: tuple[Any, Any]) -> Iterator[Needed]:
    """What a piece that cannot be spelt out needs."""
    kind, value = item
    if kind in _GROUPS:
        inner = _group(item)
        if inner is not None:
            yield from _in_sequence(inner)
    elif kind in _REPEATS and value[0] > 0:
        yield from _in_sequence(value[2])
    elif kind == _constants.ASSERT and value[0] == 1:
        yield from _in_sequence(value[1])
    elif kind == _constants.BRANCH:
        each = [_best(_in_sequence(branch)) for branch in value[1]]
        known = [one for one in each if one is not None]
        if len(known) == len(each):
            yield _joined(known)


def _group(item: tuple[Any, Any]) -> Any:
    """What stands in a group; None where it changes how letters are compared."""
    kind, value = item
    if kind == _constants.ATOMIC_GROUP:
        return value
    return None if value[1] & re.IGNORECASE else value[3]


def _spelt(item: tuple[Any, Any]) -> tuple[str, ...] | None:
    """All texts that a piece can match, or more; None where they are too many."""
    kind, value = item
    if kind == _constants.LITERAL:
        return (chr(value),)
    if kind == _constants.IN:
        return _characters(value)
    if kind in (_constants.ASSERT_NOT, _constants.AT):
        return ("",)
    if kind == _constants.ASSERT and value[0] == -1:
        return ("",)
    if kind in _GROUPS:
        inner = _group(item)
        return None if inner is None else _all_spelt(inner)
    if kind == _constants.BRANCH:
        branches = [_all_spelt(branch) for branch in value[1]]
        texts = [text for branch in branches if branch is not None for text in branch]
        return tuple(dict.fromkeys(texts)) if None not in branches and len(texts) <= _MOST_WORDS else None
    if kind in _REPEATS and value[0] == value[1] == 1:
        return _all_spelt(value[2])
    return None


def _all_spelt(items: Any) -> tuple[str, ...] | None:
    run: tuple[str, ...] = ("",)
    for item in items:
        spelt = _spelt(item)
        if spelt is None or len(run) * len(spelt) > _MOST_WORDS:
            return None
        run = tuple(head + tail for head, tail in product(run, spelt))
    return run


def _characters(members: Any) -> tuple[str, ...] | None:
    found: list[str] = []
    for kind, value in members:
        if kind == _constants.LITERAL:
            found.append(chr(value))
        elif kind == _constants.RANGE and value[1] - value[0] < _MOST_CHARACTERS:
            found.extend(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return tuple(dict.fromkeys(found)) if len(found) <= _MOST_CHARACTERS else None
