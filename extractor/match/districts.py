"""Mentions of administrative divisions, each resolved to its code in the article's context."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.match.districts_context import resolve
from extractor.match.districts_names import Dropped, find_candidates
from extractor.model import Mention, Region, Span
from extractor.rules.districts import Gazetteer
from extractor.text.prefilter import Sighted


class Districts(NamedTuple):
    """The mentions in a text, and the names that were found but not counted, with the reason."""

    mentions: list[Mention]
    dropped: list[Dropped]


def find_districts(
    text: str | Sighted, gazetteer: Gazetteer, *, region: Region = "CN", year: int | None = None, blocked: Sequence[Span] = ()
) -> list[Mention]:
    """The divisions named in the text, in order, with their code as value; 江苏省无锡市新吴区 gives three.

    `region` is where the article was published, `year` when (None: now): a name that was in use then is preferred, and one given
    up before keeps its old code. `blocked` are ranges, company names, in which nothing counts.
    """
    return weigh_districts(text, gazetteer, region=region, year=year, blocked=blocked).mentions


def weigh_districts(
    text: str | Sighted, gazetteer: Gazetteer, *, region: Region = "CN", year: int | None = None, blocked: Sequence[Span] = ()
) -> Districts:
    """The same mentions together with what was dropped and why."""
    seen = gazetteer.prefilter.look(text)
    candidates, dropped = find_candidates(seen, gazetteer, year=year, blocked=blocked)
    mentions: list[Mention] = []
    for candidate, found in zip(candidates, resolve(seen.text, gazetteer, candidates, region=region, year=year), strict=True):
        if found:
            division, evidence = found
            mentions.append(Mention("district", candidate.start, candidate.end, division.code, f"district.{evidence}"))
        else:
            reason = "ambiguous" if len(candidate.options) > 1 else "short form without its context"
            dropped.append(Dropped(candidate.start, candidate.end, candidate.name, reason))
    return Districts(mentions, sorted(dropped))
