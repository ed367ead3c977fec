"""Which original bytes can have been read as a damaged stretch: every way to get from being off by one byte back into step."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.text.repair.damage import fold_ascii, tokens
from extractor.text.repair.gbk import codes, pairs
from extractor.text.repair.readings import LETTERS, is_reading

LONGEST = 120
"""Characters a slip may last. The longest of 2,000 generated ones lasted 59."""
MOST_PATHS = 150
MOST_HOLES = 3
NOTE = re.compile(rf"\(([{LETTERS}]{{1,6}})\)")
ORPHANED_NOTE = re.compile(rf"\(?([{LETTERS}]{{1,6}})\)")
LOST = "?\ufffd"
UNKNOWN_BYTES = tuple(range(0x81, 0xFF))


@dataclass(frozen=True, slots=True)
class Parse:
    """Text read up to `end`, the bytes it came from, and the same bytes damaged; a negative number -k is hole k."""

    end: int
    original: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()
    holes: tuple[tuple[int, ...], ...] = ()
    pending: bool = False
    last: int | None = None

    def add(self, end: int, original: tuple[int, ...], damaged: tuple[int, ...] | None = None) -> Parse | None:
        """The parse with more bytes; None where two known bytes of them are no character."""
        path: Parse | None = replace(self, end=end, damaged=self.damaged + (original if damaged is None else damaged))
        for byte in original:
            path = path._byte(byte) if path else None
        return path

    def _byte(self, byte: int) -> Parse | None:
        if self.pending:
            known = self.last is not None and self.last >= 0 and byte >= 0
            if known and bytes((self.last or 0, byte)) not in pairs():
                return None
            pending = False
        else:
            pending = byte < 0 or byte >= 0x80
        return replace(self, original=(*self.original, byte), pending=pending, last=byte)

    def hole(self, choices: tuple[int, ...]) -> tuple[Parse, int]:
        """The parse with one more unknown byte, and the number that stands for it."""
        return replace(self, holes=(*self.holes, choices)), -len(self.holes) - 1

    def fill(self, chosen: tuple[int, ...]) -> tuple[bytes, bytes]:
        """The original and the damaged bytes with the holes filled."""
        original = bytes(byte if byte >= 0 else chosen[-byte - 1] for byte in self.original)
        return original, bytes(byte if byte >= 0 else chosen[-byte - 1] for byte in self.damaged)


def parses(text: str, start: int) -> list[Parse]:
    """Every parse of the text that begins at the lost character at `start` and is back in step at its end."""
    waiting = [Parse(start, last=_byte_before(text, start))]
    found: list[Parse] = []
    steps = 0
    while waiting and steps < MOST_PATHS:
        path = waiting.pop()
        steps += 1
        for longer in _steps(text, path):
            if not longer.pending:
                found.append(longer)
            elif longer.end - start < LONGEST:
                waiting.append(longer)
    return found


def holds(text: str, start: int, parse: Parse, chosen: tuple[int, ...]) -> bool:
    """Whether damaging the candidate forward gives exactly the text that was read."""
    _, damaged = parse.fill(chosen)
    read = "".join(char for _, _, char in tokens(damaged))
    seen = text[start : parse.end].replace("\ufffd", "?")
    return fold_ascii(read) in (fold_ascii(seen), fold_ascii(seen.replace("?(", "?")))


def _byte_before(text: str, start: int) -> int | None:
    """The last byte of the character before `start`, looking through a note on it; ASCII may have been full-width."""
    before = re.search(rf"(.)(?:(?<=[^\x00-\x7f])\([{LETTERS}]{{1,6}}\))?$", text[max(0, start - 12) : start])
    code = codes().get(before.group(1)) if before else None
    return None if not code else code[-1] if len(code) == 2 else code[0] + 0x80


def _steps(text: str, path: Parse) -> list[Parse]:
    if path.end >= len(text):
        return []
    char = text[path.end]
    if char in LOST:
        options = _lost(text, path)
    elif char == "(" and (note := NOTE.match(text, path.end)) and _noted(text, path, note.group(1)):
        options = [path.add(note.end(), (), tuple(_codes(note.group())))]
    elif char.isascii():
        options = _ascii(path, ord(char))
    else:
        code = codes().get(char)
        options = [path.add(path.end + 1, tuple(code))] if code else []
        if char == "€":
            options.append(path.add(path.end + 1, (0x80,)))
    return [option for option in options if option is not None]


def _codes(text: str) -> bytes:
    return b"".join(codes().get(char, b"?") for char in text)


def _noted(text: str, path: Parse, note: str) -> bool:
    return is_reading(text[path.end - 1], note)


def _ascii(path: Parse, byte: int) -> list[Parse | None]:
    """An ASCII character behind a half character: its second byte, or a full-width character folded after decoding."""
    options = [path.add(path.end + 1, (0xA3, byte + 0x80))] if 0x21 <= byte <= 0x7E else []
    if byte >= 0x40:
        options.append(path.add(path.end + 1, (byte,)))
    return options


def _lost(text: str, path: Parse) -> list[Parse | None]:
    """What a lost character can be: half a character before a note, before a question mark or alone; or a question mark."""
    options: list[Parse | None] = []
    after = path.end + 1
    if (note := ORPHANED_NOTE.match(text, after)) and (noted := _before_note(path, note)):
        return noted
    if path.pending:
        options.append(path.add(after, (0xA3, 0xBF), (0x3F,)))
    if len(path.holes) >= MOST_HOLES:
        return options
    holed, number = path.hole(UNKNOWN_BYTES)
    if text[after : after + 1] in ("?", "？"):
        options.append(holed.add(after + 1, (number, 0xA3, 0xBF), (number, 0x3F)))
    if path.pending:
        options.append(holed.add(after, (number,)))
    return options


def _before_note(path: Parse, note: re.Match[str]) -> list[Parse | None]:
    """The lost byte before a note, once for each that makes a character of this reading with the byte before it."""
    if path.last is None or path.last < 0x40:
        return []
    table = pairs()
    fitting = [
        byte
        for byte in UNKNOWN_BYTES
        if "\u4e00" <= (char := table.get(bytes((path.last, byte)), "")) <= "\u9fff" and is_reading(char, note.group(1))
    ]
    shown = tuple(_codes("(" + note.group().lstrip("(")))
    return [path.add(note.end(), (byte,), (byte, *shown)) for byte in fitting]
