"""Sums in table cells that hold bare numbers: their unit stands in the column's header or above the table (单位：万元)."""

from __future__ import annotations

from extractor.match.grids import Column, rows_of
from extractor.match.money_cells import HeaderUnit, header_unit, parse_cell_amount
from extractor.model import Block, Document, Mention, Region
from extractor.rules.numbers import MoneyRules

# A line above the table that gives its unit ends within this many characters, and is no longer than this.
_ABOVE = 120


def table_amounts(document: Document, rules: MoneyRules, *, region: Region = "CN") -> list[Mention]:
    """The sums of all tables' bare cells, in order; cells that name their own unit are left to `find_amounts`.

    A unit above the table counts for columns whose header is a word for money.
    """
    found: list[Mention] = []
    for index, block in enumerate(document.blocks):
        if block.kind == "table":
            above = document.blocks[index - 1] if index else None
            found.extend(_block_amounts(document.text, block, above, rules, region))
    return sorted(found, key=lambda mention: mention.start)


def _block_amounts(text: str, block: Block, above: Block | None, rules: MoneyRules, region: Region) -> list[Mention]:
    table = rows_of(text, block)
    if table is None:
        return []
    lines = [table.caption]
    if above is not None and above.kind != "table" and above.end - above.start <= _ABOVE:
        lines.append(text[above.start : above.end])
    general = next((unit for line in lines if (unit := header_unit(line.strip(), rules, region=region))), None)
    found: list[Mention] = []
    for column in table.columns:
        unit = header_unit(column.header, rules, region=region)
        if unit is None and general is not None and rules.bare_before.search(column.header):
            unit = general
        if unit is not None:
            found.extend(_column_amounts(text, column, unit, rules, region))
    return found


def _column_amounts(text: str, column: Column, unit: HeaderUnit, rules: MoneyRules, region: Region) -> list[Mention]:
    found: list[Mention] = []
    for cell in dict.fromkeys(cell for cell in column.cells if cell is not None):
        mention = parse_cell_amount(text[cell.start : cell.end], rules, header_unit=unit, region=region, start=cell.start)
        if mention is not None and mention.rule == "amount.cell":
            found.append(mention)
    return found
