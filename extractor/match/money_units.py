"""What makes a numeral a sum of money: a currency behind it, in front of it, or the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extractor.match.numbers import BIG, DIGITS, SMALL, Numeral
from extractor.rules.numbers import LOCAL, MoneyRules

LOOK_BACK = 16
_AFTER_SPACE = frozenset(" \u00a0\u2009\u202f（(")
_GAP = re.compile("[ \u00a0\u2009\u202f]?(?:[（(]含[)）])?[ \u00a0\u2009\u202f]?")
_DIGIT = "([0-9一二两三四五六七八九])"
_CHANGE = re.compile(f"(?:零?{_DIGIT}[角毛](?![度色]))?(?:零?{_DIGIT}分(?![之类别钟析公店行局部校院享成布]))?")
_CLOSING = re.compile("钱?(?:整(?![个体治改合理车机年条村])|正(?![在式常好是]))?(?:（人民币）|\\(人民币\\)|人民币)?")
_PER_SHARE = re.compile("每[0-9十百]{0,3}股[^，。；、]{0,8}$")
_SCALES = frozenset(BIG) | frozenset(SMALL)
_BIG_SCALES = frozenset("万亿兆kKwW")


@dataclass(frozen=True, slots=True)
class Unit:
    """The currency of a numeral: `start` to `end` covers number and unit, `change` is what 角 and 分 add to it."""

    start: int
    end: int
    currency: str
    change: Decimal
    rule: str


@dataclass(frozen=True, slots=True)
class MoneyContext:
    """A folded text, the rules, and up to where an earlier sum has taken it."""

    text: str
    rules: MoneyRules
    free_from: int = 0

    def before(self, position: int) -> str:
        """The characters in front of a position, not reaching into an earlier sum or line."""
        return self.text[max(self.free_from, position - LOOK_BACK) : position].rpartition("\n")[2]


def find_unit(context: MoneyContext, numeral: Numeral) -> Unit | None:
    """The currency that the numeral has, None where it is no sum."""
    # Nearly all numerals are years, days and counts; the characters on both sides turn them away.
    start, end, written = numeral
    text, rules = context.text, context.rules
    following = text[end : end + 1]
    if following in rules.after_first or following in _AFTER_SPACE:
        unit = _unit_after(context, numeral)
        if unit is not None:
            return unit if _is_sum(context, numeral, unit) else None
    near = text[start - 1 : start] if start > context.free_from else ""
    if near in rules.before_last or near in _AFTER_SPACE:
        prefix = find_prefix(context, start)
        if prefix is not None and _stands_alone(context, numeral, prefix[0]):
            return Unit(prefix[0], end, prefix[1], Decimal(0), "amount.prefix")
    return _bare(context, numeral) if len(written) > 1 and not written.isdigit() else None


def find_prefix(context: MoneyContext, start: int) -> tuple[int, str] | None:
    """Where the currency in front of a numeral begins, and its code."""
    near = context.text[start - 1 : start] if start > context.free_from else ""
    if (near not in context.rules.before_last and near not in _AFTER_SPACE) or not near:
        return None
    found = context.rules.before.search(context.before(start))
    return (start - len(found.group()), context.rules.code_before[found["name"]]) if found else None


def _unit_after(context: MoneyContext, numeral: Numeral) -> Unit | None:
    gap = _GAP.match(context.text, numeral.end)
    found = context.rules.after.match(context.text, gap.end() if gap else numeral.end)
    if found is None:
        return None
    code, end, change = context.rules.code_after[found["name"]], found.end(), Decimal(0)
    start = numeral.start
    if code == LOCAL:
        coins = _CHANGE.match(context.text, end)
        if coins is not None and coins.end() > end:
            end, change = coins.end(), _coins(coins[1], 10) + _coins(coins[2], 100)
        closing = _CLOSING.match(context.text, end)
        end = closing.end() if closing else end
        prefix = find_prefix(context, numeral.start)
        start, code = prefix if prefix else (start, code)
    return Unit(start, end, code, change, "amount.unit")


def _coins(digit: str | None, parts: int) -> Decimal:
    if not digit:
        return Decimal(0)
    return Decimal(DIGITS.get(digit, digit)) / parts


def _is_sum(context: MoneyContext, numeral: Numeral, unit: Unit) -> bool:
    """Whether a numeral with a currency behind it is a sum, not a name (三元), a share price or part of a code (A4元)."""
    text, start = context.text, unit.start
    before = text[start - 1 : start] if start else ""
    if (unit.start == numeral.start and before.isascii() and before.isalpha()) or before == "第":
        return False
    if text.startswith("/股", unit.end) or _PER_SHARE.search(context.before(start)):
        return False
    if unit.currency != LOCAL:
        return True
    if numeral.text in DIGITS:
        return context.rules.one_digit.match(text, unit.end) is not None
    is_word = numeral.text in BIG or (numeral.text in SMALL and numeral.text not in "十拾")
    if is_word or (_SCALES.issuperset(numeral.text) and context.rules.class_after.match(text, unit.end)):
        return context.rules.qualifier_before.search(context.before(start)) is not None
    return True


def _stands_alone(context: MoneyContext, numeral: Numeral, start: int) -> bool:
    """Whether a currency in front is enough: always for a symbol, for a word where the number is a large one."""
    if not context.text[start : numeral.start].strip().isalpha():
        return True
    if context.rules.time_after.match(context.text, numeral.end):
        return False
    return numeral.text[-1] in _BIG_SCALES or sum(char.isdigit() for char in numeral.text) >= 4


def _bare(context: MoneyContext, numeral: Numeral) -> Unit | None:
    """A number with 万 or 亿 that only the words around it make a sum (投资2.3亿)."""
    if _BIG_SCALES.isdisjoint(numeral.text[1:]):
        return None
    if not context.rules.bare_after.match(context.text, numeral.end):
        return None
    if not context.rules.bare_before.search(context.before(numeral.start)):
        return None
    return Unit(numeral.start, numeral.end, LOCAL, Decimal(0), "amount.bare")
