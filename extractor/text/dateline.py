"""Dates, and the line under a headline that tells when, by whom and where an article was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractor.text.cleaning_rules import CompiledMetadata

_DATE = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)\s?[日号]?"
    r"(?:[T\s]{0,4}(?:星期[一二三四五六日天]\s{0,3})?(?:[上下]午\s?)?\d{1,2}\s?[:：时]\s?\d{1,2}(?:\s?[:：分]\s?\d{1,2}(?:\.\d{1,6})?)?(?:秒|Z|[+-]\d\d:?\d\d)?分?)?"
)
# Years of the Republic are told by their name, or, with three digits, by a dateline's 电 behind the day (台北112年9月8日电).
_ROC = re.compile(
    r"(?:(?:民国|民國)\s?(?=\d{2,3}\s?年)|(?=1[01]\d年\d{1,2}月\d{1,2}日[电電]))"
    r"(?<!\d)(\d{2,3})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日"
)
_HAN = re.compile(
    r"([一二][〇○零九0][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_LONGEST_DATELINE = 120
_LEAD_CHARS = 40
# What may be left of a date line once dates, labels and names are taken away: 浏览, 评论, 字号 and the like, but no clause.
_LONGEST_REST = 16
_CLAUSE = re.compile(r"[。！？，；]")
_NOISE = re.compile(
    r"[\[【(（]?\s?(?:字号|字体|字體|字級)[^\]】)）]{0,12}[\]】)）]?|(?:我要)?(?:评论|浏览|阅读|点击|点赞|分享|收藏|人气|访问|查看)(?:数|量|次数)?\s?[:：]?\s?[(（]?\s?[\d.,]{0,9}\s?万?\+?\s?[)）]?次?"
    r"|(?<!\w)(?:打印|更新|发布|关闭|时间)(?!\w)|大\s中\s小|[\s　|｜\[\]()（）【】/／:：>»·—_-]+"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a date line tells; `published` is ISO 8601."""

    published: str | None = None
    publisher: str | None = None
    author: str | None = None


def parse_date(text: str) -> str | None:
    """The first full date in the text as YYYY-MM-DD; None where there is none, or its year is missing."""
    for pattern, read in ((_DATE, _western), (_HAN, _han), (_ROC, _roc)):
        for match in pattern.finditer(text):
            found = read(*match.group(1, 2, 3))
            if found:
                return found
    return None


def _western(year: str, month: str, day: str) -> str | None:
    return _iso(int(year), int(month), int(day))


def _roc(year: str, month: str, day: str) -> str | None:
    return _iso(int(year) + 1911, int(month), int(day))


def _han(year: str, month: str, day: str) -> str | None:
    if any(char not in _DIGITS for char in year):
        return None
    return _iso(int("".join(str(_DIGITS[char]) for char in year)), _han_number(month), _han_number(day))


def _han_number(text: str) -> int:
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _DIGITS[text] if len(text) == 1 else 0
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + _DIGITS.get(ones, 0)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def is_dateline(line: str, rules: CompiledMetadata) -> bool:
    """Whether the line is nothing but a date with source, author and counters around it."""
    return parse_dateline(line, rules) is not None


def parse_dateline(line: str, rules: CompiledMetadata) -> Dateline | None:
    """What a date line tells; None for any other line, such as a sentence with a date in it."""
    if len(line) > _LONGEST_DATELINE:
        return None
    published = parse_date(line)
    if published is None or _CLAUSE.search(line):
        return None
    account = next((match for pattern in rules.accounts if (match := pattern.match(line.strip()))), None)
    if account is not None and rules.source.search(line) is None and not rules.not_publishers.search(account[1]):
        return Dateline(published, rules.publisher_tail.sub("", account[1]))
    rest, source = _take(rules.source, rules.other_label.sub(" ", line), rules)
    rest, author = _take(rules.author, rest, rules)
    for pattern in (_DATE, _HAN, _ROC, rules.date_label, _CLOCK):
        rest = pattern.sub(" ", rest)
    names = [name for name in _NOISE.sub(" ", rest).split() if name]
    if sum(map(len, names)) > _LONGEST_REST:
        return None
    if source is not None and rules.not_publishers.search(source):
        source = None
    elif source is None:
        source = next((name for name in names if _is_publisher(name, rules)), None) or lead_publisher(line, rules)
    return Dateline(published, rules.publisher_tail.sub("", source) if source else None, author)


def lead_publisher(line: str, rules: CompiledMetadata) -> str | None:
    """The paper that the beginning of a report names: 某某日报讯, 某某社记者…电; None for 本报讯 or none."""
    for pattern in rules.leads:
        match = pattern.match(line[:_LEAD_CHARS])
        if match and match[1] not in rules.own_paper:
            return match[1]
    return None


def _is_publisher(name: str, rules: CompiledMetadata) -> bool:
    return bool(rules.publisher.match(name)) and not rules.not_publishers.search(name)


def _take(pattern: re.Pattern[str], text: str, rules: CompiledMetadata) -> tuple[str, str | None]:
    """The text without the labelled value, and the value."""
    match = pattern.search(text)
    if match is None:
        return text, None
    return text[: match.start()] + " " + text[match.end() :], labelled_value(match, rules)


def labelled_value(match: re.Match[str], rules: CompiledMetadata) -> str | None:
    """The name behind a label, without the next thing on the line where pages put no space between; None where nothing is
    left."""
    value = match["value"].strip("《》【】[]()（）“”\"' ")
    return rules.next_label.sub("", value) or None
