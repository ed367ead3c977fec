"""Traditional to Simplified Chinese with OpenCC, as edits that keep every position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import compress
from operator import ne
from typing import Literal

import opencc

from extractor.model import Edit, Region
from extractor.text.edits import EditList

Conversion = Literal["auto", "none", "t2s", "tw2s", "tw2sp", "hk2s"]
CONVERSIONS: tuple[Conversion, ...] = ("auto", "none", "t2s", "tw2s", "tw2sp", "hk2s")
CONVERT_RULE = "convert"

# Share of characters that conversion changes above which a text is Traditional. On the seeds, the learning set and their
# Traditional forms the two kinds lie far apart: below 0.4 % for Simplified text, above 20 % for Traditional.
TRADITIONAL_SHARE = 0.03
# So many different characters that only Traditional text has: a Simplified name may keep one (昇辉科技, 乾照光电).
_TRADITIONAL_LEAST = 2
# A clause longer than this is not compared word by word where conversion changes its length.
_LONGEST_COMPARED = 400
_STRETCH = 64
_CLAUSE = re.compile(r"[^，。、；：！？,;:!?\n]{0,2000}(?:[，。、；：！？,;:!?\n]|\Z|(?=[^\n]))")


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def is_traditional(text: str) -> bool:
    """Whether the text is written in Traditional characters."""
    converted: str = _converter("t2s").convert(text)
    if converted == text:
        return False
    if len(converted) != len(text):
        return True
    changed = _changed(text, converted)
    if len(changed) < TRADITIONAL_SHARE * len(text.strip()):
        return False
    return sum(not _in_gb2312(char) for char in set(changed)) >= _TRADITIONAL_LEAST


def _changed(text: str, converted: str) -> list[str]:
    """The characters of the text that stand differently in one of the same length; they are few, so stretches are compared."""
    changed: list[str] = []
    for start in range(0, len(text), _STRETCH):
        before, after = text[start : start + _STRETCH], converted[start : start + _STRETCH]
        if before != after:
            changed += compress(before, map(ne, before, after))
    return changed


def _in_gb2312(char: str) -> bool:
    """Whether the character belongs to the Simplified standard, as 乾, 著 and 藉 do."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def region_of(text: str, words: Mapping[Region, Sequence[str]]) -> Region:
    """The place of publication of a Traditional text, by the words only that place uses; CN where none prevails.

    A mirror of a mainland article is Traditional too, so at least two different words are asked for.
    """
    scores = {region: sum(min(text.count(word), 3) for word in known) for region, known in words.items()}
    kinds = {region: sum(word in text for word in known) for region, known in words.items()}
    best: Region = max(scores, key=lambda region: scores[region], default="CN")
    return best if kinds.get(best, 0) >= 2 and scores[best] >= 3 and text.count("省") <= scores[best] else "CN"


def to_simplified(text: str, conversion: Conversion = "auto") -> EditList:
    """The edits that make the text Simplified; none where it already is, or for "none".

    "auto" converts characters only (t2s): the phrase tables of tw2sp and hk2s change the words inside names
    (網路家庭 → 网络家庭, 精誠資訊 → 精诚信息), and a name has to stay as it is written. They can be asked for.
    """
    if conversion == "none" or (conversion == "auto" and not is_traditional(text)):
        return EditList(len(text))
    return EditList(len(text), _edits(text, "t2s" if conversion == "auto" else conversion))


def _edits(text: str, name: Conversion) -> list[Edit]:
    """One edit for a text whose length stays (it maps character by character), else one for each clause that changed."""
    whole: str = _converter(name).convert(text)
    if whole == text:
        return []
    if len(whole) == len(text):
        return [Edit(0, len(text), whole, CONVERT_RULE)]
    edits: list[Edit] = []
    position = 0
    for line in text.splitlines(keepends=True):
        edits.extend(_line_edits(line, position, name))
        position += len(line)
    return edits


def _line_edits(line: str, offset: int, name: Conversion) -> Iterator[Edit]:
    """Edits of one line: whole where its length stays, else of each clause, else of the words whose length changes."""
    converted: str = _converter(name).convert(line)
    if converted == line:
        return
    if len(converted) == len(line):
        yield Edit(offset, offset + len(line), converted, CONVERT_RULE)
        return
    for found in _CLAUSE.finditer(line):
        clause = found[0]
        changed: str = _converter(name).convert(clause)
        if changed == clause:
            continue
        start = offset + found.start()
        if len(changed) == len(clause) or len(clause) > _LONGEST_COMPARED:
            yield Edit(start, start + len(clause), changed, CONVERT_RULE)
        else:
            yield from _word_edits(clause, changed, start)


def _word_edits(clause: str, changed: str, offset: int) -> Iterator[Edit]:
    """The edits of a clause in which words were replaced by longer or shorter ones: the clause with only its characters
    converted tells what stayed."""
    plain: str = _converter("t2s").convert(clause)
    base = plain if len(plain) == len(clause) else clause
    for start, end, first, last in _pieces(SequenceMatcher(None, base, changed, autojunk=False).get_opcodes()):
        if clause[start:end] != changed[first:last]:
            yield Edit(offset + start, offset + end, changed[first:last], CONVERT_RULE)


def _pieces(opcodes: Iterable[tuple[str, int, int, int, int]]) -> list[list[int]]:
    """The ranges of both texts that belong together, changes that touch made one. An insertion takes in the character before it,
    or at the beginning the one behind it: what was inserted must lead back to something."""
    pieces: list[list[int]] = []
    changed = False
    for tag, start, end, first, last in opcodes:
        if tag == "equal" and changed and pieces[-1][0] == pieces[-1][1]:
            pieces[-1][1::2] = [start + 1, first + 1]
            start, first = start + 1, first + 1
            if start == end:
                continue
        elif tag == "insert" and pieces:
            pieces[-1][1] -= 1
            pieces[-1][3] -= 1
            start, first = start - 1, first - 1
            if pieces[-1][0] == pieces[-1][1]:
                pieces.pop()
                changed = bool(pieces)
        if tag != "equal" and changed:
            pieces[-1][1::2] = [end, last]
        else:
            pieces.append([start, end, first, last])
        changed = tag != "equal"
    return pieces


def script_of(edits: EditList) -> Literal["hans", "hant"]:
    """The script of the text that the conversion's edits were made for."""
    return "hant" if edits.edits else "hans"
