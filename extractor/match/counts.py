"""Count mentions: cardinal numbers with a measure word, what they count, and their qualifier."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.match.count_objects import object_after, object_before
from extractor.match.numbers import BIG, SMALL, Numeral, Reading, exact, fold_digits, read_numeral, scan_numerals, share_scale
from extractor.model import Mention, Span
from extractor.rules.numbers import CountRules, Measure

_LOOK_BACK = 10
_SPACES = frozenset(" \u00a0\u2009\u202f")
_CODE_MARKS = frozenset("/:：.-_")
_FEW = 10


@dataclass(frozen=True, slots=True)
class _Count:
    """A numeral with its measure word, its object not yet known; `end` is behind the measure word."""

    start: int
    end: int
    reading: Reading
    measure: Measure


def find_counts(
    text: str, rules: CountRules, *, taken: Sequence[tuple[int, int]] = (), numerals: Sequence[Numeral] | None = None
) -> list[Mention]:
    """All counts of the text, in order. Spans of `taken` (sums, dates) hold none; `numerals` are given where the
    caller has them already and has folded the text's digits.

    A mention covers number, measure word, qualifier and the object where it adjoins. The object is None where the text does not
    name it beside the number (其中三家). Vague numbers (数十家, 三五家) and a single 一 count nothing; 十余家 is 10 with 余.
    """
    if numerals is None:
        text = fold_digits(text)
        numerals = scan_numerals(text)
    starts = sorted(start for start, _ in taken)
    ends = dict(taken)
    mentions: list[Mention] = []
    for index, numeral in enumerate(numerals):
        measure = _measure(text, numeral, rules)
        if measure is None:
            continue
        place = bisect_right(starts, numeral.start) - 1
        if place >= 0 and numeral.start < ends[starts[place]]:
            continue
        count = _count(text, numerals, index, measure, rules)
        mention = _mention(text, count, rules, mentions[-1].end if mentions else 0) if count else None
        if mention is not None:
            mentions.append(mention)
    return mentions


def _measure(text: str, numeral: Numeral, rules: CountRules) -> tuple[Measure, int] | None:
    """The measure word behind a numeral, and where it ends."""
    at = numeral.end
    first = text[at : at + 1]
    if first in _SPACES:
        at += 1
        first = text[at : at + 1]
    for measure, guard in rules.measures.get(first, ()):
        end = at + len(measure.word)
        if text.startswith(measure.word, at):
            if (guard is not None and guard.match(text, end)) or (measure.arabic and not numeral.text[0].isascii()):
                return None
            return measure, end
    return None


def _count(text: str, numerals: Sequence[Numeral], index: int, found: tuple[Measure, int], rules: CountRules) -> _Count | None:
    """The number in front of a measure word, None where it is an ordinal, a name, a code or vague."""
    numeral = _without_item_number(text, numerals[index])
    reading = None if numeral.text[0] in "数几" else read_numeral(numeral.text)
    if reading is None or (numeral.text[0] in rules.phrase_first and rules.phrase.match(text, numeral.start)):
        return None
    start, outer = numeral.start, numerals[index].start
    left = numerals[index - 1] if index else None
    if left is not None and text[left.end : start].strip() in rules.range_joins and reading.high is None:
        low = read_numeral(left.text)
        value = share_scale(left.text, low.low, numeral.text, reading.low, ordered=True) if low else reading.low
        if value < reading.low:
            start = outer = left.start
            reading = Reading(value, reading.low, reading.approximate)
    if not _is_cardinal(text, outer, numeral, reading, rules):
        return None
    return _Count(start, found[1], reading, found[0])


def _without_item_number(text: str, numeral: Numeral) -> Numeral:
    """The 5 of a line that begins 1.5家企业: no measure word counts halves there, so the 1 is the line's number."""
    item, point, rest = numeral.text.partition(".")
    at_start = numeral.start == 0 or text[numeral.start - 1] == "\n"
    if not (point and at_start and rest.isdigit() and len(item) < 3 and rest[0] != "0"):
        return numeral
    return Numeral(numeral.start + len(item) + 1, numeral.end, rest)


def _is_cardinal(text: str, start: int, numeral: Numeral, reading: Reading, rules: CountRules) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    near = before[-1:]
    if (near.isascii() and near.isalpha()) or (near in _CODE_MARKS and before[-2:-1].isdigit()):
        return False
    if rules.not_behind.search(before):
        return False
    if reading.high is not None and reading.low < _FEW and numeral.start == start:
        return False
    if numeral.text in BIG or (numeral.text in SMALL and numeral.text not in "十拾"):
        return rules.qualifier_before.search(before) is not None
    return reading.low > 0


def _mention(text: str, count: _Count, rules: CountRules, free_from: int) -> Mention | None:
    tail = rules.tail.match(text, count.end)
    end = tail.end() if tail else count.end
    after = rules.qualifier_after.match(text, end)
    end = after.end() if after else end
    before = rules.qualifier_before.search(text[max(free_from, count.start - _LOOK_BACK) : count.start])
    start = count.start - len(before.group()) if before else count.start
    behind = object_after(text, end, rules) if count.measure.object else None
    ahead = object_before(text, start, rules, floor=free_from, actions=count.measure.actions) if behind is None else None
    if not _has_noun(count.measure, ahead, behind):
        return None
    named = behind or ahead
    if behind is not None and behind.start == end:
        end = behind.end
    word = before["word"] if before else count.reading.approximate or (after.group() if after else None)
    low, high = count.reading.low, count.reading.high
    return Mention(
        type="count",
        start=ahead.start if ahead else start,
        end=end,
        value=f"{exact(low):f}",
        rule="count.after" if behind else "count.before" if ahead else "count.alone",
        number=exact(low),
        number_max=None if high is None else exact(high),
        unit=count.measure.word,
        object=text[named.start : named.end] if named else None,
        qualifier=word,
    )


def _has_noun(measure: Measure, ahead: Span | None, behind: Span | None) -> bool:
    """Whether the noun stands where the measure word needs one."""
    if measure.noun == "before":
        return ahead is not None
    if measure.noun == "after":
        return behind is not None
    return measure.noun == "" or ahead is not None or behind is not None
