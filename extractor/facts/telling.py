"""Which sentences of an article can tell anything of awards: most need not be looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.facts.view import DocumentView
from extractor.rules.facts import AwardFactRules


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences, by where they begin: those to be read, and those of them that may grant nothing (void, policy)."""

    read: frozenset[int]
    idle: frozenset[int]


def telling_sentences(view: DocumentView, rules: AwardFactRules) -> Telling:
    """The sentences that hold a mention, or what makes them grant nothing; all of them where the rules leave none out."""
    starts = [span.start for span in view.sentences]
    places = rules.cues.idle.places(view.whole.text) if rules.prefiltered else None
    if places is None or not starts:
        return Telling(frozenset(starts), frozenset(starts))
    spoken, crossed = _with_mentions(view, starts)
    idle = frozenset(crossed).union(starts[max(0, bisect_right(starts, view.whole.origin(at)) - 1)] for at in places)
    return Telling(idle.union(spoken) if rules.need_mentions else frozenset(starts), idle)


def _with_mentions(view: DocumentView, starts: Sequence[int]) -> tuple[set[int], set[int]]:
    """The sentences with a mention, and those into whose neighbour one reaches: it has no slot in either of them."""
    spoken: set[int] = set()
    crossed: set[int] = set()
    for mention in view.mentions:
        first = max(0, bisect_right(starts, mention.start) - 1)
        last = bisect_left(starts, mention.end, first)
        spoken.update(starts[first:last])
        if last - first > 1:
            crossed.update(starts[first:last])
    return spoken, crossed
