"""Which division each name means, decided by what else the article names.

Names that can mean one division only come first; they decide the others in a few rounds: a division right after the one above
it (上海宝山区), the division above or its other counties elsewhere in the article, the nearest of them before the name, rows of
names.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractor.match.districts_names import Candidate, is_torn, stands_alone
from extractor.model import Region
from extractor.rules.districts import Division, Gazetteer

_ROUNDS = 5
_TINY = 2  # letters of the shortest full names (和县, 高县), which are often only the seam of two words
_LONGEST_ROW_GAP = 12  # letters between two names of a row, with the counts that may stand there (和平3家、河东2家)
_LONGEST_GAP = 3  # letters between two names that still belong together
_NEAR = 6  # names before the one in question that count as near
_GAP = re.compile(r"[\s|｜]{0,3}")
_HOME = {"TW": "710000", "HK": "810000"}


@dataclass(slots=True)
class _State:
    text: str
    gazetteer: Gazetteer
    candidates: list[Candidate]
    year: int | None
    region: Region
    chosen: dict[int, tuple[Division, str]] = field(default_factory=dict)
    named: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)
    meant: dict[str, Division] = field(default_factory=dict)
    _alone: dict[int, bool] = field(default_factory=dict)

    def choose(self, index: int, division: Division, why: str) -> None:
        """Settles one name and lets it speak for the others."""
        self.chosen[index] = (division, why)
        self.named[division.code] += 1
        for code in self.gazetteer.lineage(division.code):
            self.within[code] += 1
        if self.candidates[index].full:
            self.meant[self.candidates[index].name] = division

    def stands_alone(self, index: int) -> bool:
        """Whether the tokeniser sees the name as a word; it is asked once for each name."""
        if index not in self._alone:
            self._alone[index] = stands_alone(self.text, self.candidates[index], self.gazetteer)
        return self._alone[index]

    def division_at(self, index: int) -> Division | None:
        return self.chosen[index][0] if index in self.chosen else None


def resolve(
    text: str, gazetteer: Gazetteer, candidates: list[Candidate], *, region: Region, year: int | None
) -> list[tuple[Division, str] | None]:
    """For each candidate its division and the kind of evidence for it, None where the context does not settle it."""
    state = _State(text, gazetteer, candidates, year, region)
    if region in _HOME:
        state.named[_HOME[region]] += 1
        state.within[_HOME[region]] += 1
    for _ in range(_ROUNDS):
        before = len(state.chosen)
        for index, candidate in enumerate(candidates):
            if index not in state.chosen:
                found = _linked(state, index) or (_full if candidate.full else _short)(state, index)
                if found:
                    state.choose(index, *found)
        if len(state.chosen) == before:
            break
    return [state.chosen.get(index) for index in range(len(candidates))]


def _linked(state: _State, index: int) -> tuple[Division, str] | None:
    """The division under the one named right before (厦门湖里), or above the one named right after (朝阳龙城区)."""
    candidate = state.candidates[index]
    before = state.candidates[index - 1] if index else None
    twice = before is not None and before.name == candidate.name  # 吉林吉林 is the province and its city
    if not candidate.full and not twice and any(option.level == 1 for option in candidate.options):
        return None
    if candidate.word and not _ends_there(state, index):
        return None
    above = state.division_at(index - 1) if before and _touch(state, before, candidate) else None
    if above is None:
        return None
    under = (option for option in candidate.options if above.code in state.gazetteer.lineage(option.code)[1:])
    usable = next((option for option in under if _usable(state, candidate, option)), None)
    return (usable, "linked") if usable else None


def _touch(state: _State, before: Candidate, after: Candidate) -> bool:
    return after.start - before.end <= _LONGEST_GAP and _GAP.fullmatch(state.text, before.end, after.start) is not None


def _ends_there(state: _State, index: int) -> bool:
    end = state.candidates[index].end
    following = index + 1 < len(state.candidates) and state.candidates[index + 1].start == end
    return following or state.gazetteer.patterns.boundary_after.match(state.text, end) is not None


def _usable(state: _State, candidate: Candidate, option: Division) -> bool:
    """A short form of a division that is no more counts only where the full name stands in the article too."""
    return candidate.full or option.in_use(state.year) or state.named[option.code] > 0


def _full(state: _State, index: int) -> tuple[Division, str] | None:
    candidate = state.candidates[index]
    known = state.meant.get(candidate.name)
    timely = [option for option in candidate.options if option.in_use(state.year)] or _latest(candidate.options)
    if candidate.name in state.gazetteer.patterns.generic:
        rowed = next((option for option in timely if _in_row(state, index, option) and state.within[option.parent]), None)
        return (known, "again") if known else (rowed, "row") if rowed else None
    if candidate.name in state.gazetteer.patterns.needs_parent:
        timely = [option for option in timely if state.within[option.parent] or _under_named(state, option)]
    tiny = len(candidate.name) == _TINY and candidate.name in {option.name for option in candidate.options}
    if tiny and not state.stands_alone(index):
        return None
    if len(timely) == 1 and (state.region == "CN" or _at_home(state, timely[0])):
        return timely[0], "full"
    best = _voted(state, index, timely)
    return (best, "vote") if best else None


def _latest(options: tuple[Division, ...]) -> list[Division]:
    return [option for option in options if option.last == options[0].last]


def _at_home(state: _State, option: Division) -> bool:
    """In an article from Taiwan or Hong Kong a mainland county counts only where its province is named (中山区 is not 大连's)."""
    return option.level < 3 or _under_named(state, option)


def _under_named(state: _State, option: Division) -> bool:
    return any(state.named[code] for code in state.gazetteer.lineage(option.code)[1:])


def _short(state: _State, index: int) -> tuple[Division, str] | None:
    candidate = state.candidates[index]
    options = [option for option in candidate.options if _usable(state, candidate, option)] or [
        option for option in _latest(candidate.options) if option.level < 3
    ]
    high = [option for option in options if option.level < 3]
    if high and not candidate.word:
        top = _highest(state, high, options)
        return None if top.name not in state.meant and is_torn(state.text, candidate) else (top, "short")
    if candidate.name in state.gazetteer.patterns.well_known and len(options) == 1:
        return (options[0], "short") if state.stands_alone(index) else None
    backed = [option for option in options if _backed(state, index, option)]
    if not backed or not state.stands_alone(index):
        return None
    best = backed[0] if len(backed) == 1 else _voted(state, index, backed)
    return (best, "context") if best else None


def _highest(state: _State, high: list[Division], options: list[Division]) -> Division:
    """The highest division of that short form, unless the article has only a lower one's full name (吉林市 but not 吉林省)."""
    top = min(high, key=lambda option: option.level)
    full = [option for option in options if option.name in state.meant]
    return full[0] if len(full) == 1 and full[0].level < 3 and not state.named[top.code] else top


def _backed(state: _State, index: int, option: Division) -> bool:
    """Whether the article has evidence for this reading of a short form."""
    candidate = state.candidates[index]
    if state.named[option.code] and option.name in state.meant:
        return True
    if _in_row(state, index, option):
        return not candidate.word or _ends_there(state, index)
    if option.level < 3:
        return state.within[option.code] > 0 or state.named[option.parent] > 0 or _leads(state, index, option)
    return not candidate.word and _under_named(state, option)


def _leads(state: _State, index: int, option: Division) -> bool:
    """Whether the full name of one of its counties stands right after (开封鼓楼区)."""
    after = state.candidates[index + 1] if index + 1 < len(state.candidates) else None
    if after is None or not after.full or not _touch(state, state.candidates[index], after):
        return False
    return any(below.parent == option.code for below in after.options)


def _in_row(state: _State, index: int, option: Division) -> bool:
    """Whether the name stands in a row (only 、 or 和, or counts and 、, between) with a place that speaks for this reading."""
    return any(
        0 <= other < len(state.candidates) and _row_mates(state, index, other) and _speaks_for(state, other, option)
        for other in (index - 1, index + 1)
    )


def _row_mates(state: _State, index: int, other: int) -> bool:
    first, second = state.candidates[min(index, other)], state.candidates[max(index, other)]
    between = state.gazetteer.patterns.row_between
    return second.start - first.end <= _LONGEST_ROW_GAP and between.fullmatch(state.text, first.end, second.start) is not None


def _speaks_for(state: _State, other: int, option: Division) -> bool:
    """Whether a settled place is of the same province (for a prefecture: any prefecture), or an open one can be of the same
    prefecture and that is named in the article."""
    division = state.division_at(other)
    if division is not None:
        return division.code[:2] == option.code[:2] or division.level == option.level == 2
    if option.level != 3 or not state.within[option.parent]:
        return False
    return any(mate.parent == option.parent and mate.code != option.code for mate in state.candidates[other].options)


def _voted(state: _State, index: int, options: list[Division]) -> Division | None:
    """The option with most evidence, None where there is none or two are equal."""
    scores = sorted(((_score(state, index, option), option) for option in options), key=lambda pair: -pair[0])
    if not scores or scores[0][0] == 0 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def _score(state: _State, index: int, option: Division) -> int:
    """How much in the article speaks for the option; the weights only put the kinds of evidence in order."""
    known = state.meant.get(option.name)
    score = 40 if known and known.code == option.code else 0
    score += 12 if state.named[option.parent] else 0
    score += min(state.within[option.parent], 4)
    province = f"{option.code[:2]}0000"
    score += (3 if state.named[province] else 0) + min(state.within[province], 2)
    for other in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        division = state.division_at(other)
        if division is not None:
            near = option.parent in state.gazetteer.lineage(division.code)
            return score + (10 if near else 4 if division.code[:2] == option.code[:2] else 0)
    return score
