"""Bytes to text: which character set an article is in, decided by what the text looks like rather than by what it claims.

The order is: byte order mark, strict UTF-8, then GB18030, Big5-HKSCS, UTF-16 and the declared character set scored against
each other by the share of common characters, and the best of them, leniently where bytes do not fit.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from extractor.errors import UnreadableError
from extractor.sources.common_characters import COMMON_CHARACTERS

SAMPLE_PIECES = 8
PIECE_BYTES = 48
SAMPLE_BYTES = SAMPLE_PIECES * PIECE_BYTES
"""What is scored: up to so many stretches of non-ASCII bytes, from all over the data. Enough for each of 1,600 slices of
200-2,000 characters in four character sets; of 4,000 slices of 10-40 characters it missed four."""

DECLARED_BONUS = 0.05
"""What a declaration adds to a score: right and wrong decodings of 3,000 slices lay 0.24 apart at the least, so that it only
decides where there is little text."""

STRICT_BONUS = 0.1
"""What is added where all the data fits: GB18030 took all of 1,500 slices of Big5, but Big5 only 11 of 1,500 of GB18030."""

LEAST_SHARE_OF_TEXT = 0.7
"""Data of which fewer characters than this are text in its best decoding is binary."""

LEAST_WIDE_SCORE = 0.3
"""Data with zero bytes that scores less in every character set is binary; slices of UTF-16 scored 0.4 and more."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x841\x953", "gb18030"))  # fmt: skip
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
            "utf-16": "utf-16-le", "ascii": "utf-8", "iso8859-1": "cp1252"}  # fmt: skip
_LIKE_BROWSERS = str.maketrans({"•": "‧", "､": "﹑", "∼": "～", "‾": "¯", "¥": "￥", "¢": "￠", "£": "￡", "∕": "／"})
"""Python reads eight symbols of Big5 by Unicode's withdrawn table; browsers, and the writers of the pages, read them so."""

_UNLIKE_BROWSERS = frozenset(map(chr, _LIKE_BROWSERS))
_DECLARATION = re.compile(rb"""(?:<meta[^>]{0,300}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_THREE_BYTES = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_STRETCH = re.compile(rb"[\x80-\xff][0-9@-\xff]*")
"""From a lead byte to the last byte that can belong to a double-byte character."""
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_MAGIC = ((b"%PDF-", "a PDF document"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
          (b"\xd0\xcf\x11\xe0", "an Office document"), (b"\x7fELF", "a program"), (b"Rar!", "a RAR archive"),
          (b"7z\xbc\xaf", "a 7z archive"), (b"SQLite format 3\0", "a database"), (b"{\\rtf", "an RTF document"))  # fmt: skip


class Decoded(NamedTuple):
    """A decoded text, the character set it was read in, and why that one."""

    text: str
    encoding: str
    reason: str


class _Choice(NamedTuple):
    encoding: str
    score: float


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, without its byte order mark. `declared` is a hint that may be wrong.

    Bytes that do not fit become U+FFFD and are counted in the reason. Raises UnreadableError where it is no text.
    """
    told = known_encoding(declared)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"binary data: {what}")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _read_in(data[len(mark) :], encoding, "byte order mark")
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8", _utf8_reason(data, declared, told))
        except UnicodeDecodeError:
            pass  # it is one of the others, or damaged: they are scored below
    best = _best(data, told)
    if b"\0" in data[:4096] and best.score < LEAST_WIDE_SCORE:
        raise UnreadableError("binary data: zero bytes, and no text in UTF-16")
    return _read_in(data, best.encoding, _scored_reason(best, declared, told))


def decode_as(data: bytes, encoding: str) -> Decoded:
    """The text of `data` in the encoding the user forces. Raises UnreadableError where most of it does not fit."""
    known = known_encoding(encoding)
    if known is None:
        raise UnreadableError(f"unknown character set: {encoding}")
    for mark, marked in _BOMS:
        if marked == known and data.startswith(mark):
            data = data[len(mark) :]
    decoded = _read_in(data, known, "told by the user")
    return decoded._replace(text=_LONE_SURROGATES.sub("\ufffd", decoded.text))


def declared_encoding(data: bytes) -> str | None:
    """The character set that a page's `<meta charset>` or XML declaration names in its first 4,096 bytes."""
    found = _DECLARATION.search(data[:4096])
    return found.group(1).decode("ascii", "replace") if found else None


def known_encoding(name: str | None) -> str | None:
    """Python's name for a character set, widened to its superset (gb2312 → gb18030); None where it is unknown."""
    if not name:
        return None
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.incrementaldecoder is None:
        return None
    return _ALIASES.get(info.name, info.name)


def _best(data: bytes, told: str | None) -> _Choice:
    """The character set that scores best, the first one of equals. UTF-16 is tried where there are zeros or nothing else fits."""
    pieces = _pieces(data)
    names = dict.fromkeys([*([told] if told else []), "gb18030", "big5hkscs"])
    if _looks_like_utf8(pieces):
        names["utf-8"] = None
    choices = [_Choice(name, _score(pieces, name) + _bonus(data, name, told)) for name in names]
    zeros = b"\0" in data[:4096]
    if zeros or max(choice.score for choice in choices) < 0.5:
        lost = 2 * _share_of_garbage(data[:4096].decode("latin-1")) if zeros else 0.0
        choices = [choice._replace(score=choice.score - lost) for choice in choices]
        head = [data[:SAMPLE_BYTES]]
        choices.extend(_Choice(name, _score(head, name) + _bonus(data, name, told)) for name in _WIDE)
    return max(choices, key=lambda choice: choice.score)


def _bonus(data: bytes, encoding: str, told: str | None) -> float:
    """What speaks for an encoding beside its characters: that it is declared, and that all the data fits it."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return DECLARED_BONUS if encoding == told else 0.0
    return STRICT_BONUS + (DECLARED_BONUS if encoding == told else 0.0)


def _looks_like_utf8(pieces: list[bytes]) -> bool:
    """Whether half of the bytes are three-byte characters; most GB18030 and Big5 has hardly any."""
    return sum(len(_THREE_BYTES.findall(piece)) for piece in pieces) * 6 > sum(map(len, pieces))


def _pieces(data: bytes) -> list[bytes]:
    """Stretches of non-ASCII bytes from all over the data."""
    stretches = _STRETCH.findall(data)
    if len(stretches) < SAMPLE_PIECES:
        starts = range(0, SAMPLE_BYTES, PIECE_BYTES)
        return [stretch[start : start + PIECE_BYTES] for stretch in stretches for start in starts if start < len(stretch)]
    return [stretch[:PIECE_BYTES] for stretch in stretches[:: len(stretches) // SAMPLE_PIECES]]


def _score(pieces: list[bytes], encoding: str) -> float:
    """The share of common characters among the non-ASCII ones, less twice the share of what no text has; 0.5 for pure ASCII."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    texts: list[str] = []
    for piece in pieces:
        texts.append(decoder.decode(piece))
        decoder.reset()
    text = "".join(texts)
    plain = sum(map(str.isascii, text))
    if plain == len(text):
        return 0.5 - _share_of_garbage(text)
    common = sum(map(COMMON_CHARACTERS.__contains__, text))
    garbage = 2 * len(_NOT_TEXT.findall(text))
    if encoding in _WIDE:  # a plain letter is evidence here: read in the wrong order it becomes a rare character
        return (common + plain - garbage) / len(text)
    return (common - garbage) / (len(text) - plain)


def _share_of_garbage(text: str) -> float:
    return len(_NOT_TEXT.findall(text)) / max(len(text), 1)


def _read_in(data: bytes, encoding: str, reason: str) -> Decoded:
    """The data in this encoding, leniently where it must be. Raises UnreadableError where too much of it is no text."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        reason += f"; {text.count(chr(0xFFFD))} stray bytes replaced"
    if _share_of_garbage(text[:20_000]) > 1 - LEAST_SHARE_OF_TEXT:
        raise UnreadableError("binary data: no text in any known character set")
    if encoding == "big5hkscs" and not _UNLIKE_BROWSERS.isdisjoint(text):
        text = text.translate(_LIKE_BROWSERS)
    return Decoded(text, encoding, reason)


def _utf8_reason(data: bytes, declared: str | None, told: str | None) -> str:
    if data.isascii():
        return "ASCII only"
    wrong = f", wrongly declared {declared}" if told not in (None, "utf-8") else ""
    return f"valid UTF-8{wrong}"


def _scored_reason(best: _Choice, declared: str | None, told: str | None) -> str:
    if told is None:
        return f"scored {best.score:.2f}"
    if told == best.encoding:
        return f"declared {declared}, scored {best.score:.2f}"
    return f"scored {best.score:.2f}, wrongly declared {declared}"
