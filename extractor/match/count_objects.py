"""What a count counts: the noun phrase behind the measure word (8家企业) or in front of the number (公办校11所).

Words and their classes come from jieba's dictionary; the rules' own lists overrule it where it is known to err.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.model import Span
from extractor.rules.numbers import CountRules
from extractor.text.tokens import in_use

_WINDOW = 26
_CLAUSE = re.compile(f"[^，。；！？：,;!?: \\u3000\\n\\t|]{{0,{_WINDOW}}}")
_BREAK = re.compile("[，。；！？：,;!?:、 \\u3000\\n\\t|>》]")
_OPEN, _CLOSE = '“"「『（(《', '”"」』）)》'
_NUMERIC = frozenset("0123456789一二两三四五六七八九十百千几数")
_NOUN_CLASSES = frozenset(("n", "nz", "nt", "ns", "vn", "an", "j", "l", "eng", "nrt", "ng", "nrfg"))
_MODIFIERS = frozenset(("b", "a", "zg", "s", "f", "ag", "g", "h", "k"))


class Word(NamedTuple):
    """A word of the window with its class; `start` and `end` count in the window."""

    start: int
    end: int
    text: str
    kind: str


def words_of(window: str) -> list[Word]:
    """The words of a short text with their classes."""
    words: list[Word] = []
    position = 0
    for text, kind in in_use().tag(window):
        words.append(Word(position, position + len(text), text, kind))
        position += len(text)
    return words


def object_after(text: str, position: int, rules: CountRules) -> Span | None:
    """The noun phrase that begins at `position`, None where a verb or nothing follows."""
    known = rules.head_now.match(text, position)
    if known is not None:
        return Span(*known.span())
    clause = _CLAUSE.match(text, position)
    window = clause.group() if clause else ""
    length = _phrase_length(window, rules) if window else 0
    if length:
        return Span(position, position + length)
    relative = rules.head_of_clause.match(window)
    return Span(position + relative.start("head"), position + relative.end("head")) if relative else None


def _phrase_length(window: str, rules: CountRules) -> int:
    """How far a noun phrase reaches from the window's start, 0 where there is none."""
    words = words_of(window)
    if len(window) == _WINDOW and len(words) > 1:
        words.pop()
    reach = index = 0
    while index < len(words):
        word = words[index]
        following = words[index + 1] if index + 1 < len(words) else None
        if word.text in _OPEN:
            close = _closing(words, index)
            if close is None or (not index and word.text in "（("):
                break
            if reach and word.text not in "（(" and not (close + 1 < len(words) and _is_noun(words[close + 1], rules)):
                break
            nested = word.text in "（("
            reach = words[close].end if not nested or (reach and words[close].start - word.end <= 3) else reach
            index = close + 1
            continue
        if word.kind == "m" and reach and following is not None and following.text == "强":
            reach, index = following.end, index + 2
            continue
        if word.kind == "m" and reach and words[index - 1].text not in rules.heads:
            return 0 if rules.head_of_clause.match(window) else reach
        if reach and words[index - 1].text in rules.heads and word.text[0] in rules.function_chars:
            break
        if (
            word.kind == "v"
            and reach
            and words[index - 1].text in _CLOSE
            and following is not None
            and _is_noun(following, rules)
        ):
            index += 1
            continue
        if _is_noun(word, rules) and not (reach and word.kind == "l" and len(word.text) > 3):
            reach = word.end
        elif not _goes_on(word, following, bool(reach), rules):
            break
        index += 1
    return reach


def _is_noun(word: Word, rules: CountRules) -> bool:
    return word.text in rules.heads or (word.kind in _NOUN_CLASSES and word.text not in rules.predicates)


def _goes_on(word: Word, following: Word | None, reached: bool, rules: CountRules) -> bool:
    """Whether a word that is no noun can stand inside the phrase, with a noun still to come."""
    if following is None or following.kind == "m":
        return False
    noun_next = _is_noun(following, rules)
    if word.text in rules.conjunctions or word.text == "、":
        if following.text[0] in _NUMERIC:
            return False
        return (
            reached
            and following.kind != "nr"
            and (noun_next or following.text in rules.attributes_after or following.text in _OPEN)
        )
    if reached and word.text in rules.predicates:
        return False
    if word.text in rules.attributes_after:
        return (
            noun_next
            or following.text in _OPEN
            or (not reached and (following.text in rules.attributes_after or following.text == "的"))
        )
    if word.text in rules.predicates:
        return False
    if word.kind in _MODIFIERS or word.text[0] == "首" or (word.kind in ("nr", "x") and len(word.text) > 1 and not reached):
        return noun_next or following.kind in _MODIFIERS or following.text in _OPEN or (following.text == "的" and not reached)
    if word.text == "的":
        return not reached and noun_next
    return word.kind == "v" and noun_next and len(following.text) == 1 and len(word.text) == 2


def _closing(words: list[Word], index: int) -> int | None:
    mark = _CLOSE[_OPEN.index(words[index].text)]
    return next((i for i in range(index + 1, len(words)) if words[i].text == mark), None)


def object_before(text: str, position: int, rules: CountRules, *, floor: int = 0, actions: bool = True) -> Span | None:
    """The noun phrase between `floor` and `position`, links (有, 达到, 累计) left out; None for a place, a verb or nothing.

    Without `actions`, a lone verbal noun is none: 咨询 is counted in 咨询120次, 生产 is not in 生产4.2万袋.
    """
    window = text[max(floor, position - _WINDOW - 8) : position]
    link = rules.link.search(window)
    end = link.start() if link else len(window)
    start = max((match.end() for match in _BREAK.finditer(window, 0, end)), default=0)
    start = max(start, _unclosed(window, start, end))
    words = words_of(window[start:end])
    first = _first_word(words, rules)
    if first == len(words) or not _counts_as_object(words[-1], rules) or (not actions and _is_action(words[first:], rules)):
        return None
    if first and words[first - 1].text in ("不", "未", "非", "无"):
        return None
    offset = position - len(window) + start
    return Span(offset + words[first].start, offset + words[-1].end)


def _unclosed(window: str, start: int, end: int) -> int:
    """Behind the last bracket or quotation mark that opens and does not close before `end`, else `start`."""
    for opening, closing in (("（", "）"), ("(", ")"), ("“", "”")):
        last = window.rfind(opening, start, end)
        if last > window.rfind(closing, start, end):
            start = last + 1
    return start


def _first_word(words: list[Word], rules: CountRules) -> int:
    """The index of the phrase's first word, `len(words)` where the last word cannot end one."""
    first, index = len(words), len(words) - 1
    while index >= 0:
        word = words[index]
        if word.text in _CLOSE:
            opened = next((i for i in range(index - 1, -1, -1) if words[i].text == _OPEN[_CLOSE.index(word.text)]), None)
            if opened is None:
                break
            first, index = opened, opened - 1
            continue
        reached = first < len(words)
        if word.text in rules.not_objects or (reached and word.text in rules.stops_before):
            break
        if _is_noun(word, rules) or (reached and (word.text in rules.attributes or word.kind in ("b", "zg"))):
            first = index
        elif not (reached and _inside(word, words, index, rules)):
            break
        index -= 1
    return first


def _inside(word: Word, words: list[Word], index: int, rules: CountRules) -> bool:
    """Whether a word that cannot begin the phrase may stand inside it: a conjunction between nouns, the 500 of 500强."""
    before = words[index - 1] if index else None
    if before is None:
        return False
    if word.text in rules.conjunctions:
        return _is_noun(before, rules)
    return (word.text == "强" and before.kind == "m") or (word.kind == "m" and words[index + 1].text == "强")


def _counts_as_object(last: Word, rules: CountRules) -> bool:
    if last.text in rules.heads:
        return True
    return last.kind not in ("ns", "t") and last.text not in rules.not_objects and not last.text.endswith(rules.place_ends)


def _is_action(words: list[Word], rules: CountRules) -> bool:
    return len(words) == 1 and words[0].kind == "vn" and words[0].text not in rules.heads
