"""The division that a recipient or a counted group belongs to, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.facts.clauses import PLACE, bracket_after
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import Mention
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.facts import CuePatterns

# A word for the article's own place stands at most this many characters before the name it ties.
OWN_REACH = 8
# A place with its town and what ties a name to it is no longer than this.
TIE_REACH = 16
_WHO = ALPHABET.of("who")
_COUNT = SLOT_CHARS["count"]
_HEADLINE = re.compile(f"{PLACE}{SLOT_CHARS['count']}(?:企业|单位|组织|公司)")
_HIDDEN = re.compile("《[^《》]*》|[\\[【][^\\[\\]【】]*[\\]】]|[（(][^（）()]*[）)]|[“][^“”]*[”]")
_PLACES = f"(?P<places>{PLACE}(?:(?:[、，]|[和与及]){PLACE})+)"
_EACH = re.compile(f"{_PLACES}也?(?:各自?|均|都)(?:有|占|获|拿下|占了|拿到|为|入选|上榜)?$")
_PAIRED = re.compile(
    f"{_PLACES}[^，。；{PLACE}]{{0,6}}?分别[^，。；、]{{0,4}}?(?P<groups>{_COUNT}(?:[^，。；、]{{0,4}}(?:[、，]|[和与及]){_COUNT})+)"
)
_OF_NAME = re.compile(f"的?[{_WHO}]")
_IN = re.compile(f"^(?:在|走进)(?P<place>{SLOT_CHARS['district']})[^，。；]{{0,8}}[，,](?P<who>[{_WHO}])")


def bracketed_place(view: DocumentView, slotted: Slotted, position: int) -> str | None:
    """The adcode of the lowest division in the bracket behind the mention at `position` (A公司（武进区）)."""
    inside = bracket_after(slotted, position)
    if inside is None:
        return None
    start, end = slotted.origin(inside[0]), slotted.origin(inside[1])
    return lowest([m for m in view.districts_within(start, end) if m.end <= end])


def lowest(districts: Iterable[Mention]) -> str | None:
    """The adcode of the division of the lowest level, the last of equals; None for no divisions."""
    best: str | None = None
    for mention in districts:
        if best is None or level_of(mention.value) >= level_of(best):
            best = mention.value
    return best


def level_of(adcode: str) -> int:
    """0 for a province, 1 for a prefecture, 2 for a county."""
    return 0 if adcode.endswith("0000") else 1 if adcode.endswith("00") else 2


def tied_place(view: DocumentView, slotted: Slotted, position: int) -> str | None:
    """The adcode of the division that the mention at `position` is said to be of (江都区的A公司, 位于乐清市的“X”)."""
    position -= slotted.text[max(0, position - 1) : position] in ("“", "《")
    tied = view.words.tied_place.search(slotted.text, max(0, position - TIE_REACH), position)
    mention = slotted.at(tied.start()) if tied else None
    return mention.value if mention else None


def written_place(view: DocumentView, slotted: Slotted, position: int) -> str | None:
    """The place that the mention at `position` is said to be of, as written with its town (台中市大里区的A公司)."""
    tied = view.words.tied_place.search(slotted.text, max(0, position - TIE_REACH), position)
    if tied is None:
        return None
    return view.document.text[slotted.origin(tied.start()) : slotted.origin(tied.end("place"))]


def own_tie(view: DocumentView, slotted: Slotted, position: int, cues: CuePatterns) -> str | None:
    """The adcode of the article's own place where a word for it stands right before the mention at `position` (我市的A公司)."""
    for match in cues.own.finditer(slotted.text, max(0, position - OWN_REACH), position):
        if slotted.text[match.end() : position] in ("", *view.words.place_ties):
            return own_place(view, match.lastgroup or "city")
    return None


def spread_places(slotted: Slotted, position: int) -> list[str | None]:
    """The adcodes of the divisions that the counted group at `position` is told of together with others.

    All of them where each has as many (阜康市、玛纳斯县各2家), the one in its turn where groups are paired with places
    (万州区、开州区分别有2家、1家); empty elsewhere.
    """
    each = _EACH.search(slotted.text, 0, position)
    if each:
        return [m.value for m in slotted.within(*each.span("places"))]
    for match in _PAIRED.finditer(slotted.text):
        places, groups = slotted.within(*match.span("places")), slotted.within(*match.span("groups"))
        starts = [slotted.place(m) for m in groups]
        if position in starts and len(places) == len(groups):
            return [places[starts.index(position)].value]
    return []


def group_place(view: DocumentView, slotted: Slotted, position: int, cues: CuePatterns) -> str | None:
    """The adcode of the division that the counted group at `position` belongs to: the place named last before it in the
    sentence, by name or by a word such as 全市; not one in brackets or of another name (江都区的A公司)."""
    best, at = None, -1
    hidden = [match.span() for match in _HIDDEN.finditer(slotted.text, 0, position)]
    for mention in slotted.within(0, position):
        place = slotted.place(mention)
        if mention.type != "district" or any(start <= place < end for start, end in hidden):
            continue
        if _OF_NAME.match(slotted.text, place + 1) or view.words.event.search(slotted.text, place, position):
            continue
        best, at = mention.value, place
    for match in cues.own.finditer(slotted.text, 0, position):
        if match.start() > at:
            best, at = own_place(view, match.lastgroup or "city"), match.start()
    return best if view.document.region == "CN" or best is None or level_of(best) > 0 else None


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


def homes(view: DocumentView) -> dict[str, str]:
    """The adcode of each name that the article ties to a division anywhere: in brackets, by 的, 位于 or 总部位于.

    A short name's home is its full name's as well.
    """
    found: dict[str, str] = {}
    for sentence in view.sentences_with("district", "organisation"):
        slotted = view.slotted(sentence)
        for mention in slotted.mentions if PLACE in slotted.text else ():
            if slotted.text[slotted.place(mention)] in _WHO:
                position = slotted.place(mention)
                told = bracketed_place(view, slotted, position) or tied_place(view, slotted, position)
                if told:
                    found.setdefault(mention.value, told)
                    # Of a company that a person speaks for, the person's mention begins with its name.
                    found.update({m.value: told for m in view.companies if m.start == mention.start and m.value not in found})
        _add_located(view, found, slotted)
    for short, full in view.full_names.items():
        if short in found or full in found:
            place = found.get(full) or found[short]
            found.setdefault(short, place)
            found.setdefault(full, place)
    return found


def _add_located(view: DocumentView, found: dict[str, str], slotted: Slotted) -> None:
    """Adds the homes told by a verb: the sentence's only name is the one that is located."""
    opening = _IN.match(slotted.text)
    if opening:
        place, who = slotted.at(opening.start("place")), slotted.at(opening.start("who"))
        if place and who:
            found.setdefault(who.value, place.value)
    located = view.words.located.search(slotted.text)
    names = [m for m in slotted.mentions if slotted.text[slotted.place(m)] in _WHO]
    place = slotted.at(located.start("place")) if located else None
    others = {m.value for m in names if m is not place}
    adcode = _place_of(view, place) if place else None
    if adcode and len(others) == 1:
        found.setdefault(others.pop(), adcode)


def _place_of(view: DocumentView, mention: Mention) -> str | None:
    """The adcode of a division, or of the one that the name of an organisation begins with (晋江市经济开发区)."""
    if mention.type == "district":
        return mention.value
    return lowest(view.districts_within(mention.start, mention.start + 1))


def title_place(view: DocumentView) -> str | None:
    """The adcode of the place whose winners the headline counts (福州五家企业捧回 …); None where it does not."""
    if view.title is None:
        return None
    slotted = view.slotted(view.title)
    match = _HEADLINE.search(slotted.text)
    mention = slotted.at(match.start()) if match else None
    return mention.value if mention else None
