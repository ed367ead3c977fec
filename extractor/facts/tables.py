"""Winners' tables: columns known by their headers, rows turned into facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec.structs import replace

from extractor.facts.lists import Section
from extractor.facts.places import lowest
from extractor.facts.prizes import Prize, PrizeResolver
from extractor.facts.view import DocumentView
from extractor.match.grids import expanded
from extractor.model import AwardFact, Block, Cell, Group, Mention, Span, Status

# A longer cell is no column's header.
HEADER_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by row and column; a spanned cell stands in every place it covers."""

    rows: tuple[tuple[Cell | None, ...], ...]
    roles: tuple[str | None, ...]
    first: int


def grid_of(view: DocumentView, block: Block) -> Grid | None:
    """The grid of a table block with the role of each column; None where no column's header is known."""
    rows = expanded(block)
    if rows is None:
        return None
    for first in range(min(3, len(rows) - 1)):
        roles = _roles(view, rows[first])
        if "holder" in roles or "project" in roles:
            while first + 2 < len(rows) and all(c is None or c.header for c in rows[first + 1]):
                first += 1
                roles = tuple(a or b for a, b in zip(_roles(view, rows[first]), roles, strict=True))
            return Grid(tuple(tuple(row) for row in rows), roles, first + 1)
    return None


def _roles(view: DocumentView, row: Sequence[Cell | None]) -> tuple[str | None, ...]:
    roles: list[str | None] = []
    for cell in row:
        header = re.sub("\\s", "", view.document.text[cell.start : cell.end]) if cell else ""
        known = view.words.columns if 0 < len(header) <= HEADER_LENGTH else ()
        roles.append(next((holds for holds, pattern in known if pattern.search(header)), None))
    return tuple(roles)


def award_rows(view: DocumentView, block: Block, resolver: PrizeResolver, section: Section | None) -> list[AwardFact]:
    """The award facts of a table: one a row, its award from a cell, the section's heading, or the award named last."""
    grid = grid_of(view, block)
    if grid is None:
        return []
    base = section.prize if section else _prize_before(resolver, block)
    status: Status = section.status if section else "granted"
    facts: list[AwardFact] = []
    group = _total_of(view, grid) or Group("table", block.start, block.end)
    for row in grid.rows[grid.first :]:
        fact = _row_fact(view, row, grid, resolver, base)
        if fact is not None:
            facts.append(replace(fact, status=status, group=group))
    return facts


def _total_of(view: DocumentView, grid: Grid) -> Group | None:
    """The group of the rows, with the number of winners that the table's only row of totals tells; None where none does."""
    rows = [[c for c in dict.fromkeys(row) if c is not None] for row in grid.rows[grid.first :]]
    totals = [row for row in rows if row and view.words.totals.match(view.document.text[row[0].start : row[0].end].strip())]
    if len(totals) != 1:
        return None
    told = [m for cell in totals[0] for m in view.within(Span(cell.start, cell.end)) if m.type == "count"]
    told = [m for m in told if m.number is not None and m.unit in view.words.group_units]
    return Group("table", told[0].start, told[0].end, told[0].number) if len(told) == 1 else None


def _prize_before(resolver: PrizeResolver, block: Block) -> Prize | None:
    mention = resolver.before(block.start)
    if mention is None or block.start - mention.end > 400:
        return None
    return resolver.resolve(mention, Span(mention.start, mention.end))


def _row_fact(
    view: DocumentView, row: tuple[Cell | None, ...], grid: Grid, resolver: PrizeResolver, base: Prize | None
) -> AwardFact | None:
    by_role: dict[str, Cell] = {}
    told: list[Cell] = []
    for role, cell in zip(grid.roles, row, strict=True):
        if role and cell is not None and cell.end > cell.start:
            by_role.setdefault(role, cell)
            if role in ("award", "category") and cell not in told:
                told.append(cell)
    holder = by_role.get("holder") or by_role.get("project")
    if holder is None or ("award" not in by_role and base is None):
        return None
    prize = _cell_prize(view, told, resolver, base)
    recipient, kind, inner = _recipient(view, holder)
    if prize is None or not recipient or view.words.totals.match(recipient):
        return None
    place = by_role.get("place")
    adcode = lowest(_districts(view, place)) if place else lowest(inner)
    year = _year(view, by_role.get("year"))
    return AwardFact(
        award=prize.name,
        kind=prize.kind,
        status="granted",
        start=min(c.start for c in row if c is not None),
        end=max(c.end for c in row if c is not None),
        rule="award.table.row",
        edition=prize.edition,
        year=year or prize.year,
        grade=prize.grade,
        recipient=recipient,
        recipient_kind=kind,
        district=view.place_name(adcode) if adcode else None,
        adcode=adcode,
        amount=_amount(view, by_role.get("amount")),
        grantor=_text(view, by_role.get("grantor")),
    )


def _amount(view: DocumentView, cell: Cell | None) -> Decimal | None:
    """The prize money that a row tells."""
    found = view.within(Span(cell.start, cell.end)) if cell else ()
    return next((mention.number for mention in found if mention.type == "amount"), None)


def _text(view: DocumentView, cell: Cell | None) -> str | None:
    return view.document.text[cell.start : cell.end].strip() or None if cell else None


def _cell_prize(view: DocumentView, cells: list[Cell], resolver: PrizeResolver, base: Prize | None) -> Prize | None:
    """The award that a row's cells name, with the grade that one of them names; else the table's award with that grade."""
    prize, grade = base, None
    for cell in cells:
        span = Span(cell.start, cell.end)
        text = view.document.text[cell.start : cell.end].strip()
        for mention in view.within(span):
            named = resolver.resolve(mention, span) if mention.type == "award" else None
            if named is not None:
                same = base is not None and named.name == base.name
                prize = replace(named, edition=named.edition or (base.edition if same and base else None))
            elif mention.type == "grade":
                grade = mention.grade
        if re.fullmatch("[特一二三四]等", text):
            grade = text + "奖"
    return replace(prize, grade=grade) if prize is not None and grade else prize


def _recipient(view: DocumentView, cell: Cell) -> tuple[str, str, list[Mention]]:
    """The recipient's name in a cell, its kind, and the divisions named in the cell's bracket."""
    text = view.document.text[cell.start : cell.end]
    name = re.split("[（(](?![^（）()]*[）)][^（）()\\s])", text, maxsplit=1)[0].strip()
    name = re.split("[、；;\\s　]", name, maxsplit=1)[0] if "公司、" in name or "；" in name else name
    found = next((m for m in view.within(Span(cell.start, cell.end)) if m.value == name or m.start == cell.start), None)
    districts = [m for m in _districts(view, cell) if m.start > cell.start + len(name)]
    return name, found.type if found else "organisation", districts


def _districts(view: DocumentView, cell: Cell) -> list[Mention]:
    return [m for m in view.districts_within(cell.start, cell.end) if m.end <= cell.end]


def _year(view: DocumentView, cell: Cell | None) -> int | None:
    match = re.search("(?:19|20)\\d\\d", view.document.text[cell.start : cell.end]) if cell else None
    return int(match.group()) if match else None
