"""Names that no matcher knows, found by where they stand: an item between two known winners of an enumeration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.model import Mention
from extractor.rules.alphabet import NAMED_TYPES
from extractor.rules.context import ContextRules

_BRACKET = "(?:[（(][^（）()\\n]{0,40}[）)])?"
_BETWEEN = re.compile(f"^{_BRACKET}、(?P<name>[\\u4e00-\\u9fffA-Za-z0-9]{{4,26}}){_BRACKET}(?:、|和|与|及|以及)$")
# The last item of an enumeration, up to what follows it.
_LAST = re.compile(
    f"{_BRACKET}(?:、|和|与|及|以及)(?P<name>(?:(?!等)[\\u4e00-\\u9fffA-Za-z]){{4,20}}?(?=获|荣|拿|夺|摘|捧|斩|入选|上榜|双双|分别|均)){_BRACKET}"
)


def names_between(text: str, mentions: Sequence[Mention], words: ContextRules, wins: re.Pattern[str]) -> list[Mention]:
    """An organisation for each unknown item between two names (A公司、X测绘院以及B公司), or last behind one and before a verb of
    winning (`wins`), that ends like a unit's name.

    `mentions` are sorted; places between the two names may be part of the unknown one.
    """
    named = [m for m in mentions if m.type in NAMED_TYPES]
    ends = {m.end for m in mentions}
    found: list[Mention] = []
    for left, right in pairwise(named):
        match = _BETWEEN.match(text[left.end : right.start]) if right.start - left.end <= 120 else None
        if match is not None and match.group("name").endswith(words.unit_ends):
            start = left.end + match.start("name")
            name = match.group("name")
            found.append(Mention("organisation", start, start + len(name), name, "organisation.between"))
    for mention in named:
        last = _LAST.match(text, mention.end)
        if (
            last
            and last.group("name").endswith(words.unit_ends)
            and wins.match(text, last.end())
            and last.end("name") not in ends
        ):
            found.append(
                Mention("organisation", last.start("name"), last.end("name"), last.group("name"), "organisation.between")
            )
    return found
