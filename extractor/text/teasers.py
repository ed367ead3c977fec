"""Teasers of other articles that follow the end of a scraped one, with no heading before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.model import Block
from extractor.text.cleaning_rules import CleaningRules

TEASER_RULE = "cleaning.teaser"
_CUT_OFF = re.compile(r"(?:\.{3,6}|…{1,2})[\s】]{0,3}$")
# A headline, a space, and the first words of the text.
_HEADLINE_AND_TEXT = re.compile(r"\S{4,60}[ 　]\S.{7,}")
_SENTENCE_ENDS = "。！？”」』)）；：!?;:"
_SHORTEST = 15
# This share of the lines must show that they were cut off or led in; the others only must not look like the article's end.
_SHARE = 0.4
# A plain headline has so many characters, and so many of them make a list.
_HEADLINE = range(10, 61)
_PLAIN_HEADLINE = range(7, 61)
_HEADLINES_LEAST = 2
_LONGEST_SIGNATURE = 80
# Where no visible end stands before them, this share of the headlines must hold a word that headlines have. The prose before
# them is so long, and a list is announced within so many characters of its end. (Set on the corpus, the dev set and damaged
# copies of them, so that no line of the articles goes and every teaser does.)
_TELLING = 0.7
_PROSE = 15
_ANNOUNCED = 12
# What shows the article's end stands behind this share of the text.
_SHARE_BEFORE = 0.5


def teaser_lines(lines: Sequence[str], blocks: Sequence[Block], known: Mapping[int, str], rules: CleaningRules) -> dict[int, str]:
    """The numbers of the lines at the end of the text that are teasers, with the rule's name.

    The article's own end is the last line that ends like a sentence or a signature; all lines behind it must look like
    teasers, and enough of them must show it, so that a list of short lines at an article's end stays.
    """
    run: list[int] = []
    marked = 0
    for number in range(len(lines) - 1, -1, -1):
        if number in known:
            continue
        line = lines[number]
        mark = bool(_CUT_OFF.search(line) or rules.teaser_marks.search(line))
        if blocks[number].kind in ("table", "title", "item") or not (mark or _is_teaser(line)):
            break
        run.append(number)
        marked += mark
    if marked < rules.teasers.at_least or marked < _SHARE * len(run) or len(run) == len(lines):
        return {}
    return dict.fromkeys(run, TEASER_RULE)


def headlines_behind_end(
    lines: Sequence[str], blocks: Sequence[Block], known: Mapping[int, str], rules: CleaningRules
) -> dict[int, str]:
    """The numbers of short lines behind a visible end of the article (责任编辑, a signature), with the rule's name.

    Behind a line that a rule of `ends` took, all that is left goes where no prose follows; behind a signature only lines that
    are headlines by their length and, most of them, their last word.
    """
    kept = [number for number in range(len(lines)) if number not in known]
    while kept and _may_be_headline(lines[kept[-1]], blocks[kept[-1]]) and not _signed(lines[kept[-1]], rules):
        kept.pop()
    last = kept[-1] if kept else -1
    behind = [number for number in range(last + 1, len(lines)) if number not in known]
    if last < 0 or not behind or sum(map(len, lines[: last + 1])) < _SHARE_BEFORE * sum(map(len, lines)):
        return {}
    ended = next((number for number in range(last + 1, len(lines)) if known.get(number) in rules.teasers.ends), len(lines))
    found = [number for number in behind if number > ended]
    if not found and _signed(lines[last], rules):
        entries = sum(bool(rules.not_headline.search(lines[number])) for number in behind)
        plain = entries * 2 < len(behind) >= _HEADLINES_LEAST and all(len(lines[number]) in _HEADLINE for number in behind)
        found = behind if plain else []
    return dict.fromkeys(found, TEASER_RULE)


def headlines_behind_prose(
    lines: Sequence[str], blocks: Sequence[Block], known: Mapping[int, str], rules: CleaningRules
) -> dict[int, str]:
    """The numbers of the last lines where they are headlines by their length and their words, with the rule's name.

    They follow prose that announces no list, or what closes a notice (its date, where to call).
    """
    kept = [number for number in range(len(lines)) if number not in known]
    behind: list[int] = []
    while kept and _is_plain_headline(lines[kept[-1]], blocks[kept[-1]], rules):
        behind.append(kept.pop())
    if len(behind) < _HEADLINES_LEAST or not kept or not _may_end(lines[kept[-1]], blocks[kept[-1]], rules):
        return {}
    if sum(len(lines[number]) for number in kept) < _SHARE_BEFORE * sum(map(len, lines)):
        return {}
    telling = sum(bool(rules.headline.search(lines[number])) for number in behind)
    return dict.fromkeys(behind, TEASER_RULE) if telling >= _TELLING * len(behind) else {}


def _is_plain_headline(line: str, block: Block, rules: CleaningRules) -> bool:
    plain = block.kind in ("paragraph", "heading") and len(line) in _PLAIN_HEADLINE
    whole = any(mark in line for mark in "。；;") or line[-1] in "：:…" or _signed(line, rules)
    return plain and not whole and not rules.labelled.search(line) and not rules.closing.search(line)


def _may_end(line: str, block: Block, rules: CleaningRules) -> bool:
    """Whether an article may end with this line: with a passage of running text that announces nothing, or a notice's close."""
    if block.kind != "paragraph" or rules.closing.search(line):
        return rules.closing.search(line) is not None
    whole = len(line) >= _PROSE and line.rstrip("”」』）)").endswith(("。", "！"))
    return whole and not rules.announces.search(line[-_ANNOUNCED:])


def _signed(line: str, rules: CleaningRules) -> bool:
    return rules.signature.search(line[-_LONGEST_SIGNATURE:]) is not None


def _may_be_headline(line: str, block: Block) -> bool:
    return block.kind not in ("table", "title") and len(line) in range(_HEADLINE.stop) and line[-1] not in "。；：;:"


def _is_teaser(line: str) -> bool:
    return len(line) >= _SHORTEST and line[-1] not in _SENTENCE_ENDS and bool(_HEADLINE_AND_TEXT.search(line[:200]))
