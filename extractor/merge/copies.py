"""Reprints: which of the articles that share a text is the best copy, and which of the others still tell something of
their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy

from extractor.text.fingerprints import containment

SHARED = 0.7
"""The share of the shorter text that stands in the other where one is a reprint of the other. Of ten copies of each article
of the sample corpus 0.88 and more stands in the original, of another article at most 0.12 (benchmarks/bench_reprints.py)."""

_WHOLE = 0.8  # of the longest copy's shingles: what is shorter was cut
_DAMAGE_STEP = 5  # damaged places in 1,000 characters that make a copy worse
_ASKED = 200  # copies that are asked whether they agree with a candidate


@dataclass(frozen=True, slots=True)
class Copy:
    """One article of a cluster."""

    doc: int
    n_shingles: int
    damage: int
    converted: bool
    published: str | None
    values: Any


@dataclass(frozen=True, slots=True)
class Cluster:
    """Copies of one text: its number is that of the smallest doc; `voices` are the best copy and those that tell more than it."""

    number: int
    best: int
    voices: frozenset[int]


def components(a: Any, b: Any) -> tuple[Any, Any]:
    """The numbers in the pairs (a[i], b[i]), sorted, and for each the smallest that pairs lead to, directly or over others."""
    numbers, places = numpy.unique(numpy.concatenate([a, b]), return_inverse=True)
    above = list(range(len(numbers)))

    def top(place: int) -> int:
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    for one, other in zip(places[: len(a)], places[len(a) :], strict=True):
        low, high = sorted((top(int(one)), top(int(other))))
        above[high] = low
    return numbers, numbers[[top(place) for place in range(len(numbers))]] if len(numbers) else numbers


def cluster_of(copies: Sequence[Copy]) -> Cluster:
    """The cluster that the copies are: the same whatever their order.

    The least damaged, then earliest, then most complete copy is the best. It speaks for every copy that stands in it; of the
    others the best speaks too, and so on, so that nothing is lost where a chain of copies leads from one text to another.
    """
    longest = max(copy.n_shingles for copy in copies)
    whole = [copy for copy in copies if copy.n_shingles >= _WHOLE * longest]
    ranked = sorted(copies, key=lambda copy: (copy.n_shingles < _WHOLE * longest, *_faults(copy), *_standing(copy, whole)))
    voices: list[Copy] = []
    for copy in ranked:
        if not any(in_other(copy, voice) >= SHARED for voice in voices):
            voices.append(copy)
    return Cluster(min(copy.doc for copy in copies), ranked[0].doc, frozenset(voice.doc for voice in voices))


def in_other(copy: Copy, other: Copy) -> float:
    """The share of a copy that stands in the other."""
    equal = int(numpy.count_nonzero(copy.values == other.values))
    return containment(equal, copy.n_shingles, other.n_shingles)


def _faults(copy: Copy) -> tuple[int, bool, str]:
    return copy.damage * 1000 // max(1, copy.n_shingles) // _DAMAGE_STEP, copy.converted, copy.published or "9999"


def _standing(copy: Copy, whole: Sequence[Copy]) -> tuple[int, int, int]:
    """How well the whole copies agree with it, then its length, then its number: what only one copy has is seldom the text's."""
    asked = sorted(whole, key=lambda other: other.doc)[:_ASKED]
    agreed = sum(int(numpy.count_nonzero(copy.values == other.values)) for other in asked)
    return -agreed, -copy.n_shingles, copy.doc
