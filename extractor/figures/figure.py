"""What a figure is: a table, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Shape = Literal["bars", "columns", "matrix", "map"]
Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table behind a figure. `code` is the division's adcode, where the row is one of a map."""

    label: str
    numbers: tuple[Number, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the table behind it, all texts in the reader's language.

    `heads` name the label and every column of numbers. The first `drawn` columns are drawn: as one bar cut into parts, as cells
    of a matrix, or (the first alone) as the shade of a map; the others stand in the table only. `money` is whether they are sums.
    """

    name: str
    shape: Shape
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    drawn: int
    money: bool = False

    @property
    def series(self) -> tuple[str, ...]:
        """The names of the columns that are drawn."""
        return self.heads[1 : self.drawn + 1]

    def parts(self, row: Row) -> tuple[Number, ...]:
        """What is drawn of a row."""
        return row.numbers[: self.drawn]
