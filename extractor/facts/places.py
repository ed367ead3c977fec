"""The division that a recipient or a counted group belongs to, where the text says so."""

from __future__ import annotations

from extractor.facts.clauses import PLACE, bracket_after
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import Mention, Span
from extractor.rules.facts import CuePatterns

_TIES = ("的", "企业", "本土企业")


def bracketed_place(view: DocumentView, slotted: Slotted, position: int) -> str | None:
    """The adcode of the lowest division in the bracket behind the mention at `position` (A公司（武进区）)."""
    inside = bracket_after(slotted, position)
    if inside is None:
        return None
    span = Span(slotted.origin(inside[0]), slotted.origin(inside[1]))
    return lowest([m for m in view.districts if span.start <= m.start and m.end <= span.end])


def lowest(districts: list[Mention]) -> str | None:
    """The adcode of the division of the lowest level, the last of equals; None for no divisions."""
    best: str | None = None
    for mention in districts:
        if best is None or level_of(mention.value) >= level_of(best):
            best = mention.value
    return best


def level_of(adcode: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county."""
    return 0 if adcode.endswith("0000") else 1 if adcode.endswith("00") else 2


def tied_place(slotted: Slotted, position: int) -> str | None:
    """The adcode of the division that the mention at `position` is said to be of (江都区的A公司, 位于乐清市的A公司)."""
    before = slotted.text[:position]
    for tie in _TIES:
        if before.endswith(PLACE + tie):
            mention = slotted.at(position - len(tie) - 1)
            return mention.value if mention else None
    return None


def group_place(view: DocumentView, slotted: Slotted, position: int, cues: CuePatterns) -> str | None:
    """The adcode of the division that the counted group at `position` belongs to: the place named last before it in the
    sentence, by name or by a word such as 全市."""
    best, at = None, -1
    for mention in slotted.within(0, position):
        if mention.type == "district":
            best, at = mention.value, slotted.place(mention)
    for match in cues.own.finditer(slotted.text, 0, position):
        if match.start() > at:
            best, at = own_place(view, match.lastgroup or "city"), match.start()
    return best


def own_place(view: DocumentView, level: str) -> str | None:
    """The adcode of the article's own place at a level (city, county, province)."""
    if view.home is None:
        return None
    if level == "province":
        return view.home[:2] + "0000"
    if level == "city":
        municipality = view.home[:2] in ("11", "12", "31", "50")
        return view.home[:2] + "0000" if municipality else view.home[:4] + "00" if view.home[2:4] != "00" else None
    return view.home if not view.home.endswith("00") else None
