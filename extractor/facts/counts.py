"""Count facts: every counted thing of an article, told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.model import CountFact, Mention


def count_facts(mentions: Iterable[Mention]) -> Iterator[CountFact]:
    """A fact for each count mention, without repetitions of the same number, unit and object."""
    seen: set[tuple[object, ...]] = set()
    for mention in mentions:
        if mention.type != "count" or mention.number is None:
            continue
        key = (mention.number, mention.unit, mention.object)
        if key not in seen:
            seen.add(key)
            yield CountFact(
                mention.number, mention.unit or "", mention.object, mention.qualifier, mention.start, mention.end, mention.rule
            )
