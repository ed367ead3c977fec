"""The table behind a figure, as HTML and as CSV."""

from __future__ import annotations

import csv
import io
from html import escape

from extractor.figures.figure import Figure, Row
from extractor.figures.words import Words
from extractor.outputs.cells import text_cell


def html_table(figure: Figure, words: Words) -> str:
    """The table as HTML: the same numbers as in the figure, in full."""
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in figure.heads)
    rows = "".join(_row(row, words) for row in figure.rows)
    return f"<table><caption>{escape(figure.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: Row, words: Words) -> str:
    cells = "".join(f"<td>{words.number(number)}</td>" for number in row.numbers)
    return f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>'


def csv_table(figure: Figure) -> str:
    """The table as CSV that a spreadsheet opens safely, with a byte order mark as the tables of a run have."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(map(text_cell, figure.heads))
    for row in figure.rows:
        writer.writerow([text_cell(row.label), *map(text_cell, row.numbers)])
    return "\ufeff" + file.getvalue()
