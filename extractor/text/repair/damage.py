"""The damage of mirror sites, forward and exact: what a page becomes when bytes are replaced without regard to characters.

The page is Traditional text in GBK. Readings are put behind a list of characters and full-width question marks are made
half-width, both by searching bytes; where the bytes found straddle two characters the text behind them is read one byte off
until a byte that cannot be a second one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.text.repair.gbk import codes, encode, pairs

QUESTION = (b"\xa3\xbf", b"?")
ORPHAN = "?"


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of the damaged text that is read one byte off, and what stood there."""

    start: int
    end: int
    truth: str
    kind: str


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text with its slips, in order."""

    text: str
    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class _Stream:
    """Bytes with, for each, the place in the original that it stands for: (from, to), empty for an inserted byte."""

    data: bytes
    origins: list[tuple[int, int]]


def damage(text: str, notes: Mapping[str, str], *, questions: bool = True, fold: bool = True) -> Damaged:
    """The text as such a page shows it. `notes` is the list of characters with readings, in the order of replacement;
    `questions` makes full-width question marks one byte; `fold` makes full-width ASCII half-width after decoding."""
    text = "".join(char if char in codes() else "?" for char in text)
    data = encode(text)
    stream = _Stream(data, [(index, index + 1) for index in range(len(data))])
    for char, reading in notes.items():
        found = encode(char)
        stream = _replace(stream, found, found + b"(" + encode(reading) + b")")
    if questions:
        stream = _replace(stream, *QUESTION)
    return _read(text, stream, fold=fold)


def _replace(stream: _Stream, old: bytes, new: bytes) -> _Stream:
    parts: list[bytes] = []
    origins: list[tuple[int, int]] = []
    position = 0
    while (found := stream.data.find(old, position)) >= 0:
        end = found + len(old)
        parts += [stream.data[position:found], new]
        origins += stream.origins[position:found]
        kept = stream.origins[found:end]
        if new.startswith(old):
            origins += kept + [(kept[-1][1], kept[-1][1])] * (len(new) - len(old))
        else:
            origins += [(kept[0][0], kept[-1][1])] * len(new)
        position = end
    parts.append(stream.data[position:])
    origins += stream.origins[position:]
    return _Stream(b"".join(parts), origins)


def tokens(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Each character that a lenient reader makes of the bytes, with its half-open byte range.

    A first byte whose second is missing becomes "?" and swallows an opening bracket behind it, nothing else.
    """
    table = pairs()
    position = 0
    while position < len(data):
        byte = data[position]
        if byte <= 0x80:
            yield position, position + 1, "€" if byte == 0x80 else chr(byte)
            position += 1
        elif (char := table.get(data[position : position + 2])) is not None:
            yield position, position + 2, char
            position += 2
        else:
            end = position + (2 if data[position + 1 : position + 2] == b"(" else 1)
            yield position, end, ORPHAN
            position = end


def fold_ascii(text: str) -> str:
    """The text with full-width ASCII made half-width."""
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)


def _read(text: str, stream: _Stream, *, fold: bool) -> Damaged:
    places = _boundaries(text)
    pieces: list[str] = []
    slips: list[Slip] = []
    start = origin = -1
    for first, last, char in tokens(stream.data):
        begins, ends = stream.origins[first][0], stream.origins[last - 1][1]
        whole = begins in places and ends in places and (char not in (ORPHAN, "€") or stream.data[first] < 0x80)
        if start < 0 and not whole:
            start, origin = len(pieces), max(place for place in (begins, begins - 1) if place in places)
        elif start >= 0 and whole and begins < ends:
            slips.append(_slip(pieces, start, text[places[origin] : places[begins]]))
            start = -1
        pieces.append(fold_ascii(char) if fold else char)
    if start >= 0:
        slips.append(_slip(pieces, start, text[places[origin] :]))
    truth = tuple(Slip(slip.start, slip.end, fold_ascii(slip.truth) if fold else slip.truth, slip.kind) for slip in slips)
    return Damaged("".join(pieces), truth)


def _slip(pieces: list[str], start: int, truth: str) -> Slip:
    read = "".join(pieces[start:])
    return Slip(start, len(pieces), truth, "question" if read.startswith("??") else "note")


def _boundaries(text: str) -> dict[int, int]:
    """The index of the character that begins at each byte of the encoded text, its end included."""
    places = {0: 0}
    position = 0
    for index, char in enumerate(text):
        position += len(encode(char))
        places[position] = index + 1
    return places
