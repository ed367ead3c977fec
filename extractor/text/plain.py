"""Plain text scrapes as blocks: lines told apart into title, headings, items, paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model import Block, BlockKind, Cell, Span
from extractor.text.cleaning_rules import CleaningRules
from extractor.text.dateline import is_dateline
from extractor.text.grid import header_row
from extractor.text.junk import line_rule

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_ITEM = re.compile(r"[◆●■★▲△◇○□▪•·➤►※*\-–]\s{0,3}\S|[①-⑳⑴-⒇㈠-㈩]|(?:\d{1,3}|[a-zA-Z])\s?[.．、)）](?!\d)|[(（]\d{1,3}[)）]")
_PART = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}[章节節部分条條]|[一二三四五六七八九十]{1,3}\s?[、.．]|[(（][一二三四五六七八九十]{1,3}[)）])"
)
_BRACKETED = re.compile(r"[【〖\[][^【】〖〗\[\]]{1,30}[】〗\]]$")
# Any of the three, in one go: nearly all lines are none.
_FORM = re.compile(f"{_PART.pattern}|{_BRACKETED.pattern}|{_ITEM.pattern}")
# A headline's second line, the number of an official notice (某府发〔2021〕19号), or whom it is for (各县人民政府：).
_UNDER_TITLE = re.compile(
    r"[—–-]{1,2}\s?\S|[^\s，。]{1,12}[〔\[［(（【](?:19|20)\d\d[〕\]］)）】]\s?第?\d{1,5}\s?号$"
    r"|各[^。！？]{2,80}[：:]$"
)
_SEPARATORS = ("\t", "|", "｜")
_RULER = re.compile(r"[\s|:\-—=]{3,400}")
_SENTENCE_END = "。！？；!?;，,、：:…"
_LONGEST_HEADING = 40
_LONGEST_TITLE = 60
_SHORTEST_TITLE = 5
# So long, the line behind the first one is prose, and the first one its headline.
_BODY_LINE = 60
# So long, behind a date line and a headline.
_DATED_BODY_LINE = 30
# The headline of a scrape stands this near its top, in lines that are not spam or navigation.
_TITLE_REACH = 6


def line_kind(line: str) -> tuple[BlockKind, int]:
    """What a line is by its own form: an item (numbered or with a bullet), a heading (一、…, 【…】), or a paragraph; with its
    level."""
    if not _FORM.match(line):
        return "paragraph", 0
    if _PART.match(line) and len(line) <= _LONGEST_HEADING and line[-1] not in "。；;，,":
        return "heading", 3 if line[0] in "(（" else 2
    if _BRACKETED.match(line):
        return "heading", 0
    if _ITEM.match(line):
        return "item", 1
    return "paragraph", 0


def plain_to_blocks(text: str, rules: CleaningRules) -> tuple[Block, ...]:
    """The blocks of a repaired, Simplified text scrape: one for each line with text, tables made of their rows.

    A title is told only where a headline stands before a date line or before prose; a scrape that begins with its body has none.
    """
    spans = _bare_lines(text)
    separators = [separator for separator in _SEPARATORS if separator in text]
    title = _title(text, spans, rules)
    blocks: list[Block] = []
    number = 0
    while number < len(spans):
        rows, taken = _table_rows(text, spans, number, separators, rules) if separators else ([], 0)
        if rows:
            blocks.append(_table(text, spans[number : number + taken], rows, rules))
            number += taken
            continue
        start, end = spans[number]
        blocks.append(Block("title", start, end) if number == title else _block(text, start, end))
        number += 1
    return tuple(blocks)


def _block(text: str, start: int, end: int) -> Block:
    kind, level = line_kind(text[start:end])
    return Block(kind, start, end, level)


def _bare_lines(text: str) -> list[Span]:
    """The lines that are not empty, without the white space around them."""
    spans: list[Span] = []
    for match in _LINE.finditer(text):
        line = match[0]
        bare = line.strip()
        if bare:
            start = match.start() if line[0] == bare[0] else match.start() + _indent(line)
            spans.append(Span(start, start + len(bare)))
    return spans


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _title(text: str, spans: Sequence[Span], rules: CleaningRules) -> int:
    """The number of the line that is the headline, or -1."""
    article: list[int] = []
    for number, (start, end) in enumerate(spans[:40]):
        line = text[start:end]
        if line_rule(line, rules) is None or is_dateline(line, rules.metadata):
            article.append(number)
        if len(article) > _TITLE_REACH or len(line) > 2 * _BODY_LINE:
            break
    lines = [text[slice(*spans[number])] for number in article]
    for place, line in enumerate(lines):
        if is_dateline(line, rules.metadata):
            found = _above(lines, place) if place else 1
            fits = place or _before_body(lines, found, _DATED_BODY_LINE)
            return article[found] if fits and _headline(lines[found]) else -1
        if len(line) >= _BODY_LINE:
            break
    return article[0] if _before_body(lines, 0, _BODY_LINE) and _headline(lines[0]) else -1


def _above(lines: Sequence[str], place: int) -> int:
    """The place of the headline above a date line: what stands between them is a second line of it or the number of a notice."""
    place -= 1
    while place > 0 and _UNDER_TITLE.match(lines[place]):
        place -= 1
    return place


def _before_body(lines: Sequence[str], place: int, least: int) -> bool:
    """Whether the line behind this one, its second line left out, is prose of at least so many characters."""
    after = place + 1
    while after < len(lines) and _UNDER_TITLE.match(lines[after]):
        after += 1
    if after >= len(lines) or len(lines[after]) < least:
        return False
    # The body of a notice may end with a colon, before its numbered points.
    return lines[after][-1] not in _SENTENCE_END[5:] or (lines[after][-1] in "：:" and len(lines[after]) >= _BODY_LINE)


def _headline(line: str) -> bool:
    return _SHORTEST_TITLE <= len(line) <= _LONGEST_TITLE and line[-1] not in "。；;，,、：:" and "。" not in line


def _table_rows(
    text: str, spans: Sequence[Span], number: int, separators: Sequence[str], rules: CleaningRules
) -> tuple[list[list[Span]], int]:
    """The rows of the table that begins at a line and how many lines it takes; no rows where none begins there.

    A table is two rows or more with the same separator, tab or pipe, and with pipes as many cells; rulers (|---|---|) are
    left out.
    """
    for separator in separators:
        rows: list[list[Span]] = []
        place = number
        while place < len(spans):
            start, end = spans[place]
            if text.find(separator, start, end) < 0:
                break
            cells = _cells(text, start, end, separator)
            if len(cells) < 2 or (rows and separator != "\t" and len(cells) != len(rows[0])):
                break
            if separator != "\t" and line_rule(text[start:end], rules) is not None:
                break
            if not _RULER.fullmatch(text, start, end):
                rows.append(cells)
            place += 1
        if len(rows) >= 2:
            return rows, place - number
    return [], 0


def _cells(text: str, start: int, end: int, separator: str) -> list[Span]:
    if separator != "\t":
        while start < end and text[start] == separator:
            start += 1
        while end > start and text[end - 1] == separator:
            end -= 1
    cells: list[Span] = []
    while True:
        stop = text.find(separator, start, end)
        last = stop if stop >= 0 else end
        piece = text[start:last]
        begin = start + _indent(piece) if piece.strip() else start
        cells.append(Span(begin, begin + len(piece.strip())))
        if stop < 0:
            return cells
        start = stop + 1


def _table(text: str, spans: Sequence[Span], rows: list[list[Span]], rules: CleaningRules) -> Block:
    head = header_row([[text[start:end] for start, end in row] for row in rows], rules.header_words)
    cells = tuple(
        Cell(start, end, number, column, header=number == head)
        for number, row in enumerate(rows)
        for column, (start, end) in enumerate(row)
    )
    return Block("table", spans[0][0], spans[-1][1], cells=cells)
