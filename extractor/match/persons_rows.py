"""Persons whom an award story names: introduced (一位是某某), in a row (某某、某某两人), or as the one who wins (某某荣获…)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.match.companies_edges import PROPER_TAGS, is_place, tokens_of
from extractor.model import Mention
from extractor.rules.names import NameRules
from extractor.text.prefilter import Sighted

# Names of up to this length are read backwards from a tail; longer ones (with a dot) are found by other signs.
LENGTHS = (3, 2, 4)
LONGEST_ROW = 40
SEPARATORS = ("、", "和", "与", "及", "，")
BOUNDARY = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9·]|[和与及、]|等|$|以及|分别|先后|两人|同志")
GUESSED = 4
_SENTENCE_END = re.compile("[。；！？\n]")
# First letters of the dictionary's tags for verbs, adverbs, prepositions, conjunctions, times.
SENTENCE_LETTERS = "vdpct"


def award_persons(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The persons named in the ways of an award story, as they stand, perhaps twice."""
    yield from _introduced(seen, rules)
    yield from _rows(seen, rules)
    yield from _honoured(seen, rules)
    yield from _called(seen, rules)
    yield from _winners(seen, rules)


def may_be_name(name: str, rules: NameRules, *, strict: bool = True) -> bool:
    """Whether `name` has the shape of a name and is no word or piece of a sentence (木瓜, 宣读了, 曾先后).

    Where the surroundings are sure by themselves (not `strict`), a name that begins with an everyday noun will do (白云飞).
    """
    match = rules.persons.name.match(name)
    if match is None or match.end() != len(name) or not rules.persons.never.isdisjoint((name, name[:2], name[1:])):
        return False
    if is_place(name, rules.edges) or name in rules.aliases:
        return False
    words = tokens_of(name)
    first = words[0]
    everyday = len(first.text) > 1 and first.tag not in PROPER_TAGS
    if everyday and (strict or first.tag in rules.persons.never_given_tags or first.tag == "v"):
        return False
    given = words[1:]
    return not given or any(word.tag not in rules.persons.never_given_tags for word in given)


def word_ahead(text: str, position: int) -> bool:
    """Whether a verb or another word of the sentence, of two characters or more, begins at `position` (郑昊｜透露)."""
    word = tokens_of(text[position : position + GUESSED])[:1]
    return bool(word) and len(word[0].text) > 1 and word[0].tag[0] in SENTENCE_LETTERS


def person(text: str, start: int, end: int, rule: str) -> Mention:
    """The person whose name stands there."""
    return Mention("person", start, end, text[start:end], rule)


def _introduced(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    text = seen.text
    for match in seen.matches(rules.persons.introduced):
        end = _name_until_boundary(text, match.end(), rules)
        while end is not None:
            start = end - _length(text, end, match.end())
            yield person(text, start, end, "person.introduced")
            if text[end : end + 1] not in ("、", "和", "与", "及"):
                break
            following = _name_until_boundary(text, end + 1, rules)
            end = following


def _length(text: str, end: int, floor: int) -> int:
    """The length of the name that ends at `end`: back to a separator or to `floor`."""
    position = end
    while position > floor and text[position - 1] not in SEPARATORS:
        position -= 1
    return end - position


def _name_until_boundary(text: str, position: int, rules: NameRules) -> int | None:
    """The end of a name at `position` behind which no word goes on, or None."""
    for length in LENGTHS:
        end = position + length
        if end <= len(text) and BOUNDARY.match(text, end) and may_be_name(text[position:end], rules):
            return end
    return None


def _rows(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The names before 等5名个人, 两人, 同志, read backwards."""
    text = seen.text
    for tail in seen.matches(rules.persons.row_tails):
        end = tail.start()
        low = max(0, end - LONGEST_ROW)
        while end > low:
            start = _name_before(text, end, rules, of_employer=True)
            if start is None:
                break
            yield person(text, start, end, "person.row")
            start = _before_title(text, start, rules)
            if text[start - 1 : start] not in SEPARATORS[:-1]:
                break
            end = start - 1


def _before_title(text: str, start: int, rules: NameRules) -> int:
    """Where the office before the name at `start` begins (焊工某某、检验员某某2名个人)."""
    titles = rules.persons.titles.finditer(text, max(0, start - 7), start)
    return next((title.start() for title in titles if title.end() == start), start)


def _name_before(text: str, end: int, rules: NameRules, *, of_employer: bool = False) -> int | None:
    """The start of the name that ends at `end` and begins freely (`of_employer`: also behind 某公司的), or None."""
    for length in LENGTHS:
        start = end - length
        free = start >= 0 and (begins_freely(text, start, rules) or (of_employer and text[start - 1] == "的"))
        if free and may_be_name(text[start:end], rules):
            return start
    return None


def begins_freely(text: str, start: int, rules: NameRules) -> bool:
    """Whether a name may begin at `start`: at the text's start, after a mark, a joining word or an office."""
    if start == 0 or not text[start - 1].isalnum() or text[start - 1] in "和与及":
        return True
    if text.endswith(rules.persons.before, max(0, start - 6), start):
        return True
    return any(title.end() == start for title in rules.persons.titles.finditer(text, max(0, start - 7), start))


def _honoured(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The name before 先生, 女士, 院士."""
    text = seen.text
    for match in seen.matches(rules.persons.honorifics):
        start = _name_before(text, match.start(), rules, of_employer=True)
        if start is not None:
            yield person(text, start, match.start(), "person.honoured")


def _called(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The name behind what somebody is (游泳名将某某), where the sentence goes on with a verb of winning."""
    text = seen.text
    for match in seen.matches(rules.persons.callings):
        start = match.end()
        for stop in (start + 3, start + 2):
            name = text[start:stop]
            if stop == start + 3 and word_ahead(text, start + 2):  # 李某主持…: the verb is no part of the name.
                continue
            if not (_ends_there(text, stop, rules) or _sure(name, rules)) or not may_be_name(name, rules):
                continue
            if _wins_somewhere(text, start, stop, rules):
                yield person(text, start, stop, "person.called")
                break


def _wins_somewhere(text: str, start: int, stop: int, rules: NameRules) -> bool:
    """Whether the sentence around a name goes on with a verb of winning, or has introduced a winner before it."""
    end = _SENTENCE_END.search(text, stop)
    begin = 1 + max(text.rfind(mark, 0, start) for mark in "。；！？\n")
    wins = rules.persons.called_wins.search(text, stop, end.start() if end else len(text))
    return wins is not None or rules.persons.introduced.search(text, begin, start) is not None


def _ends_there(text: str, position: int, rules: NameRules) -> bool:
    """Whether a name can end there: before a mark, a word of grammar, or a verb that goes on with the sentence."""
    following = text[position : position + 1]
    return not "\u4e00" <= following <= "\u9fff" or following in rules.persons.not_last or word_ahead(text, position)


def _winners(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The name that begins a clause and wins; the tokeniser, with its guesses, must see a name there too."""
    text = seen.text
    for match in seen.matches(rules.persons.wins):
        start = _name_before(text, match.start(), rules)
        if start is None or text[start - 1 : start] in ("“", "《", "（", "("):
            continue
        name = text[start : match.start()]
        guessed = tokens_of(text[start : match.end() + GUESSED], guess=True)
        if (guessed[0].tag == "nr" and guessed[0].text == name) or _sure(name, rules):
            yield person(text, start, match.start(), "person.wins")
            yield from _before_in_row(text, start, rules)


def _before_in_row(text: str, start: int, rules: NameRules) -> Iterator[Mention]:
    """The names enumerated before the one at `start` (某某、某某荣获…)."""
    while text[start - 1 : start] in ("、", "和", "与"):
        end = start - 1
        before = _name_before(text, end, rules, of_employer=True)
        if before is None:
            return
        yield person(text, before, end, "person.row")
        start = before


def _sure(name: str, rules: NameRules) -> bool:
    """Whether the dictionary takes the name apart into a surname and characters that make no word."""
    words = tokens_of(name)
    return len(name) == 3 and len(words) == 3 and all(word.tag not in rules.persons.never_given_tags for word in words[1:])
