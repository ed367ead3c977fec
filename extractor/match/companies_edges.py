"""Where a name begins: read leftwards from its suffix, with the tokeniser as a witness."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extractor.rules.names import EdgeRules
from extractor.text.tokens import Tokenizer, in_use

# A name and its suffix are looked for in this many characters; the longest registered Chinese company names have about 40.
WINDOW = 48
BRACKET = 14
OPENERS = {"）": "（", ")": "("}
NAME_CHARACTER = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf〇A-Za-z0-9Ａ-Ｚａ-ｚ０-９·•&＆’'\-]")
NAME_RUN = re.compile(f"{NAME_CHARACTER.pattern}*")
DIVISION = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:省|市|县|区|州|旗|盟)$")
LEADING_NUMBER = re.compile(r"[0-9０-９]{1,2}(?=[\u4e00-\u9fff])")
TIME_TAGS = frozenset({"t", "tg"})
PROPER_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz", "j", "eng"})


class Token(NamedTuple):
    """One word of a fragment with its place there and its dictionary tag."""

    text: str
    start: int
    end: int
    tag: str


# A named tuple's own constructor takes twice as long.
_made = tuple.__new__


def tokens_of(fragment: str, *, guess: bool = False) -> tuple[Token, ...]:
    """The words of `fragment`; unknown ones stay single characters unless `guess`."""
    return _tokens(in_use(), fragment, guess)


@lru_cache(maxsize=8192)
def _tokens(tokenizer: Tokenizer, fragment: str, guess: bool) -> tuple[Token, ...]:
    found: list[Token] = []
    position = 0
    for text, tag in tokenizer.tag(fragment, guess):
        end = position + len(text)
        found.append(_made(Token, (text, position, end, tag)))
        position = end
    return tuple(found)


def name_start(text: str, core_end: int, rules: EdgeRules, *, floor: int = 0) -> int:
    """The position where the name begins whose suffix starts at `core_end`; `core_end` itself where there is no name."""
    low = _window(text, core_end, rules, floor)
    number = LEADING_NUMBER.match(text, low, core_end)
    if number and (low == 0 or text[low - 1] in "\n\r\t |"):
        low = number.end()
    fragment = text[low:core_end]
    if not fragment:
        return core_end
    after_name = low > 0 and text[low - 1] in "）)”》」』"
    start = low + _cut(fragment, rules, after_name=after_name)
    return core_end if text[start:core_end] in rules.particles else start


def is_place(word: str, rules: EdgeRules) -> bool:
    """Whether `word` is a place name that names may begin with."""
    return word in rules.places or (len(word) > 2 and word[:-1] in rules.places and DIVISION.match(word) is not None)


def all_trade(core: str, rules: EdgeRules) -> bool:
    """Whether `core` has words of trade only, so that no name can begin with it (器件 of 某某显示器件有限公司)."""
    return all(word.text in rules.business for word in tokens_of(core))


def _window(text: str, core_end: int, rules: EdgeRules, floor: int) -> int:
    """The leftmost position that could belong to the name, judged by characters and brackets alone."""
    low = max(floor, core_end - WINDOW)
    position = core_end
    backwards = text[low:core_end][::-1]
    while position > low:
        # The run of name characters that ends here, read backwards in one go.
        run = NAME_RUN.match(backwards, core_end - position)
        position = core_end - run.end() if run else position
        character = text[position - 1] if position > low else ""
        if character not in OPENERS:
            return position
        opener = text.rfind(OPENERS[character], max(low, position - BRACKET), position - 1)
        fits = opener > low and NAME_CHARACTER.match(text[opener - 1]) and _inner_fits(text[opener + 1 : position - 1], rules)
        if not fits:
            return position
        position = opener
    return position


def _inner_fits(inner: str, rules: EdgeRules) -> bool:
    return 1 < len(inner) < BRACKET and rules.not_in_brackets.search(inner) is None and "公司" not in inner


def _cut(fragment: str, rules: EdgeRules, *, after_name: bool) -> int:
    """The offset in `fragment` where the name begins."""
    words = tokens_of(fragment)
    best = 0
    edges: set[int] = set()
    for stop in rules.stops.finditer(fragment):
        edges = edges or {word.start for word in words} | {len(fragment)}
        aligned = stop.start() in edges or stop.start() == best
        if aligned and stop.end() == len(fragment) and _names_nothing(stop.group(), rules):
            return len(fragment)
        if aligned and stop.end() < len(fragment) and (stop.end() in edges or len(stop.group()) > 1):
            inside = stop.group() in rules.inner_stops and stop.start() > best and all_trade(fragment[stop.end() :], rules)
            best = best if inside else stop.end()
    if best == 0:
        best = _leading_particle(fragment, words, rules, after_name=after_name)
    for index, word in enumerate(words):
        if word.start < best:
            continue
        if word.end == len(fragment):
            grammar = word.text in rules.particles and word.text not in rules.brand_particles
            return len(fragment) if grammar else best
        if _ends_before(fragment, words, index, best, rules):
            best = word.end
    return _skip_time(fragment, words, best)


def _names_nothing(stop: str, rules: EdgeRules) -> bool:
    """Whether no name stands between this stop and the suffix behind it (收到银行短信; but 台湾中小企业银行)."""
    return len(stop) > 1 and stop not in rules.inner_stops and not stop.endswith(tuple(rules.class_words))


def _leading_particle(fragment: str, words: Sequence[Token], rules: EdgeRules, *, after_name: bool) -> int:
    """1 where the fragment begins with a word of grammar that belongs to no name, else 0."""
    first = fragment[0]
    if first not in rules.particles or words[0].end > 1 or len(fragment) < 2 or _place_ahead(words, 0, rules):
        return 0
    brand = first in rules.brand_particles and first not in rules.prepositions
    return 0 if brand and not after_name and not _place_ahead(words, 1, rules) else 1


def _ends_before(fragment: str, words: Sequence[Token], index: int, best: int, rules: EdgeRules) -> bool:
    """Whether what stands before the name ends with the word at `index`."""
    word = words[index]
    if word.text in rules.particles:
        return _particle_ends(fragment, word, _between(words, best, index), words, index, rules)
    if word.text in rules.class_words:
        before = _between(words, best, index)
        if before and _introduces(before, words[index + 1], rules):
            return True
    ahead = _place_ahead(words, index + 1, rules) or _head_ahead(words, index + 1)
    if not ahead or is_place(word.text, rules):
        return False
    before = _between(words, best, index)
    if word.text in rules.before_place:
        return not before or all(_is_everyday(token, rules) for token in before)
    piece = fragment[best : word.end]
    if piece.startswith(rules.heads) or word.text in rules.business:
        return False
    return all(_is_everyday(token, rules) for token in (*before, word))


def _between(words: Sequence[Token], best: int, index: int) -> list[Token]:
    """The words from the offset `best` to the word at `index`."""
    return [token for token in words[:index] if token.start >= best]


def _introduces(before: Sequence[Token], following: Token, rules: EdgeRules) -> bool:
    """Whether 企业 after `before` introduces the name that goes on with `following` (not 统一企业（中国）, 日丰企业集团)."""
    plain = is_place(before[-1].text, rules) or all(is_place(t.text, rules) or _is_everyday(t, rules) for t in before)
    return plain and following.text not in rules.business and following.tag != "x"


def _particle_ends(
    fragment: str, word: Token, before: Sequence[Token], words: Sequence[Token], index: int, rules: EdgeRules
) -> bool:
    """Whether a word of grammar stands between the sentence and the name, not inside the name."""
    if word.text not in rules.brand_particles:
        return bool(before) or word.start > 0 or len(word.text) > 1
    if _place_ahead(words, index + 1, rules):
        return True
    if not before:  # Right behind what introduces the name (得奖者为某某公司).
        return word.start > 0 and (word.text in rules.prepositions or word.text in rules.joiners) and len(words) > index + 1
    if is_place(before[-1].text, rules) or DIVISION.match(before[-1].text):
        return False
    if all_trade(fragment[word.end :], rules):
        return False
    if len(before[-1].text) > 1:
        return True
    guessed = tokens_of(fragment[: word.start], guess=True)
    return bool(guessed) and len(guessed[-1].text) > 1 and guessed[-1].start >= before[0].start + (1 if len(before) > 2 else 0)


def _place_ahead(words: Sequence[Token], index: int, rules: EdgeRules) -> bool:
    """Whether a place name begins at the word at `index`, be it split into two words."""
    if index >= len(words):
        return False
    word = words[index].text
    if is_place(word, rules):
        return True
    following = words[index + 1].text if index + 1 < len(words) else ""
    return is_place(word + following, rules) or (words[index].tag == "ns" and following in ("市", "省", "县", "区"))


def _head_ahead(words: Sequence[Token], index: int) -> bool:
    """Whether the word at `index` is a known institution (工商银行), before which a name may well begin."""
    return index < len(words) and words[index].tag in ("nt", "j") and words[index].text.endswith(("银行", "公司", "集团"))


def _is_everyday(token: Token, rules: EdgeRules) -> bool:
    """Whether a word is a common word of the dictionary, not (a piece of) a proper name."""
    return len(token.text) > 1 and token.tag not in PROPER_TAGS and not is_place(token.text, rules) and token.tag != "x"


def _skip_time(fragment: str, words: Sequence[Token], best: int) -> int:
    for word in words:
        if word.start == best and word.tag in TIME_TAGS and word.end < len(fragment) and len(word.text) > 1:
            best = word.end
    return best
