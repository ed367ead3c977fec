"""Byte slips undone: stretches that were read one byte off, restored where damaging the candidate forward gives them back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model import Edit
from extractor.text.repair.damage import fold_ascii
from extractor.text.repair.language import Language
from extractor.text.repair.readings import LETTERS
from extractor.text.repair.rules import UNREPAIRED_RULE
from extractor.text.repair.slip_choice import ANY_NOTE, choose, confidence, place
from extractor.text.repair.slip_search import parses

MOST_SLIPS = 300
"""Tried in one text; a page of 10,000 characters has about ten. More is hostile, and each costs some milliseconds."""
OWN_TEXT = 60_000
"""How many characters of a text are read to learn its words."""
LEAST_GAIN = 14.0
"""What a restored text must gain over the text as read, in nats, where nothing else tells of damage; tuned on clean text with
its full stops and commas made "??"."""
LEAST_GAIN_NOTED = -8.0
"""The same in a text with reading notes: there two question marks are a slip sooner than a question."""
_GARBLED = re.compile(r"[?\ufffd]\S{0,12}")
_NOTE_AHEAD = rf"\(?[{LETTERS}]{{1,6}}\)"
# A lost character before a note; or two, not more and not in a Latin word, before one that can be read one byte off.
TRIGGER = re.compile(
    rf"[?\ufffd](?:(?={_NOTE_AHEAD})"
    rf"|(?<![A-Za-z?\ufffd][?\ufffd])(?=[?？](?:[?\ufffd]{_NOTE_AHEAD}|(?!{_NOTE_AHEAD})[^?\s\x00-\x3e])))"
)


def find_slips(text: str, phrases: tuple[str, ...] = (), *, noted: bool) -> Iterator[Edit]:
    """The edits that undo the slips of the text, left to right; `noted` tells that the text carries reading notes.

    A stretch that is surely damaged but for which no candidate fits is replaced by itself, with confidence 0.
    """
    language = None
    folded = text.count(",") > text.count("，")
    done = tried = 0
    for trigger in TRIGGER.finditer(text):
        start = trigger.start()
        if start < done:
            continue
        tried += 1
        if tried > MOST_SLIPS:
            break
        language = language or Language(ANY_NOTE.sub("", _GARBLED.sub("", text[:OWN_TEXT])), phrases)
        edit = _restore(text, start, language, noted=noted)
        if edit is not None:
            done = edit.end
            # Where the page's punctuation was made half-width, a restored comma is half-width too.
            yield Edit(start, edit.end, fold_ascii(edit.text), edit.rule, edit.confidence) if folded else edit


def _restore(text: str, start: int, language: Language, *, noted: bool) -> Edit | None:
    """The edit for the slip that begins at `start`, or None where nothing is wrong there."""
    found = parses(text, start)
    by_note = text[start + 1] not in "?？"
    where = place(text, start, found, language)
    sure = by_note or noted
    least = where.as_read + (LEAST_GAIN_NOTED if sure else LEAST_GAIN)
    candidates = choose(where, found, language, least=least)
    if candidates and candidates[0].score >= least and (sure or language.is_usual(candidates[0].text)):
        best = candidates[0]
        rule = "repair.slip.note" if by_note else "repair.slip.question"
        return Edit(start, best.end, best.text, rule, confidence(candidates))
    if by_note and noted:
        end = text.index(")", start) + 1
        return Edit(start, end, text[start:end], UNREPAIRED_RULE, 0.0)
    return None
