"""Names of divisions as they stand in a text, before the article's context decides which division is meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from extractor.model import Span
from extractor.rules.districts import Division, Gazetteer
from extractor.text.latest import of_latest
from extractor.text.prefilter import Sighted
from extractor.text.tokens import in_use

_KINDS = ("省", "市", "区", "县", "旗", "州", "盟")
_PAIR = 2  # letters of most short forms; longer ones (五大连池) are hardly ever words by chance
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


class _Meaning(NamedTuple):
    """What a name can mean, wherever it stands. `strong` names are taken before weaker ones that overlap them."""

    strong: bool
    full: bool
    word: bool
    options: tuple[Division, ...]


class _Hit(NamedTuple):
    start: int
    end: int
    name: str
    meaning: _Meaning


_TRAP = _Meaning(strong=True, full=False, word=False, options=())


def find_candidates(
    seen: Sighted, gazetteer: Gazetteer, *, year: int | None, blocked: Sequence[Span]
) -> tuple[list[Candidate], list[Dropped]]:
    """The names in the text that do not overlap, in order, and those put aside by what stands around them."""
    taken = _without_overlaps(_hits(seen, gazetteer, year, _Ranges(blocked)), gazetteer, year)
    starts = {hit.start for hit in taken if hit.meaning.strong}
    kept: list[Candidate] = []
    dropped: list[Dropped] = []
    for hit in taken:
        if hit.meaning is _TRAP:
            continue
        candidate = Candidate(hit.start, hit.end, hit.name, hit.meaning.full, hit.meaning.word, hit.meaning.options)
        reason = _fault(candidate, seen.text, gazetteer, followed=hit.end in starts)
        if reason:
            dropped.append(Dropped(hit.start, hit.end, hit.name, reason))
        else:
            kept.append(candidate)
    return kept, dropped


def _hits(seen: Sighted, gazetteer: Gazetteer, year: int | None, closed: _Ranges) -> list[_Hit]:
    """Every name outside the closed ranges whose last letter does not belong to the next word (浦东新区 in 浦东新区域)."""
    hits: list[_Hit] = []
    text, follows, meaning_of = seen.text, gazetteer.patterns.suffix_word.match, _meanings(gazetteer)
    for start, end, name in seen.found(gazetteer.surfaces):
        meaning = meaning_of(name, year)
        if not closed.meets(start, end) and (meaning is _TRAP or not follows(text, end)):
            hits.append(_Hit(start, end, name, meaning))
    return hits


@of_latest
def _meanings(gazetteer: Gazetteer) -> Callable[[str, int | None], _Meaning]:
    """What names mean in a year by this gazetteer; each is looked up once."""
    return lru_cache(maxsize=8192)(partial(_meaning, gazetteer))


def _meaning(gazetteer: Gazetteer, name: str, year: int | None) -> _Meaning:
    if name in gazetteer.traps:
        return _TRAP
    readings, patterns = gazetteer.readings[name], gazetteer.patterns
    options = [reading.division for reading in readings if reading.form != "short"]
    full = bool(options)
    if not any(option.in_use(year) for option in options):  # 沙县, given up, is the short form of 沙县区 now
        options += [reading.division for reading in readings if reading.form == "short"]
    word = not full and (name in patterns.words or name in patterns.ordinary)
    high = any(option.level < 3 and option.in_use(year) for option in options)
    strong = name not in patterns.generic if full else not word and (high or len(name) > _PAIR)
    return _Meaning(strong, full, word, _by_time(options, year))


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


def _without_overlaps(hits: list[_Hit], gazetteer: Gazetteer, year: int | None) -> list[_Hit]:
    """Strong names first, each time the leftmost and longest; weaker ones in what is left."""
    strong = _leftmost_longest([hit for hit in hits if hit.meaning.strong], gazetteer, year)
    starts = [hit.start for hit in strong]
    ends = [hit.end for hit in strong]
    weak = (hit for hit in hits if not hit.meaning.strong)
    free = [hit for hit in weak if bisect_right(ends, hit.start) == bisect_left(starts, hit.end)]
    return sorted([*strong, *_leftmost_longest(free, gazetteer, year)], key=lambda hit: hit.start)


def _leftmost_longest(hits: list[_Hit], gazetteer: Gazetteer, year: int | None) -> list[_Hit]:
    taken: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not taken or hit.start >= taken[-1].end:
            taken.append(hit)
        elif _shares_kind(taken[-1], hit, gazetteer):
            before = taken[-1]
            name = before.name[:-1]
            taken[-1:] = [_Hit(before.start, before.end - 1, name, _meanings(gazetteer)(name, year)), hit]
    return taken


def _shares_kind(before: _Hit, hit: _Hit, gazetteer: Gazetteer) -> bool:
    """Whether the first name's last letter begins a county of it: 济南市中区 is 济南 and 市中区."""
    if hit.start != before.end - 1 or not hit.meaning.full or before.name[:-1] not in gazetteer.readings:
        return False
    above = {option.code for option in before.meaning.options}
    return any(option.parent in above for option in hit.meaning.options)


def _by_time(options: list[Division], year: int | None) -> tuple[Division, ...]:
    """The options, those in use in the year first, then the latest given up; one for each code."""
    ranked = sorted(options, key=lambda option: (not option.in_use(year), -option.last, option.level, option.code))
    return tuple({option.code: option for option in reversed(ranked)}[code] for code in dict.fromkeys(o.code for o in ranked))


def _fault(candidate: Candidate, text: str, gazetteer: Gazetteer, *, followed: bool) -> str:
    """Why the name cannot count there, "" where it can. What is `followed` by another name (唐山 路南区) is no part of a word."""
    patterns = gazetteer.patterns
    if patterns.after_any.match(text, candidate.end):
        return "part of a branch's or firm's name"
    if candidate.full and candidate.name.endswith(_KINDS):
        return ""
    if not followed and patterns.after_short.match(text, candidate.end):
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
    for token in in_use().cut(text[left : candidate.end + _WINDOW], False):
        end = position + len(token)
        if position < candidate.start < end or position < candidate.end < end:
            across.append(token)
        position = end
    return across
