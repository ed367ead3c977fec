"""Which sentences of an article can tell anything of awards: most need not be looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.view import DocumentView
from extractor.rules.facts import AwardFactRules


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences, by where they begin: those to be read, and those of them that may grant nothing (void, policy)."""

    read: frozenset[int]
    idle: frozenset[int]


def telling_sentences(view: DocumentView, rules: AwardFactRules) -> Telling:
    """The sentences that hold literals of a rule or of what makes a sentence grant nothing."""
    starts = [span.start for span in view.sentences]
    ruled, idle = (_holding(view, starts, places) for places in rules.places(view.whole.text))
    # A mention across the end of a sentence has no slot in it: what it covers stands in the sentence's own slotted text only.
    crossed = frozenset(_crossed(view, starts))
    return Telling(ruled | idle | crossed, idle | crossed)


def _holding(view: DocumentView, starts: Sequence[int], places: Iterable[int] | None) -> frozenset[int]:
    """The sentences that hold one of some places in the slotted text; all for None."""
    if places is None or not starts:
        return frozenset(starts)
    return frozenset(starts[max(0, bisect_right(starts, view.whole.origin(at)) - 1)] for at in places)


def _crossed(view: DocumentView, starts: Sequence[int]) -> Iterator[int]:
    """The sentences that share a mention."""
    for mention in view.mentions:
        first = max(0, bisect_right(starts, mention.start) - 1)
        last = bisect_left(starts, mention.end, first)
        if last - first > 1:
            yield from starts[first:last]
