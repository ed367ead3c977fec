"""Short names that follow from a company's full name: 瑞玻玻璃 from 福建瑞玻玻璃有限公司."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.match.companies_edges import PROPER_TAGS, Token, is_place, tokens_of
from extractor.model import Mention
from extractor.rules.names import EdgeRules, NameRules

BRACKETS = re.compile(r"[（(][^（）()]{1,14}[)）]")
NO_END = tuple("省市县区镇乡村州旗部委局省厅")
FORMS = ("股份", "集团", "科技", "公司", "控股")
# Shorter pieces of a name are too often everyday words.
SHORTEST = 3
LONGEST_PLACE = 7
# A brand of so many characters (灵山湾海工) is no everyday word.
LONG_BRAND = 5
KINDS = "省市县区州旗盟"


def derived_names(full: Sequence[Mention], rules: NameRules) -> tuple[list[str], list[str]]:
    """The short names under which an article may go on to speak of the companies in `full`, and doubtful ones.

    Doubtful are names that may also be everyday words: the brand alone, a name without a brand (光子纵横 from 光子纵横有限公司).
    """
    values = dict.fromkeys(mention.value for mention in full)
    readings = [parts for value in values for parts in _readings(value, rules)]
    sure = (name for parts in readings for name in _from_parts(parts, rules))
    doubtful = (name for parts in readings for name in _doubtful_parts(parts, rules))
    return _usable(sure, rules), _usable(doubtful, rules)


def _usable(names: Iterable[str], rules: NameRules) -> list[str]:
    never = (*NO_END, *rules.companies.never_short)
    return [name for name in dict.fromkeys(names) if not name.endswith(never)]


@dataclass(frozen=True, slots=True)
class _Parts:
    """A company's name without brackets and legal form: where its place ends, the core after it, how long the brand is."""

    bare: str
    place: int
    core: str
    words: Sequence[Token]
    brand: int


def _readings(value: str, rules: NameRules) -> Iterator[_Parts]:
    """The ways to read a name: with all places it begins with as its place, or with the first alone (洛阳 in 洛阳伊川岭…)."""
    suffix = _last_suffix(value, rules)
    if suffix is None or suffix[1] in rules.companies.branches:
        return
    bare = BRACKETS.sub("", value[: suffix[0]])
    for place in dict.fromkeys((place_prefix(bare, rules.edges), one_place(bare, rules.edges))):
        words = tokens_of(bare[place:])
        if words:
            yield _Parts(bare, place, bare[place:], words, _brand_end(words, rules))


def _from_parts(parts: _Parts, rules: NameRules) -> Iterator[str]:
    yield from _with_place(parts, rules)
    if len(parts.core) > SHORTEST and not all(word.text in rules.edges.business for word in parts.words):
        yield parts.core + "公司"
    brand = parts.core[: parts.brand]
    trades = [word for word in parts.words if word.start >= parts.brand]
    if not is_brand(brand, rules):
        if _is_noun(brand, rules):
            yield from (brand + word.text for word in trades[1:] if word.text in rules.edges.business and len(word.text) > 1)
        return
    if len(brand) >= LONG_BRAND:
        yield brand
    yield from (brand + form for form in FORMS)
    yield from (parts.core[: word.end] for word in trades if word.end >= SHORTEST)
    yield from (brand + parts.core[word.start :] for word in trades[1:])
    yield from (brand + word.text for word in trades[1:] if len(word.text) > 1)


def _doubtful_parts(parts: _Parts, rules: NameRules) -> Iterator[str]:
    brand = parts.core[: parts.brand]
    if is_brand(brand, rules) and (len(brand) >= SHORTEST or len(tokens_of(brand)) > 1):
        yield brand
    elif len(parts.core) > SHORTEST and not all(word.text in rules.edges.business for word in parts.words):
        yield parts.core


def _with_place(parts: _Parts, rules: NameRules) -> Iterator[str]:
    """The name with its place, without the legal form (厦门航空), and the place in short form with the brand (浙江万马)."""
    bare, place = parts.bare, parts.place
    if bare.startswith(rules.edges.heads):
        yield re.sub(r"[省市](?=[\u4e00-\u9fff]{2})", "", bare)
    if place and len(bare) - place >= 2:
        yield bare
        yield bare + "公司"
        short = bare[: place - 1] if bare[place - 1] in "省市县区" and place > 2 else bare[:place]
        if parts.brand >= 2:
            yield short + bare[place : place + parts.brand]


def _last_suffix(value: str, rules: NameRules) -> tuple[int, str] | None:
    last = None
    for match in rules.companies.suffixes.finditer(value):
        last = (match.start(), match.group())
    return last


def place_prefix(name: str, edges: EdgeRules) -> int:
    """The length of the place names that `name` begins with (福建省晋江市… gives 6)."""
    position = 0
    while True:
        step = one_place(name[position:], edges)
        if not step or position + step >= len(name):
            return position
        position += step


def one_place(name: str, edges: EdgeRules) -> int:
    """The length of the one place name that `name` begins with, the longest; 0 where it begins with none."""
    for length in range(min(LONGEST_PLACE, len(name)), 1, -1):
        word = name[:length]
        if word in edges.places or (length > 2 and word[-1] in KINDS and word[:-1] in edges.places):
            return length
    return 0


def _brand_end(words: Sequence[Token], rules: NameRules) -> int:
    """Where the brand ends and the trade begins."""
    for word in words:
        if word.start > 0 and (word.text in rules.edges.business or _is_trade(word)):
            return word.start
    return words[-1].end if words else 0


def _is_trade(word: Token) -> bool:
    return len(word.text) > 1 and word.tag in ("n", "v", "vn", "a", "b") and word.start > 1


def _is_noun(brand: str, rules: NameRules) -> bool:
    """Whether `brand` is an everyday noun of two or three characters that is neither a trade nor a common attribute."""
    words = tokens_of(brand)
    plain = brand not in rules.companies.generic and brand not in rules.edges.business and not is_place(brand, rules.edges)
    return plain and len(words) == 1 and 2 <= len(brand) <= 3 and words[0].tag in ("n", "nz", "s")


def is_brand(brand: str, rules: NameRules) -> bool:
    """Whether `brand` is no everyday word that could stand anywhere."""
    words = tokens_of(brand)
    if len(brand) < 2 or brand in rules.companies.generic or is_place(brand, rules.edges):
        return False
    if len(words) > 1:
        return any(len(word.text) == 1 or word.tag in PROPER_TAGS for word in words)
    return words[0].tag in PROPER_TAGS and brand not in rules.edges.business
