"""The two-byte table of GBK: which bytes a character has, which character two bytes are."""

from __future__ import annotations

from functools import cache

TRAILS = tuple(byte for byte in range(0x40, 0xFF) if byte != 0x7F)
LEADS = tuple(range(0x81, 0xFF))


@cache
def pairs() -> dict[bytes, str]:
    """Every pair of bytes that is a character; user-defined places are private-use characters, as browsers read them."""
    table: dict[bytes, str] = {}
    for lead in LEADS:
        for trail in TRAILS:
            pair = bytes((lead, trail))
            try:
                table[pair] = pair.decode("gb18030")
            except UnicodeDecodeError:
                continue
    return table


@cache
def codes() -> dict[str, bytes]:
    """The bytes of every character that GBK has and of ASCII."""
    table = {char: pair for pair, char in pairs().items()}
    table.update((chr(byte), bytes((byte,))) for byte in range(0x80))
    return table


def encode(text: str) -> bytes:
    """The text in GBK; a character that GBK has not becomes "?"."""
    table = codes()
    return b"".join(table.get(char, b"?") for char in text)
