"""What is known of table heads, for tables of web pages and of plain text alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_HEAD = 20
_NOT_HEAD = re.compile(r"[。；！？，]|\d{3,}|^[\d.,%％、\s－-]+$")
_UNIT = re.compile(r"[（(][^（）()]{1,10}[）)]$|[/／]")


def header_row(rows: Sequence[Sequence[str]], words: re.Pattern[str]) -> int:
    """The number of the row that names the columns, or -1.

    A head has only short, different, filled cells without figures or clauses, and what stands below it is different in kind:
    figures, or longer text, in at least one column, unless most of its cells are made of `words` (企业名称, 金额).
    A first row that spans the table in a single cell is its title.
    """
    filled = [number for number, row in enumerate(rows) if any(row)]
    while len(filled) > 1 and sum(1 for cell in rows[filled[0]] if cell) < 2:
        filled.pop(0)
    if len(filled) < 2:
        return -1
    head = [cell.strip() for cell in rows[filled[0]]]
    named = [_UNIT.sub("", cell) for cell in head]
    if not all(head) or len(set(head)) < len(head) or any(len(cell) > _LONGEST_HEAD or _NOT_HEAD.search(cell) for cell in named):
        return -1
    if sum(1 for cell in named if words.fullmatch(cell)) * 2 > len(named) > 1:
        return filled[0]
    below = [rows[number] for number in filled[1:] if len(rows[number]) == len(head)]
    return filled[0] if any(_differs(name, [row[column].strip() for row in below]) for column, name in enumerate(named)) else -1


def _differs(name: str, values: list[str]) -> bool:
    """Whether the column's values are of another kind than its name: mostly figures, or mostly longer by three characters."""
    figures = sum(1 for value in values if value[:1].isdigit())
    longer = sum(1 for value in values if len(value) >= len(name) + 3)
    return bool(values) and (figures * 2 > len(values) or longer * 2 > len(values))
