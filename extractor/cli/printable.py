"""Foreign text on a terminal: names of files and pieces of pages may hold signs that steer it."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""The control characters but tab and line feed, and those that turn the direction of writing."""

_PICTURES = 0x2400
"""Where the pictures of the first 32 control characters begin in Unicode."""


def printable(text: str) -> str:
    """The text with a picture (␛) in the place of each control character, � for those that have none."""
    return _STEERING.sub(lambda match: _picture(ord(match[0])), text)


def _picture(code: int) -> str:
    return "␡" if code == 0x7F else chr(_PICTURES + code) if code < 0x20 else "\ufffd"
