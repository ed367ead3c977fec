"""Reading notes stripped: 質(zhì)量 becomes 質量 where the note is a reading of the character before it."""

from __future__ import annotations

import re
from functools import cache

from extractor.model import Edit
from extractor.text.repair.readings import SYLLABLE, is_reading, is_toned
from extractor.text.repair.rules import NoteRules


@cache
def _pattern(brackets: tuple[str, ...]) -> re.Pattern[str]:
    # Looked for from the bracket on: an ASCII letter or a toned one behind a bracket is rare in clean text.
    kinds = "|".join(rf"{re.escape(pair[0])}({SYLLABLE}){re.escape(pair[1])}" for pair in brackets)
    return re.compile(rf"(?:{kinds})")


def find_notes(text: str, rules: NoteRules) -> list[Edit]:
    """The edits that delete the notes. Notes without tone go only where the text has `plain_at_least` fitting ones.

    A page that was mirrored twice has two notes behind a character; both are read against it.
    """
    toned: list[Edit] = []
    plain: list[Edit] = []
    char, end = "", -1
    for found in _pattern(rules.brackets).finditer(text):
        note = found.group(found.lastindex or 0)
        if found.start() != end:
            char = text[found.start() - 1] if found.start() else ""
        if "\u3400" <= char <= "\u9fff" and is_reading(char, note):
            (toned if is_toned(note) else plain).append(Edit(found.start(), found.end(), "", "repair.note"))
            end = found.end()
    return toned + plain if len(plain) >= rules.plain_at_least else toned
