"""Numerals: finding them in running text and reading them as exact decimals.

Arabic (１，２３４．５), Chinese (二百三十一, 壹仟玖佰) and mixed forms (1亿2千万, 3万4000) are read, also approximate ones
(300多万, 十余, 数十) and neighbouring digits that name a range (五六十万). What unit a numeral has, and whether it is a date, an
ordinal or a name, is for the callers to say.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SLANG = {"k": 1000, "K": 1000, "w": 10**4, "W": 10**4}

_D = "".join(DIGITS)
_S = "".join(SMALL)
_B = "".join(BIG)
_C = _D + _S + _B + "廿卅"
_SPACE = "[ \u00a0\u2009\u202f]"
# The pattern begins with one plain character class so that `re` can skip to candidates; what must stand before the first
# character is looked up behind it. All repeats are bounded: a numeral longer than a hundred characters is none.
_GROUPS = rf"\d{{0,2}}(?:(?:[,，]\d{{3}}){{1,6}}|(?:{_SPACE}\d{{3}}){{1,6}})(?!\d)"
_FRACTION = r"(?:\.\d{1,10}(?!\d))?"
_NEXT_PART = rf"{_SPACE}?零?\d{{1,4}}(?:[,，]\d{{3}})?{_FRACTION}{_SPACE}?[{_S}{_B}]{{1,2}}"
_LAST_PART = r"(?:零?(?:\d[,，]\d{3}|\d{1,4})(?![\d.,，%％年月]))?"
_HUNDRED_MILLIONS = "个(?=亿(?!级))"
_SCALED = (
    rf"{_SPACE}?[多余几来]?{_SPACE}?(?:{_HUNDRED_MILLIONS})?[{_S}{_B}]{{1,3}}(?:{_NEXT_PART}){{0,3}}{_LAST_PART}"
    r"|[kKwW](?![A-Za-z])"
)
_WHOLE = rf"{_GROUPS}|\d{{0,2}}[,，]\d{{2}}(?=亿|万亿)|\d{{0,17}}(?!\d)"
_ARABIC = rf"(?<=\d)(?<!\d\d)(?<!\d\.\d)(?:{_WHOLE}){_FRACTION}(?:{_SCALED})?"
_CHINESE = (
    rf"(?<=[{_C}])(?<!(?<![{_C}])[一壹贰叁肆伍陆柒捌玖拾佰仟](?![{_C}至到]))[{_C}]{{0,23}}+"
    rf"(?:点[{_D}]{{1,6}}+[{_S}{_B}]{{0,2}})?(?:{_HUNDRED_MILLIONS}亿|零?[多余几来]{_SPACE}?[{_S}{_B}]{{1,3}})?"
)
_VAGUE = rf"(?<=[数几])[{_S}{_B}]{{1,3}}"
NUMERAL = re.compile(rf"[0-9数几{_C}](?:{_ARABIC}|{_CHINESE}|{_VAGUE})(?P<more>{_SPACE}?[多余来几])?")

_WIDE = re.compile("[０-９．]")
_FOLD = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {ord("．"): ord(".")}
_APPROXIMATE = re.compile("[多余几来数]")
_NOISE = {ord(char): None for char in " \u00a0\u2009\u202f多余几来数个"} | {ord("廿"): "二十", ord("卅"): "三十"}
_PART = re.compile(rf"\d[\d,，]*(?:\.\d+)?|点[{_D}]+|.")
_ADJACENT = re.compile(rf"([{_C}]*?)([一二两三四五六七八])([二两三四五六七八九])([{_S}{_B}]*)")
_BROKEN_DECIMAL = re.compile(r"(?<=\d)[,，](?=\d{1,2}(?!\d))")


class Numeral(NamedTuple):
    """A numeral in a text; `end` is behind an approximation such as 多 or 余."""

    start: int
    end: int
    text: str


class Reading(NamedTuple):
    """What a numeral says: `high` is set for neighbouring digits (五六十), `approximate` is 多, 余, 几 or 数 inside it."""

    low: Decimal
    high: Decimal | None
    approximate: str | None


def fold_digits(text: str) -> str:
    """The text with full-width digits and full stops made ASCII; its length never changes."""
    return text.translate(_FOLD) if _WIDE.search(text) else text


def scan_numerals(text: str) -> list[Numeral]:
    """All numerals of a text (with digits folded) in order. A single 一 is none: it is an article or part of a word."""
    made = tuple.__new__  # a named tuple's own constructor takes twice as long
    return [made(Numeral, (match.start(), match.end(), match[0])) for match in NUMERAL.finditer(text)]


@lru_cache(maxsize=2048)
def read_numeral(numeral: str) -> Reading | None:
    """The value of a numeral as `scan_numerals` finds it, None where it has none (万万万, 二点).

    A vague number is its lower bound: 数千 is 1000, 几十 is 10, and 300多万 is 3000000.
    """
    approximate = _APPROXIMATE.search(numeral)
    word = approximate.group() if approximate else None
    plain = numeral.translate(_NOISE)
    adjacent = _ADJACENT.fullmatch(plain)
    if adjacent is not None and adjacent[2] != adjacent[3] and (adjacent[4] or adjacent[1]):
        head, first, second, scale = adjacent.groups()
        low, high = parse_number(head + first + scale), parse_number(head + second + scale)
        if low is not None and high is not None and low < high:
            return Reading(low, high, word)
    if len(plain) == 2 and plain[0] in DIGITS and plain[1] in DIGITS:
        first, second = DIGITS[plain[0]], DIGITS[plain[1]]
        return Reading(Decimal(first), Decimal(second), word) if 0 < first < second <= first + 2 else None
    value = parse_number(plain)
    return None if value is None else Reading(value, None, word)


def parse_number(text: str) -> Decimal | None:
    """The value of a whole number expression, None where it is not one. Takes full width, signs (-, −, 负), k and w.

    四百五 is 450 and 一万三 is 13000, as they are spoken; 二〇二三 is read digit by digit.
    """
    plain = fold_digits(text).translate(_NOISE)
    sign = -1 if plain[:1] in ("-", "−", "负") else 1
    plain = plain[1:] if sign < 0 else plain
    factor = SLANG.get(plain[-1:], 1)
    plain = plain[:-1] if factor > 1 else plain
    value = _combine(_PART.findall(_BROKEN_DECIMAL.sub(".", plain)))
    return None if value is None else value * sign * factor


def _combine(parts: list[str]) -> Decimal | None:
    """The parts' sum by scales: `done` above the last 万 or 亿, `section` below it, `number` not yet scaled."""
    done = section = Decimal(0)
    number: Decimal | None = None
    done_scale = last_scale = 0
    spoken_zero = False
    for part in parts:
        if part in DIGITS:
            spoken_zero = spoken_zero or part in "零〇"
            number = Decimal(DIGITS[part]) if number is None or last_scale else number * 10 + DIGITS[part]
            if not last_scale:
                continue
        elif part in SMALL:
            section += (number or Decimal(1)) * SMALL[part]
            number, last_scale, spoken_zero = None, SMALL[part], False
            continue
        elif part in BIG:
            given = section + number if number is not None else section or None
            done, section = _lift(done, done_scale, given, BIG[part])
            number, done_scale, last_scale, spoken_zero = None, BIG[part], BIG[part], False
            continue
        elif part[0] == "点" and len(part) > 1:
            fraction = Decimal("0." + "".join(str(DIGITS[digit]) for digit in part[1:]))
            number = _spoken(number or Decimal(0), last_scale, spoken_zero) + fraction
            last_scale = 0
        elif part[0].isascii() and part[0].isdigit():
            number = Decimal(part.replace(",", "").replace("，", ""))
            spoken_zero = spoken_zero or number >= 10
        else:
            return None
    return done + section + _spoken(number or Decimal(0), last_scale, spoken_zero) if parts else None


def _spoken(number: Decimal, last_scale: int, zero: bool) -> Decimal:
    """A last digit with the place that is left out in speech: the 五 of 四百五 is fifty, that of 四百零五 is five."""
    return number * last_scale / 10 if last_scale >= 100 and not zero and number < 10 else number


def _lift(done: Decimal, done_scale: int, section: Decimal | None, scale: int) -> tuple[Decimal, Decimal]:
    """`done` and `section` after a 万, 亿 or 兆: 1亿2千万 adds, 3千万亿 and 4万5千亿 multiply, a bare 亿 is one."""
    if done_scale and (scale > done_scale or section is None):
        return (done + (section or 0)) * scale, Decimal(0)
    return done + (Decimal(1) if section is None else section) * scale, Decimal(0)


_TRAILING_SCALE = re.compile(rf"(?:[{_S}]?万亿|[{_B}kKwW]|[{_S}])$")
_HAS_BIG = re.compile(f"[{_B}kKwW]")


def share_scale(left: str, low: Decimal, right: str, high: Decimal, *, ordered: bool) -> Decimal:
    """The value of the numeral `left` (`low` by itself) where the scale of `right` (`high`) may hold for both.

    `ordered` is for the two ends of a range: 2至3亿 shares 亿, 8500到3万 does not, for 8500 would then be more than 3.
    """
    scale = _TRAILING_SCALE.search(right.translate(_NOISE))
    if scale is None or _HAS_BIG.search(left):
        return low
    factor = parse_number("1" + scale.group()) or Decimal(1)
    small = scale.group() in SMALL
    if small and (not ordered or low >= 10):
        return low
    return low * factor if not ordered or low < high / factor else low


def exact(number: Decimal) -> Decimal:
    """The same number without an exponent or trailing zeros behind the point."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()
