"""Readings of Chinese characters in pinyin, and whether a note is one of them."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡɑ"
LETTERS = "a-z" + TONED
SYLLABLE = rf"[{LETTERS}]{{1,6}}[1-5]?"
"""One syllable as it may stand in a note: tone mark, tone digit or neither."""


@cache
def _table() -> dict[int, str]:
    # Only damaged texts need it. The package is not imported: its phrases take a sixth of a second and 50 MB.
    package = find_spec("pypinyin")
    found = package and package.origin and spec_from_file_location("_pinyin", Path(package.origin).with_name("pinyin_dict.py"))
    if not found or found.loader is None:
        raise ModuleNotFoundError("pypinyin is not installed", name="pypinyin")
    module = module_from_spec(found)
    found.loader.exec_module(module)
    table: dict[int, str] = module.pinyin_dict
    return table


@cache
def readings(char: str) -> frozenset[str]:
    """Every reading of the character, with tone marks and as plain letters."""
    toned = [reading.strip() for reading in _table().get(ord(char), "").split(",") if reading.strip()]
    return frozenset(form for reading in toned for form in (_normal(reading), plain(reading)))


def is_reading(char: str, note: str) -> bool:
    """Whether the note is a reading of the character: with its tone mark, with its tone as a digit, or without a tone."""
    known = readings(char)
    if note[-1:].isdigit():
        return any(_numbered(reading) == _plain_v(note[:-1]) + note[-1] for reading in known)
    return _normal(note) in known if is_toned(note) else _plain_v(note) in {_plain_v(reading) for reading in known}


@cache
def is_toned(note: str) -> bool:
    """Whether the note tells a tone, by a mark or a digit."""
    return note[-1:].isdigit() or any(mark in "\u0300\u0301\u0304\u030c" for mark in unicodedata.normalize("NFD", note))


@cache
def plain(reading: str) -> str:
    """The reading without its tone mark; ü keeps its dots."""
    kept = "".join(mark for mark in unicodedata.normalize("NFD", _normal(reading)) if mark not in "\u0300\u0301\u0304\u030c")
    return unicodedata.normalize("NFC", kept)


@cache
def _normal(reading: str) -> str:
    return unicodedata.normalize("NFC", reading.lower().replace("ɡ", "g").replace("ɑ", "a"))


@cache
def _plain_v(reading: str) -> str:
    return plain(reading).replace("ü", "v").replace("u:", "v")


@cache
def _numbered(reading: str) -> str:
    for tone, mark in enumerate("\u0304\u0301\u030c\u0300", 1):
        if mark in unicodedata.normalize("NFD", reading):
            return f"{_plain_v(reading)}{tone}"
    return f"{_plain_v(reading)}5"
