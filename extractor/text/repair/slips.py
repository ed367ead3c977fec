"""Byte slips undone: stretches that were read one byte off, restored where damaging the candidate forward gives them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp

from extractor.model import Edit
from extractor.text.repair.damage import fold_ascii
from extractor.text.repair.gbk import pairs
from extractor.text.repair.language import Language
from extractor.text.repair.readings import LETTERS
from extractor.text.repair.slip_search import Parse, holds, parses

CONTEXT = 8
"""Characters on each side that help to choose."""
BEAM = 8
MOST_SLIPS = 500
"""Tried in one text; a page of 10,000 characters has about ten. More is hostile, and each costs some milliseconds."""
OWN_TEXT = 60_000
"""How much of a text is read to learn its words."""
SHORTEST_SENTENCE = 8
GARBLED = re.compile(r"[?\ufffd]\S{0,12}")
ANY_NOTE = re.compile(rf"[?\ufffd]?\(?[{LETTERS}]{{1,6}}\)")
_NOTE_AHEAD = rf"\(?[{LETTERS}]{{1,6}}\)"
# A lost character before a note; or two, not more, before a character that can be read one byte off.
TRIGGER = re.compile(
    rf"[?\ufffd](?:(?={_NOTE_AHEAD})|(?<![?\ufffd]{{2}})(?=[?？](?:[?\ufffd]{_NOTE_AHEAD}|(?!{_NOTE_AHEAD})[^?\s\x00-\x3e])))"
)
LEAST_GAIN = 12.0
"""What a restored text must gain over the text as read, in nats; tuned on generated damage and on clean text with "??"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A restored text for text[start:end], and how likely it is with its neighbours."""

    end: int
    text: str
    score: float
    parse: Parse
    chosen: tuple[int, ...]


def find_slips(text: str, phrases: tuple[str, ...] = (), *, noted: bool) -> Iterator[Edit]:
    """The edits that undo the slips of the text, left to right; `noted` tells that the text carries reading notes.

    A stretch that is surely damaged but for which no candidate fits is replaced by itself, with confidence 0.
    """
    language = None
    done = tried = 0
    for trigger in TRIGGER.finditer(text):
        start = trigger.start()
        if start < done:
            continue
        tried += 1
        if tried > MOST_SLIPS:
            break
        language = language or Language(GARBLED.sub("", ANY_NOTE.sub("", text[:OWN_TEXT])), phrases)
        edit = restore(text, start, language, noted=noted)
        if edit is not None:
            done = edit.end
            yield edit


def restore(text: str, start: int, language: Language, *, noted: bool) -> Edit | None:
    """The edit for the slip that begins at `start`, or None where nothing is wrong there."""
    found = parses(text, start)
    before = ANY_NOTE.sub("", text[max(0, start - 5 * CONTEXT) : start])[-CONTEXT:]
    reach = max((parse.end for parse in found), default=start + 1)
    after = _context(text, reach)
    by_note = text[start + 1] not in "?？"
    candidates = [
        candidate
        for parse in found
        for candidate in _candidates(parse, before, ANY_NOTE.sub("", text[parse.end : reach]) + after, language)
        if holds(text, start, candidate.parse, candidate.chosen)
    ]
    if not by_note:
        bonus = _full_stop_bonus(text[max(0, start - 60) : start])
        candidates = [replace(one, score=one.score + bonus) if one.text[0] == "。" else one for one in candidates]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.end, candidate.text))
    as_read = language.score(before + ANY_NOTE.sub("?", text[start:reach]) + after)
    if candidates and candidates[0].score - as_read >= (LEAST_GAIN if not (by_note or noted) else -8.0):
        best = candidates[0]
        rule = "repair.slip.note" if by_note else "repair.slip.question"
        return Edit(start, best.end, fold_ascii(best.text) if folded(text) else best.text, rule, _confidence(candidates))
    if by_note and noted:
        end = text.index(")", start) + 1
        return Edit(start, end, text[start:end], "repair.slip.unrepaired", 0.0)
    return None


def _full_stop_bonus(before: str) -> float:
    """What a full stop gains as the lost character of a slip by punctuation.

    Of 79 places in news text where such a slip can happen 62 begin with a full stop; not where a sentence has just ended.
    """
    sentence = re.split(r"[。!?！？\n“「]", ANY_NOTE.sub("", before))[-1]
    return 2.0 if len(sentence) >= SHORTEST_SENTENCE else -1.0


def folded(text: str) -> bool:
    """Whether the page's full-width punctuation was made half-width: then a restored comma is half-width too."""
    return text.count(",") > text.count("，")


def _context(text: str, position: int) -> str:
    after = ANY_NOTE.sub("", text[position : position + 5 * CONTEXT])
    return re.split(r"[?\ufffd]", after)[0][:CONTEXT]


def _confidence(candidates: list[Candidate]) -> float:
    best = candidates[0]
    others = {candidate.text: candidate.score for candidate in candidates[:0:-1] if candidate.text != best.text}
    weight = sum(exp((score - best.score) / 2) for score in others.values())
    return round(min(0.99, 1 / (1 + weight)), 2)


def _candidates(parse: Parse, before: str, after: str, language: Language) -> list[Candidate]:
    """The likeliest fillings of the parse's holes: one hole after the other, the best few kept."""
    beam: list[tuple[int, ...]] = [()]
    for number in range(len(parse.holes)):
        options = [(*chosen, byte) for chosen in beam for byte in parse.holes[number]]
        scored = []
        for chosen in options:
            text = _decode(parse, chosen)
            if text is not None:
                scored.append((language.score(before + text + after), chosen))
        scored.sort(reverse=True)
        beam = [chosen for _, chosen in scored[:BEAM]]
    final = [(chosen, _decode(parse, chosen)) for chosen in beam]
    return [Candidate(parse.end, text, language.score(before + text + after), parse, chosen) for chosen, text in final if text]


def _decode(parse: Parse, chosen: tuple[int, ...]) -> str | None:
    """The text with the holes filled as far as chosen ("□" for the rest); None where a pair is no usual character."""
    table = pairs()
    original = parse.original
    pieces: list[str] = []
    index = 0
    while index < len(original):
        first = _value(original[index], chosen)
        if 0 <= first < 0x80:
            pieces.append(chr(first))
            index += 1
            continue
        second = _value(original[index + 1], chosen)
        char = "□" if first < 0 or second < 0 else table.get(bytes((first, second)))
        if char is None or "\ue000" <= char <= "\uf8ff":
            return None
        pieces.append(char)
        index += 2
    return "".join(pieces)


def _value(byte: int, chosen: tuple[int, ...]) -> int:
    return byte if byte >= 0 else chosen[-byte - 1] if -byte <= len(chosen) else -1
