"""Headings of lists and notices that follow an article, and the lines that belong to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.model import Block
from extractor.text.cleaning_rules import CleaningRules, SectionRule, bare

_LONGEST_HEADING = 30
# A line of this length that ends like a sentence is the article's, not an entry of a list of links.
_PROSE_CHARS = 45
_SENTENCE_ENDS = "。！？”」)）"
# A section that takes the rest of the text is believed where at least this share of the text stands before it.
_SHARE_BEFORE = 0.4


def section_lines(
    lines: Sequence[str], blocks: Sequence[Block], known: Mapping[int, str], rules: CleaningRules
) -> dict[int, str]:
    """The numbers of the lines in sections such as 相关新闻, 声明 or 最新评论, their headings included, with the rule's name.

    `known` are the lines that other rules took already: they neither begin nor end a section.
    """
    found: dict[int, str] = {}
    before, total = 0, sum(map(len, lines))
    for number, line in enumerate(lines):
        if number not in found and len(line) <= _LONGEST_HEADING and blocks[number].kind != "title":
            # A site puts its name before the heading: 某某网 · 相关文章.
            rule = rules.sections.get(bare(line)) or rules.sections.get(bare(line.rpartition("·")[2]))
            if rule is not None:
                late = before >= _SHARE_BEFORE * total
                end = number + 1
                while end < len(lines) and (end in known or _belongs(rule, lines[end], blocks[end], late=late)):
                    end += 1
                if end > number + 1 or (rule.alone and (late or rule.takes != "notice")):
                    found.update(dict.fromkeys(range(number, end), rule.name))
        before += len(line)
    return found


def _belongs(rule: SectionRule, line: str, block: Block, *, late: bool) -> bool:
    """Whether a line behind the heading is part of its section."""
    if rule.takes == "end":
        return late
    if rule.takes == "notice":
        return any(word in line for word in rule.words)
    if block.kind in ("table", "title"):
        return False
    return not (len(line) >= _PROSE_CHARS and line[-1] in _SENTENCE_ENDS)
