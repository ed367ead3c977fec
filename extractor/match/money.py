"""Amount mentions: sums of money in running text, with currency, range and qualifier."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.match.money_units import MoneyContext, find_prefix, find_unit
from extractor.match.numbers import Numeral, exact, fold_digits, read_numeral, scan_numerals, share_scale
from extractor.model import Mention, Region
from extractor.rules.numbers import LOCAL, MoneyRules

_MAX_SHARING = 12
_INCLUDED = re.compile("[（(]含[)）]|\\s")
_MINUS = re.compile("(?:(?<![欠背抱担减])负|(?:(?<![0-9A-Za-z\u4e00-\u9fff%％）)])|(?<=[润额益为是入]))[-−])$")


@dataclass(frozen=True, slots=True)
class Sum:
    """A number with its unit: `start` to `end` covers both, `low` to `high` is its value in units of `currency`."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    currency: str
    approximate: str | None
    rule: str


def find_amounts(
    text: str, rules: MoneyRules, *, region: Region = "CN", numerals: Sequence[Numeral] | None = None
) -> list[Mention]:
    """All sums of money of the text, in order; `numerals` are given where the caller has them already and has folded the text's
    digits.

    A vague sum is its lower bound: 数千万元 is 10000000 with the qualifier 数, 上亿元 100000000 with 上, 300多万元 is
    3000000 with 多. Share prices (每股3.5元) are none. A plain 元 is the yuan of `region`.
    """
    if numerals is None:
        text = fold_digits(text)
        numerals = scan_numerals(text)
    sums = _merged(_collect(text, rules, numerals), text, rules)
    mentions: list[Mention] = []
    for found in sums:
        context = MoneyContext(text, rules, mentions[-1].end if mentions else 0)
        mentions.append(_mention(found, context, rules.region_currency[region]))
    return mentions


def _collect(text: str, rules: MoneyRules, numerals: Sequence[Numeral]) -> list[Sum]:
    """The sums in order: those with a unit of their own, each with the numbers that share it."""
    sums: list[Sum] = []
    context = MoneyContext(text, rules)
    for index, numeral in enumerate(numerals):
        if numeral.start < context.free_from:
            continue
        unit = find_unit(context, numeral)
        reading = read_numeral(numeral.text) if unit else None
        if unit is None or reading is None:
            continue
        high = None if reading.high is None else reading.high + unit.change
        last = Sum(unit.start, unit.end, reading.low + unit.change, high, unit.currency, reading.approximate, unit.rule)
        if unit.rule == "amount.unit":
            sums.extend(_with_left(context, numerals, index, last))
        else:
            sums.append(_with_right(context, numerals, index, last))
        context = MoneyContext(text, rules, sums[-1].end)
    return sums


def _with_left(context: MoneyContext, numerals: Sequence[Numeral], index: int, last: Sum) -> list[Sum]:
    """`last` with what shares its unit on the left: as one range (2至3亿元) or as further sums (1.2、2.3和3.4亿元)."""
    shared: list[Sum] = []
    right = numerals[index]
    if last.start < right.start or last.high is not None:
        return [last]
    for left in reversed(numerals[max(0, index - _MAX_SHARING) : index]):
        gap = _INCLUDED.sub("", context.text[left.end : right.start][:8])
        reading = read_numeral(left.text) if left.start >= context.free_from else None
        is_range = gap in context.rules.range_joins and not shared
        if reading is None or reading.high or not (is_range or gap in context.rules.list_joins):
            break
        low = share_scale(left.text, reading.low, numerals[index].text, last.low, ordered=is_range)
        start, code = (
            find_prefix(context, left.start) or (left.start, last.currency) if not last.currency else (left.start, last.currency)
        )
        if is_range:
            return (
                [replace(last, start=start, low=low, high=last.low, currency=code, rule="amount.range")]
                if low < last.low
                else [last]
            )
        shared.insert(0, Sum(start, left.end, low, None, code, reading.approximate, "amount.shared"))
        right = left
    return [*shared, last]


def _with_right(context: MoneyContext, numerals: Sequence[Numeral], index: int, first: Sum) -> Sum:
    """`first`, whose currency stands in front, as a range with the next number where they are joined (US$5至8亿)."""
    if index + 1 == len(numerals):
        return first
    left, right = numerals[index : index + 2]
    reading = read_numeral(right.text) if context.text[left.end : right.start].strip() in context.rules.range_joins else None
    if reading is None or find_unit(MoneyContext(context.text, context.rules, right.start), right) is not None:
        return first
    low = share_scale(left.text, first.low, right.text, reading.low, ordered=True)
    return replace(first, end=right.end, low=low, high=reading.low, rule="amount.range") if low < reading.low else first


def _merged(sums: list[Sum], text: str, rules: MoneyRules) -> list[Sum]:
    """The sums with neighbours made one range: 1万元至2万元, 50万元以上200万元以下."""
    merged: list[Sum] = []
    for found in sums:
        before = merged[-1] if merged else None
        if before is not None and _is_range(before, found, text, rules):
            currency = found.currency or before.currency
            merged[-1] = replace(before, end=found.end, high=found.low, currency=currency, rule="amount.range")
        else:
            merged.append(found)
    return merged


def _is_range(before: Sum, after: Sum, text: str, rules: MoneyRules) -> bool:
    if before.high is not None or after.high is not None or not before.low < after.low or after.start - before.end > 8:
        return False
    if LOCAL not in (before.currency, after.currency) and before.currency != after.currency:
        return False
    gap = _INCLUDED.sub("", text[before.end : after.start])
    if gap in rules.range_joins:
        return True
    return rules.range_middle.fullmatch(gap) is not None and rules.range_end.match(text, after.end) is not None


def _mention(found: Sum, context: MoneyContext, local: str) -> Mention:
    text, rules = context.text, context.rules
    start, end = found.start, found.end
    minus = _MINUS.search(context.before(start))
    sign, start = (-1, start - 1) if minus else (1, start)
    before = rules.qualifier_before.search(context.before(start))
    after = rules.qualifier_after.match(text, end)
    start = start - len(before.group()) if before else start
    end = after.end() if after else end
    word = (before["plain"] or before["cap"]) if before else None
    qualifier = word or found.approximate or (after["word"] if after else None)
    if found.high is not None:
        qualifier = word
    numbers = sorted(exact(number * sign) for number in (found.low, found.high) if number is not None)
    return Mention(
        type="amount",
        start=start,
        end=end,
        value=f"{numbers[0]:f}",
        rule=found.rule,
        number=numbers[0],
        number_max=numbers[1] if len(numbers) > 1 else None,
        currency=found.currency or local,
        qualifier=qualifier,
    )
