"""Which sentences of an article can tell anything of awards: most need not be looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.view import DocumentView
from extractor.rules.facts import AwardFactRules


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences, by where they begin: those to be read, and those of them that may grant nothing (void, policy)."""

    read: frozenset[int]
    idle: frozenset[int]


def telling_sentences(view: DocumentView, rules: AwardFactRules) -> Telling:
    """The sentences that hold an award, all that a rule needs which takes its award from before, or what makes them void."""
    starts = [span.start for span in view.sentences]
    places = rules.triggers(view.whole.text)
    if places is None or not starts:
        return Telling(frozenset(starts), frozenset(starts))
    awards, mentions, words, idle = (_sentences(view, starts, found) for found in places)
    # A mention across the end of a sentence has no slot in it: what it covers stands in the sentence's own slotted text only.
    idle.update(_crossed(view, starts))
    return Telling(frozenset(awards | (mentions & words) | idle), frozenset(idle))


def _sentences(view: DocumentView, starts: Sequence[int], places: Sequence[int]) -> set[int]:
    """Where the sentences around places of the slotted text begin."""
    return {starts[bisect_right(starts, at) - 1] for at in view.whole.origins(places)}


def _crossed(view: DocumentView, starts: Sequence[int]) -> Iterator[int]:
    """The sentences that share a mention."""
    for mention in view.mentions:
        following = bisect_right(starts, mention.start)
        if following < len(starts) and starts[following] < mention.end:
            yield from starts[max(0, following - 1) : bisect_left(starts, mention.end)]
