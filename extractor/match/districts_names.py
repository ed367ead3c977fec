"""Names of divisions as they stand in a text, before the article's context decides which division is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import rjieba

from extractor.model import Span
from extractor.rules.districts import Division, Gazetteer

_KINDS = ("省", "市", "区", "县", "旗", "州", "盟")
_BEFORE = 6  # letters before a name that can hold 通讯员 and a surname, and the letter before them
_WINDOW = 8  # letters on each side of a name that are segmented with it; longer than nearly all dictionary words


class Dropped(NamedTuple):
    """A name that was found and not counted, and why."""

    start: int
    end: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name in the text with the divisions it can mean. `full` tells an official name or an alias from a short form,
    `word` a short form that is also an ordinary word."""

    start: int
    end: int
    name: str
    full: bool
    word: bool
    options: tuple[Division, ...]


class _Hit(NamedTuple):
    start: int
    end: int
    name: str
    strong: bool


def find_candidates(
    text: str, gazetteer: Gazetteer, *, year: int | None, blocked: Sequence[Span]
) -> tuple[list[Candidate], list[Dropped]]:
    """The names in the text that do not overlap, in order, and those put aside by what stands around them."""
    closed = _Ranges(blocked)
    hits = [_Hit(*hit, _is_strong(gazetteer, hit[2], year)) for hit in gazetteer.hits(text) if not closed.meets(hit[0], hit[1])]
    hits = [hit for hit in hits if hit.name in gazetteer.traps or not _is_other_word(gazetteer, text, hit)]
    kept: list[Candidate] = []
    dropped: list[Dropped] = []
    for hit in _without_overlaps(hits, gazetteer):
        if hit.name in gazetteer.traps:
            continue
        candidate = _candidate(hit, gazetteer, year)
        reason = _fault(candidate, text, gazetteer)
        if not reason:
            kept.append(candidate)
        else:
            dropped.append(Dropped(hit.start, hit.end, hit.name, reason))
    return kept, dropped


class _Ranges:
    """Blocked ranges, searched by bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether the range shares a letter with a blocked one."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start


def _is_strong(gazetteer: Gazetteer, name: str, year: int | None) -> bool:
    """Whether the name is taken before weaker ones that overlap it: full names, and short forms of high divisions."""
    if name in gazetteer.traps:
        return True
    readings = gazetteer.readings[name]
    if any(reading.form != "short" for reading in readings):
        return name not in gazetteer.patterns.generic
    return name not in gazetteer.patterns.ordinary and any(
        reading.division.level < 3 and reading.division.in_use(year) for reading in readings
    )


def _is_other_word(gazetteer: Gazetteer, text: str, hit: _Hit) -> bool:
    """Whether the name's last letter belongs to the next word (浦东新区 in 浦东新区域)."""
    return gazetteer.patterns.suffix_word.match(text, hit.end) is not None


def _without_overlaps(hits: list[_Hit], gazetteer: Gazetteer) -> list[_Hit]:
    """Strong names first, each time the leftmost and longest; weaker ones in what is left."""
    strong = _leftmost_longest([hit for hit in hits if hit.strong], gazetteer)
    starts = [hit.start for hit in strong]
    ends = [hit.end for hit in strong]
    free = [hit for hit in hits if not hit.strong and bisect_right(ends, hit.start) == bisect_left(starts, hit.end)]
    return sorted([*strong, *_leftmost_longest(free, gazetteer)])


def _leftmost_longest(hits: list[_Hit], gazetteer: Gazetteer) -> list[_Hit]:
    taken: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not taken or hit.start >= taken[-1].end:
            taken.append(hit)
        elif _shares_kind(taken[-1], hit, gazetteer):
            before = taken[-1]
            taken[-1:] = [_Hit(before.start, before.end - 1, before.name[:-1], True), hit]
    return taken


def _shares_kind(before: _Hit, hit: _Hit, gazetteer: Gazetteer) -> bool:
    """Whether the first name's last letter begins a county of it: 济南市中区 is 济南 and 市中区."""
    if hit.start != before.end - 1 or before.name[:-1] not in gazetteer.readings:
        return False
    above = {reading.division.code for reading in gazetteer.readings[before.name]} if before.name in gazetteer.readings else set()
    return any(reading.form == "full" and reading.division.parent in above for reading in gazetteer.readings.get(hit.name, ()))


def _candidate(hit: _Hit, gazetteer: Gazetteer, year: int | None) -> Candidate:
    readings = gazetteer.readings[hit.name]
    named = [reading.division for reading in readings if reading.form != "short"]
    full = bool(named)
    options = [*named, *(reading.division for reading in readings if reading.form == "short" and not named)]
    word = hit.name in gazetteer.patterns.words or hit.name in gazetteer.patterns.ordinary
    return Candidate(hit.start, hit.end, hit.name, full, word and not full, _by_time(options, year))


def _by_time(options: list[Division], year: int | None) -> tuple[Division, ...]:
    """The options, those in use in the year first, then the latest given up; one for each code."""
    ranked = sorted(options, key=lambda option: (not option.in_use(year), -option.last, option.level, option.code))
    return tuple({option.code: option for option in reversed(ranked)}[code] for code in dict.fromkeys(o.code for o in ranked))


def _fault(candidate: Candidate, text: str, gazetteer: Gazetteer) -> str:
    """Why the name cannot count there, "" where it can."""
    patterns = gazetteer.patterns
    if patterns.after_any.match(text, candidate.end):
        return "part of a branch's or firm's name"
    if candidate.full and candidate.name.endswith(_KINDS):
        return ""
    if patterns.after_short.match(text, candidate.end):
        return "part of another name"
    if patterns.given_name.search(text[max(0, candidate.start - _BEFORE) : candidate.start]):
        return "part of a person's name"
    return ""


def stands_alone(text: str, candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """Whether the tokeniser sees words end at both ends of the name, or sees a longer name of a division there."""
    return all(token in gazetteer.readings for token in _tokens_across(text, candidate))


def is_torn(text: str, candidate: Candidate) -> bool:
    """Whether the tokeniser gives one half of the name to the word before and the other to the word after (安顺 in 平安顺利)."""
    tokens = _tokens_across(text, candidate)
    return len(tokens) == 2 and all(candidate.name not in token for token in tokens)


def _tokens_across(text: str, candidate: Candidate) -> list[str]:
    """The tokens that reach over an end of the name."""
    left = position = max(0, candidate.start - _WINDOW)
    across: list[str] = []
    for token in rjieba.cut(text[left : candidate.end + _WINDOW], False):
        end = position + len(token)
        if position < candidate.start < end or position < candidate.end < end:
            across.append(token)
        position = end
    return across
