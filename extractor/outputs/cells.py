"""Cells of text formats, safe to open in a spreadsheet."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.outputs.rows import Value, plain_number

_NUMBER = r"[+-]?\d[\d,]*(?:\.\d+)?%?"
_FORMULA = re.compile(rf"'*(?!{_NUMBER}\Z)\s*[=+\-@＝＋－＠\t\r\n].", re.DOTALL)
"""What a spreadsheet runs as a formula, the full-width signs included; a number with a sign, or the sign alone, is none."""


def neutralised(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula.

    A text that has the apostrophe of its own gets another one, so that `restored` gives back every text.
    """
    return "'" + text if _FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that `neutralised` made the cell from."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def text_cell(value: Value) -> str:
    """The value as a cell of a CSV file; empty where it is absent."""
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralised(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value) if isinstance(value, Decimal) else str(value)
