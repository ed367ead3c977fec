"""Single characters repaired: invisible ones deleted, full-width and compatibility forms and look-alikes replaced."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.model import Edit
from extractor.text.latest import of_latest
from extractor.text.repair.rules import CharacterRules

_COMPATIBILITY = [
    *range(0xF900, 0xFB00),
    *range(0x2F00, 0x2FE0),
    *range(0xFE10, 0xFE1A),
    *range(0xFE30, 0xFE70),
    *range(0x2F800, 0x2FA20),
]
_FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ"
_TOKEN = re.compile("[A-Za-z\u0370-\u04ff]{2,60}")
_OTHER_ALPHABET = re.compile("[\u0370-\u04ff]")
FAR = re.compile("[\U00010000-\U0010ffff]")
_NEVER = "\U0010ffff"
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True)
class CharacterTables:
    """Compiled character rules. A class with any character above FFFF is searched fifty times slower than one without: hence
    near and far ones. `near` is the inside of a class of all that may need a change."""

    near: str
    invisible: tuple[re.Pattern[str], ...]
    others: tuple[re.Pattern[str], ...]
    width: re.Pattern[str]
    table: dict[int, str]
    lookalikes: dict[int, str]


@of_latest
def compile_characters(rules: CharacterRules) -> CharacterTables:
    """The tables of the rules; compiled once for each rules object."""
    table = dict(_compatibility())
    table.update((ord(char), other) for char, other in rules.replace.items())
    invisible = [_split(rules.invisible, far=far) for far in (False, True)]
    others = ["".join(re.escape(chr(code)) for code in table if (code > 0xFFFF) == far) for far in (False, True)]
    width = _FULL_WIDTH + re.escape(rules.fold)
    return CharacterTables(
        f"{invisible[0]}{others[0]}{width}\u0370-\u04ff",
        (re.compile(f"[{invisible[0]}]+"), re.compile(f"[{invisible[1] or _NEVER}]+")),
        (re.compile(f"[{others[0]}]"), re.compile(f"[{others[1]}]")),
        re.compile(f"(?:[{width}]|(?<=[0-9０-９])．(?=[0-9０-９]))+"),
        table,
        {ord(char): other for char, other in rules.lookalikes.items()},
    )


def _split(pieces: tuple[str, ...], *, far: bool) -> str:
    return "".join(_range(piece) for piece in pieces if (len(piece.partition("-")[0]) > 4) == far)


@cache
def _compatibility() -> dict[int, str]:
    """The usual form of compatibility characters; punctuation comes out full-width."""
    table: dict[int, str] = {}
    for code in _COMPATIBILITY:
        usual = unicodedata.normalize("NFKC", chr(code))
        if usual != chr(code) and len(usual) == 1:
            table[code] = chr(ord(usual) + 0xFEE0) if "!" <= usual <= "~" else usual
    return table


def _range(piece: str) -> str:
    first, _, last = piece.partition("-")
    return re.escape(chr(int(first, 16))) + (f"-{re.escape(chr(int(last, 16)))}" if last else "")


def find_characters(text: str, rules: CharacterRules) -> list[Edit]:
    """The edits for single characters."""
    tables = compile_characters(rules)
    which = slice(0, 2 if FAR.search(text) else 1)
    edits = [
        Edit(found.start(), found.end(), "", "repair.invisible")
        for one in tables.invisible[which]
        for found in one.finditer(text)
    ]
    edits += [
        Edit(found.start(), found.end(), tables.table[ord(found.group())], "repair.compatibility")
        for one in tables.others[which]
        for found in one.finditer(text)
    ]
    edits += [
        Edit(found.start(), found.end(), "".join(chr(ord(char) - 0xFEE0) for char in found.group()), "repair.width")
        for found in tables.width.finditer(text)
    ]
    edits += _lookalikes(text, tables)
    return edits


def _lookalikes(text: str, tables: CharacterTables) -> Iterator[Edit]:
    for found in _TOKEN.finditer(text) if _OTHER_ALPHABET.search(text) else ():
        word = found.group()
        strange = [char for char in word if char > "\u007f"]
        if strange and len(strange) < len(word) and all(ord(char) in tables.lookalikes for char in strange):
            yield Edit(found.start(), found.end(), word.translate(tables.lookalikes), "repair.lookalike", 0.95)


def find_entities(text: str) -> list[Edit]:
    """The edits that decode HTML entities left in plain text, also those escaped twice or three times."""
    if "&" not in text:
        return []
    return [
        Edit(found.start(), found.end(), decoded, "repair.entity")
        for found in _ENTITY.finditer(text)
        if (decoded := _unescaped(found.group())) != found.group()
    ]


def _unescaped(entity: str) -> str:
    for _ in range(4):
        entity = html.unescape(entity)
    return entity
