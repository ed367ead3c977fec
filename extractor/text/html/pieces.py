"""Runs of the page's text as pieces of the source: entities decoded, white space folded, every character's place kept."""

from __future__ import annotations

import re
from html import unescape

# (start, end, text): a range of the source and what it says; None where it says what stands there.
Piece = tuple[int, int, str | None]
# (start, end, linked, bold): a range of the source without tags.
Run = tuple[int, int, bool, bool]

_SPECIAL = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|[ \t\r\n\f\v\xa0]++")
# White space that is not a single blank.
_SPACE = re.compile(r"[\t\r\n\f\v\xa0]| (?= )")
_NARROW = re.compile(r"[\x21-\x7e\u00c0-\u024f]")


def read_pieces(raw: str, runs: list[Run]) -> tuple[list[Piece], int, int]:
    """The pieces of a line's text runs, without white space at its ends, and how many of its characters are linked and bold.

    A line break of the source between two Chinese characters is dropped, as Chinese has no spaces for it to stand for.
    """
    if len(runs) == 1 and (plain := _plain_run(raw, *runs[0][:2])):
        start, end = plain
        _, _, linked, bold = runs[0]
        if not (linked or bold) or runs[0][:2] == plain:  # else the white space around the text counts too
            return [(start, end, None)], (end - start) * linked, (end - start) * bold
    pieces: list[Piece] = []
    linked_chars = bold_chars = 0
    for start, end, linked, bold in runs:
        before = len(pieces)
        _read_run(raw, start, end, pieces)
        if linked or bold:
            size = sum(len(text) if text is not None else stop - begin for begin, stop, text in pieces[before:])
            linked_chars += size if linked else 0
            bold_chars += size if bold else 0
    return _fold_space(raw, pieces), linked_chars, bold_chars


def _plain_run(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """The run without white space around it, if all in it says what stands there: no entity, no white space but single spaces.

    Half of a page's lines are such.
    """
    text = raw[start:end]
    bare = text.strip()
    if not bare or "&" in bare or _SPACE.search(bare):
        return None
    begin = start if bare[0] == text[0] else start + len(text) - len(text.lstrip())
    return begin, begin + len(bare)


def _read_run(raw: str, start: int, end: int, pieces: list[Piece]) -> None:
    position = start
    for match in _SPECIAL.finditer(raw, start, end):
        begin, stop = match.span()
        found = match[0]
        if found == " ":
            continue
        if found[0] == "&":
            text = unescape(found)
            if text == found:
                continue
            text = " " if text in (" ", "\xa0", "\n", "\t", "\r") else text
        else:
            text = "\n" if ("\n" in found or "\r" in found) and "\xa0" not in found else " "
        if begin > position:
            pieces.append((position, begin, None))
        pieces.append((begin, stop, text))
        position = stop
    if end > position:
        pieces.append((position, end, None))


def _fold_space(raw: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces without white space at the ends of the line, and with one space where several pieces of it meet."""
    folded: list[Piece] = []
    gap: tuple[int, int, str] | None = None
    for start, end, text in pieces:
        shown = raw[start:end] if text is None else text
        bare = shown.strip()
        if not bare:
            gap = (gap[0] if gap else start, end, (gap[2] if gap else "") + shown)
            continue
        head = len(shown) - len(shown.lstrip())
        if text is None and head:
            gap = (gap[0] if gap else start, start + head, (gap[2] if gap else "") + shown[:head])
            start += head
        if gap is not None and folded:
            _add_gap(folded, gap, bare[0])
        gap = None
        tail = start + len(bare) if text is None else end
        _add(folded, start, tail, text)
        if tail < end:
            gap = (tail, end, shown[-(end - tail) :])
    return folded


def _add(folded: list[Piece], start: int, end: int, text: str | None) -> None:
    if text is None and folded and folded[-1][1] == start and folded[-1][2] is None:
        folded[-1] = (folded[-1][0], end, None)
    else:
        folded.append((start, end, text))


def _add_gap(folded: list[Piece], gap: tuple[int, int, str], after: str) -> None:
    start, end, shown = gap
    if "\n" in shown and not shown.strip("\n") and not _NARROW.match(after):
        return
    if end - start == 1 and shown in (" ", "\u3000"):
        _add(folded, start, end, None)
    else:
        folded.append((start, end, " "))
