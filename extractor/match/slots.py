"""Slotted text: a stretch of the document in which each mention is one private-use character.

Fact patterns match on it: `{company}` is one character, `、` between two of them is literal text, and a match leads back to
the mentions and to the document's offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from extractor.model import Mention, Span
from extractor.rules.alphabet import SLOT_CHARS, SLOT_TYPES
from extractor.rules.context import ContextRules

_start = attrgetter("start")


class Slotted(Struct, frozen=True):
    """`text` with one character a mention; `starts[i]` is where the i-th mention's character stands in it."""

    span: Span
    text: str
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions whose characters lie in text[start:end]."""
        first = bisect_right(self.starts, start - 1)
        last = bisect_right(self.starts, end - 1)
        return list(self.mentions[first:last])

    def at(self, position: int) -> Mention | None:
        """The mention whose character stands at `position`."""
        index = bisect_right(self.starts, position) - 1
        return self.mentions[index] if index >= 0 and self.starts[index] == position else None

    def origin(self, position: int) -> int:
        """The document offset of a boundary in the slotted text."""
        index = bisect_right(self.starts, position - 1) - 1
        if index < 0:
            return self.span.start + position
        return self.mentions[index].end + position - self.starts[index] - 1

    def place(self, mention: Mention) -> int:
        """Where the mention's character stands. Raises ValueError where it has none here."""
        index = self._index(mention)
        if index < 0:
            raise ValueError("the mention is not in this text")
        return self.starts[index]

    def holds(self, mention: Mention) -> bool:
        """Whether the mention has a character here."""
        return self._index(mention) >= 0

    def _index(self, mention: Mention) -> int:
        """The place among the mentions, found by bisection: a hostile sentence has ten thousands of them; -1 for none."""
        index = bisect_left(self.mentions, mention.start, key=_start)
        return index if index < len(self.mentions) and self.mentions[index] == mention else -1


def top_level(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that no longer one covers or crosses, sorted.

    The longest wins, then an award, then the order of SLOT_TYPES.
    """
    rank = {kind: index for index, kind in enumerate(("award", *(kind for kind in SLOT_TYPES if kind != "award")))}
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.start - m.end, rank[m.type])):
        if kept and mention.start < kept[-1].end:
            longer = mention.end - mention.start > kept[-1].end - kept[-1].start
            if longer:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


_OF = re.compile("[^，。；：,;（）()\\n]{0,16}的?(?:“)?$")


def with_owners(text: str, mentions: Sequence[Mention], words: ContextRules) -> list[Mention]:
    """The mentions with a person's employer and a project's owner joined to them (A公司董事长张三 is one person).

    A project that somebody wins by (凭借“…”获奖) is not a recipient and is left out.
    """
    kept: list[Mention] = []
    for mention in mentions:
        before = text[max(0, mention.start - 20) : mention.start]
        if mention.type == "project" and words.means.search(before):
            continue
        while kept and mention.type in ("person", "project") and kept[-1].type in ("company", "organisation"):
            between = text[kept[-1].end : mention.start]
            joined = kept[-1].end
            if (mention.type == "person" and between and words.office.fullmatch(between)) or (
                mention.type == "project" and (_owned(between) or _owner_of(text, kept[-1], mention, words))
            ):
                mention = replace(mention, start=kept.pop().start)
                joined = mention.start
                while (
                    kept
                    and kept[-1].type in ("company", "organisation")
                    and text[kept[-1].end : joined] in ("与", "和", "、", "及")
                ):
                    if mention.type == "person":
                        break
                    mention = replace(mention, start=kept.pop().start)
                    joined = mention.start
            break
        if _is_team_of(mention, kept[-1:], text):  # A公司“跃进”砂型班组: the team wins.
            mention = replace(mention, start=kept.pop().start)
        kept.append(mention)
    return kept


def _is_team_of(mention: Mention, before: Sequence[Mention], text: str) -> bool:
    """Whether a team known by a name stands right behind its company."""
    owner = before[0] if before and before[0].type == "company" else None
    return mention.rule == "organisation.named_team" and owner is not None and text[owner.end : mention.start] in ("", "的")


def _owned(between: str) -> bool:
    """Whether the text between a company and a project says that it is the company's (研发的“)."""
    return "的" in between[-3:] and _OF.fullmatch(between) is not None


def _owner_of(text: str, owner: Mention, thing: Mention, words: ContextRules) -> bool:
    """Whether a quoted thing stands right behind its owner and a word for owning (A公司旗下“…”)."""
    match = words.owned.match(text, owner.end)
    return match is not None and match.start(1) == thing.start


_NUMERAL = "[0-9０-９.,，．〇零一二两三四五六七八九十百千万亿廿]+"


@lru_cache(maxsize=1024)
def _core(unit: str) -> re.Pattern[str]:
    """A number with this measure word."""
    return re.compile(f"{_NUMERAL}[多余几来]?[万亿]?[多余]?\\s?{re.escape(unit)}")


def count_core(text: str, mention: Mention) -> Mention:
    """A count without its object: the number and its measure word, so that other mentions may stand where the object is."""
    found = list(_core(mention.unit or "").finditer(text[mention.start : mention.end]))
    if not found:
        return mention
    match = found[-1] if mention.end - mention.start == found[-1].end() else found[0]
    start, end = match.span()
    return replace(mention, start=mention.start + start, end=mention.start + end)


# Mirror sites make full-width marks half-width; what the rules say of one has to hold for the other.
_FULL_WIDTH = tuple(zip(",;:!?()", "，；：！？（）", strict=True))


def _with_full_width_marks(text: str) -> str:
    """The text with full-width marks: a `replace` each is many times as fast as `translate`."""
    for half, full in _FULL_WIDTH:
        text = text.replace(half, full)
    return text


def slot_text(text: str, span: Span, mentions: Sequence[Mention]) -> Slotted:
    """The slotted form of text[span], its marks full-width; `mentions` are sorted, not overlapping, those outside the span
    ignored."""
    wide = _with_full_width_marks(text[span.start : span.end])
    pieces: list[str] = []
    starts: list[int] = []
    inside = [m for m in mentions if span.start <= m.start and m.end <= span.end]
    position, length = 0, 0
    for mention in inside:
        begin = mention.start - span.start
        pieces.append(wide[position:begin])
        length += begin - position
        starts.append(length)
        pieces.append(SLOT_CHARS[mention.type])
        length += 1
        position = mention.end - span.start
    pieces.append(wide[position:])
    return Slotted(span, "".join(pieces), tuple(inside), tuple(starts))
