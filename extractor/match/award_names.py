"""The parts of an award's name: edition, year, grade, and what is left: the canonical name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.match.place_names import longest_name
from extractor.model import Span
from extractor.rules.awards import NUMBER, AwardRules

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○0０", "一1１", "二两2２", "三3３", "四4４", "五5５", "六6６", "七7７", "八8８", "九9９"))
    for char in chars
}
_EDITION = re.compile(
    f"第(?P<number>{NUMBER}{{1,5}})[届次](?:（(?P<year>(?:19|20)\\d\\d)年?度?）|\\((?P<year2>(?:19|20)\\d\\d)年?度?\\))?|(?P<first>首届)(?:[（(](?P<year3>(?:19|20)\\d\\d)年?度?[）)])?"
)
_YEAR = re.compile(
    "(?P<year>(?:19|20)\\d\\d|[一二][九〇○零][〇○零一二三四五六七八九]{2})(?:[-—－~～至、和—](?:(?:19|20)?\\d\\d))?(?:年度|年)?"
)
_BATCH = re.compile(f"首批次?|第{NUMBER}{{1,4}}批次?|[（(]第?{NUMBER}{{1,4}}批[）)]")
_CLASS = re.compile("[（(][^（）()]{1,10}[）)]$")
NOMINATION = "提名"
"""Behind a part of an award, for who was only nominated for it; alone, the grade of such."""
_QUOTES = dict.fromkeys(map(ord, "“”"))
_EDGE = re.compile('^[“”‘’"\\s·（）()]+|[“”‘’"\\s·]+$')


@dataclass(frozen=True, slots=True)
class AwardName:
    """A canonical name and what was taken out of it."""

    name: str
    edition: int | None = None
    year: int | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible award: where it stands, what it is called, by which rule."""

    span: Span
    name: AwardName
    rule: str


def ordinal(text: str) -> int | None:
    """The value of a small Arabic or Chinese number (第二十三届, 46); None where it is none."""
    if not text:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            return None
    return total + digit


def parse_award_name(written: str, rules: AwardRules, divisions: frozenset[str] = frozenset()) -> AwardName:
    """The canonical name of an award as written, with its edition, year and grade.

    `divisions` are the full names of administrative divisions: of a chain of them before the prize (上海市宝山区…) the
    lowest stays, and a body's first character is not said twice (宝山区 + 区政府质量奖).
    """
    edition, year, rest = _edition_and_year(written)
    rest = _BATCH.sub("", rest)
    rest, grade = _grade(rest, rules)
    rest = _unedged(rest)
    if rest.count("”") != rest.count("“"):
        rest = rest.replace("”", "").replace("“", "")
    rest = _lowest_division(rest, divisions)
    canonical = rules.file.canonical
    return AwardName(canonical.get(rest) or canonical.get(rest.translate(_QUOTES), rest), edition, year, grade)


def _unedged(name: str) -> str:
    """The name without the marks at its edges; quotes around a part of it stay (省级“云上企业”, “振兴杯”技能大赛)."""
    bare = name.strip(' 　·‘’"（）()')
    opened, closed = bare.count("“"), bare.count("”")
    part = opened == closed == 1 and not (bare.startswith("“") and bare.endswith("”")) and bare.index("“") < bare.index("”")
    return bare if part else _EDGE.sub("", name)


def _edition_and_year(text: str) -> tuple[int | None, int | None, str]:
    edition: int | None = None
    year: int | None = None
    match = _EDITION.search(text)
    if match:
        edition = 1 if match.group("first") else ordinal(match.group("number"))
        told = match.group("year") or match.group("year2") or match.group("year3")
        year = int(told) if told else None
        text = text[: match.start()] + text[match.end() :]
    match = _YEAR.search(text)
    if match and not text[: match.start()].endswith(("“", "第")):
        year = year or ordinal(match.group("year"))
        text = text[: match.start()] + text[match.end() :]
    return edition, year, text


def _grade(text: str, rules: AwardRules) -> tuple[str, str | None]:
    """The name without its grade: behind the prize (质量奖提名奖) or inside its last word (中国专利银奖)."""
    match = rules.grade_after.search(text)
    while match:
        before = _CLASS.sub("", text[: match.start()].rstrip("“（(")).rstrip("”")
        if before.endswith(rules.graded_ends) and match.end() == len(text):
            return _part(before, match.group("grade"), rules)
        match = rules.grade_after.search(text, match.start() + 1)
    inside = rules.inside.fullmatch(text)
    if inside:
        return inside.group("core") + "奖", inside.group("grade")
    return _part(text, None, rules)


def _part(text: str, grade: str | None, rules: AwardRules) -> tuple[str, str | None]:
    """The prize and its grade, where the last prize named is a part of the one before it (华表奖优秀故事片奖): the part is the
    grade, with 提名 behind it for who was only nominated."""
    part = rules.part.fullmatch(text)
    if part is None or (grade is not None and not grade.startswith(NOMINATION)):
        return text, "提名奖" if grade == NOMINATION else grade
    return part.group("core"), part.group("grade") + (NOMINATION if grade else "")


def _lowest_division(name: str, divisions: frozenset[str]) -> str:
    position = 0
    last = 0
    while True:
        length = longest_name(name, position, divisions)
        if not length:
            break
        last, position = position, position + length
    name = name[last:]
    region = position - last
    if region and len(name) > region and name[region - 1] == name[region] and name[region] in "省市区县州旗":
        return name[:region] + name[region + 1 :] if name[region + 1 : region + 2] != "长" else name
    return name
