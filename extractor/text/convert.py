"""Traditional to Simplified Chinese with OpenCC, as edits that keep every position."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import opencc

from extractor.model import Edit, Region
from extractor.text.edits import EditList

Conversion = Literal["auto", "none", "t2s", "tw2s", "tw2sp", "hk2s"]

# Share of characters that conversion changes above which a text is Traditional. On the seeds, the learning set and their
# Traditional forms the two kinds lie far apart: below 0.4 % for Simplified text, above 20 % for Traditional.
TRADITIONAL_SHARE = 0.03

_PLACE_WORDS: dict[Region, tuple[str, ...]] = {
    "TW": ("台灣", "臺灣", "台北", "臺北", "新臺幣", "新台幣", "行政院", "經濟部", "民國", "／台", "高雄", "台中", "新竹"),
    "HK": ("香港", "港元", "港幣", "特區政府", "本港", "九龍", "新界", "特區"),
}


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
    changed = sum(before != after for before, after in zip(text, converted, strict=True))
    return changed >= TRADITIONAL_SHARE * len(text.strip())


def region_of(text: str) -> Region:
    """The place of publication of a Traditional text, by the words only that place uses; CN where none prevails.

    A mirror of a mainland article is Traditional too, so at least two different words are asked for.
    """
    scores = {region: sum(min(text.count(word), 3) for word in words) for region, words in _PLACE_WORDS.items()}
    kinds = {region: sum(word in text for word in words) for region, words in _PLACE_WORDS.items()}
    best: Region = max(scores, key=lambda region: scores[region])
    return best if kinds[best] >= 2 and scores[best] >= 3 and text.count("省") <= scores[best] else "CN"


def to_simplified(text: str, conversion: Conversion = "auto") -> EditList:
    """The edits that make the text Simplified; none where it already is, or for "none".

    "auto" converts characters only (t2s): the phrase tables of tw2sp and hk2s change the words inside names
    (網路家庭 → 网络家庭, 精誠資訊 → 精诚信息), and a name has to stay as it is written. They can be asked for.
    """
    if conversion == "none" or (conversion == "auto" and not is_traditional(text)):
        return EditList(len(text))
    converter = _converter("t2s" if conversion == "auto" else conversion)
    return EditList(len(text), _edits(text, converter))


_CORNERS = str.maketrans("「」『』﹁﹂", "“”‘’“”")
_STRAIGHT = re.compile('"([^"\\n]{1,60})"')


def to_curly_quotes(text: str) -> EditList:
    """The edits that make corner quotes (「」) and paired straight ones curly, so that one rule serves all three."""
    edits = [Edit(m.start(), m.end(), m.group().translate(_CORNERS), "convert.quotes") for m in _CORNERED.finditer(text)]
    for match in _STRAIGHT.finditer(text):
        edits.append(Edit(match.start(), match.start() + 1, "“", "convert.quotes"))
        edits.append(Edit(match.end() - 1, match.end(), "”", "convert.quotes"))
    return EditList(len(text), edits)


_CORNERED = re.compile("[「」『』﹁﹂]")


def _edits(text: str, converter: opencc.OpenCC) -> list[Edit]:
    """One edit for a text whose length stays (it maps character by character), else one for each line that changed."""
    whole: str = converter.convert(text)
    if len(whole) == len(text):
        return [Edit(0, len(text), whole, "convert")] if text else []
    edits: list[Edit] = []
    position = 0
    for line in text.splitlines(keepends=True):
        edits.extend(_line_edits(line, position, converter))
        position += len(line)
    return edits


def _line_edits(line: str, offset: int, converter: opencc.OpenCC) -> list[Edit]:
    """Edits of one line: whole where its length stays, else cut to the piece between the common ends."""
    converted: str = converter.convert(line)
    if converted == line:
        return []
    if len(converted) == len(line):
        return [Edit(offset, offset + len(line), converted, "convert")]
    pieces: list[Edit] = []
    start = 0
    for index, char in enumerate(line):
        if char in "，。、；：,;:\n" or index == len(line) - 1:
            piece = line[start : index + 1]
            changed: str = converter.convert(piece)
            if changed != piece:
                pieces.append(Edit(offset + start, offset + index + 1, changed, "convert"))
            start = index + 1
    return pieces


def script_of(edits: EditList) -> Literal["hans", "hant"]:
    """The script of the text that the conversion's edits were made for."""
    return "hant" if edits.edits else "hans"
