"""The tags of words that stand in no dictionary, as jieba in Rust guesses them, by the tables of jieba in Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_NEVER = -3.14e100
"""The logarithm that stands for a probability of nothing in jieba's tables."""

_State = tuple[str, str]
"""Where a character stands in a piece (B, M, E, or S where it is one) and the tag of the piece."""


@lru_cache(maxsize=16384)
def guessed_tag(word: str) -> str:
    """The tag of the longest piece (the last of them) that the model cuts the word into; `eng`, `m` and `x` for what is no
    Chinese."""
    plain = plain_tag(word)
    if plain != "x" or not _HAN.search(word):
        return plain
    longest, tag, begin = 0, "x", 0
    for index, (place, told) in enumerate(_route(word)):
        if place in "BS":
            begin = index
        if place in "ES" and index + 1 - begin >= longest:
            longest, tag = index + 1 - begin, told
    return tag


def plain_tag(word: str) -> str:
    """`m` for digits, `eng` for letters with or without them, `x` for all else."""
    letters = [char for char in word if char.isascii() and char.isalnum()]
    if not letters:
        return "x"
    return "m" if all(char.isdigit() for char in letters) else "eng"


def _route(word: str) -> Sequence[_State]:
    """The likeliest states of the characters, the last of which ends a piece; none where there is no way."""
    from jieba.posseg import char_state_tab_P, emit_P, start_P, trans_P

    def states(char: str) -> Iterable[_State]:
        found: Iterable[_State] = char_state_tab_P.get(char) or emit_P
        return found

    scores: dict[_State, float] = {s: start_P[s] + emit_P[s].get(word[0], _NEVER) for s in states(word[0])}
    came_from: list[dict[_State, _State]] = []
    for char in word[1:]:
        before = [(state, score) for state, score in scores.items() if score > _NEVER]
        ways: dict[_State, tuple[float, _State]] = {}
        for state in states(char):
            reached = [(score + trans_P[prior][state], prior) for prior, score in before if state in trans_P[prior]]
            if reached:
                ways[state] = max(reached)
        scores = {state: score + emit_P[state].get(char, _NEVER) for state, (score, _) in ways.items()}
        came_from.append({state: prior for state, (_, prior) in ways.items()})
    ends = [(score, state) for state, score in scores.items() if state[0] in "ES" and score > _NEVER]
    if not ends:
        return []
    route = [max(ends)[1]]
    for prior in reversed(came_from):
        route.append(prior[route[-1]])
    return route[::-1]
