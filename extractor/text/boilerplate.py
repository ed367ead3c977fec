"""Lines of a cleaned text that are no part of the article: what to delete, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model import Block, Edit, Media
from extractor.text.cleaning_rules import CleaningRules, SiteRule
from extractor.text.dateline import is_dateline
from extractor.text.gaps import Dropped, gap_edits
from extractor.text.junk import line_rule
from extractor.text.sections import section_lines
from extractor.text.teasers import headlines_behind_end, headlines_behind_prose, teaser_lines

DATELINE_RULE = "cleaning.dateline"
REPEATED_TITLE_RULE = "cleaning.repeated_title"
SITE_RULE = "cleaning.site"
SPACE_RULE = "cleaning.space"
# A line of this length with a full stop is prose: the tail of an article begins behind the last one. Its head ends with the
# title, or the first prose, or so many lines.
_HEAD_LINES = 5
PROSE_CHARS = 40
# A date line stands this near the top.
_DATELINE_REACH = 15
_LONGEST_TAIL = 80


def find_boilerplate(
    text: str, blocks: Sequence[Block], rules: CleaningRules, *, media: Media, site: SiteRule | None = None
) -> list[Edit]:
    """The deletions, each with its rule's name, and the line breaks between what stays made single.

    Blocks of kind "title" and tables always stay. What stays keeps its own text, but for a bracket such as
    （责任编辑：…） at its end.
    """
    lines = [text[block.start : block.end] for block in blocks]
    # One look at each line tells which rules for lines and for their ends can meet it; of a long line, only for its end.
    opened = [rules.line_gate.open(line if len(line) <= rules.longest_line else line[-_LONGEST_TAIL:]) for line in lines]
    reasons = _whole_lines(lines, blocks, opened, rules)
    if site is not None:
        reasons.update((number, SITE_RULE) for number, line in enumerate(lines) if line in site.lines)
    reasons.update(section_lines(lines, blocks, reasons, rules))
    if media == "text":
        reasons.update(teaser_lines(lines, blocks, reasons, rules))
    reasons.update(headlines_behind_end(lines, blocks, reasons, rules))
    reasons.update(headlines_behind_prose(lines, blocks, reasons, rules))
    return _edits(text, blocks, reasons, _tails(lines, blocks, reasons, opened, rules))


def _whole_lines(
    lines: Sequence[str], blocks: Sequence[Block], opened: Sequence[Sequence[int]], rules: CleaningRules
) -> dict[int, str]:
    prose = [number for number, line in enumerate(lines) if len(line) >= PROSE_CHARS and "。" in line]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    title = next((number for number, block in enumerate(blocks) if block.kind == "title"), _HEAD_LINES)
    titles = {squeezed(line) for line, block in zip(lines, blocks, strict=True) if block.kind == "title"}
    reasons: dict[int, str] = {}
    for number, (line, block) in enumerate(zip(lines, blocks, strict=True)):
        if block.kind in ("title", "table"):
            continue
        where = frozenset({"anywhere", *(("head",) if number < min(first, title) else ()), *(("tail",) if number > last else ())})
        rule = line_rule(line, rules, where=where, opened=opened[number])
        if rule is None and number < min(first, _DATELINE_REACH) and is_dateline(line, rules.metadata):
            rule = DATELINE_RULE
        if rule is None and titles and squeezed(line) in titles:
            rule = REPEATED_TITLE_RULE
        if rule is not None:
            reasons[number] = rule
    return reasons


def squeezed(line: str) -> str:
    """The line without white space, for comparing."""
    return "".join(line.split())


def _tails(
    lines: Sequence[str],
    blocks: Sequence[Block],
    reasons: dict[int, str],
    opened: Sequence[Sequence[int]],
    rules: CleaningRules,
) -> dict[int, Dropped]:
    """The ends of lines that go although the line stays, by the line's number."""
    tails: dict[int, Dropped] = {}
    for number, line in enumerate(lines):
        if number in reasons or blocks[number].kind == "table":
            continue
        offset = max(0, len(line) - _LONGEST_TAIL)
        for rule in opened[number]:
            if rule < len(rules.lines):
                continue
            name, pattern = rules.tails[rule - len(rules.lines)]
            match = pattern.search(line, offset)
            if match and match.start() > 0:
                start = blocks[number].start + len(line[: match.start()].rstrip())
                tails[number] = Dropped(start, blocks[number].end, name)
                break
    return tails


def _edits(text: str, blocks: Sequence[Block], reasons: dict[int, str], tails: dict[int, Dropped]) -> list[Edit]:
    edits: list[Edit] = []
    dropped: list[Dropped] = []
    at, written = 0, False
    for number, block in enumerate(blocks):
        if number in reasons:
            dropped.append(Dropped(block.start, block.end, reasons[number]))
            continue
        edits.extend(_gap(text, (at, block.start), dropped, "\n" if written else ""))
        tail = tails.get(number)
        at, dropped, written = (tail.start, [tail], True) if tail else (block.end, [], True)
    edits.extend(_gap(text, (at, len(text)), dropped, ""))
    return edits


def _gap(text: str, gap: tuple[int, int], dropped: list[Dropped], separator: str) -> list[Edit]:
    if not dropped and text[slice(*gap)] == separator:
        return []
    return gap_edits(gap, separator, dropped, SPACE_RULE)
