"""Sums of money in table cells, where the unit stands in the column's head: 金额（万元） over 120.5."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from extractor.match.money import find_amounts
from extractor.match.numbers import BIG, SLANG, exact, fold_digits, parse_number
from extractor.model import Mention, Region
from extractor.rules.numbers import LOCAL, MoneyRules

_CELL = re.compile(
    "([-−负]?[0-9][0-9,，. ]{0,24}[万亿kKwW]{0,2}|[零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,24})"
)
_RANGE = re.compile("(.{1,24}?)(?:至|到|~|～|—{1,2}|–|-)(.{1,24})")
_FRAME = re.compile("[\\s（(]*(.*?)[\\s）)＊*]*", re.DOTALL)
_MAX_CELL = 60


class HeaderUnit(NamedTuple):
    """What a column's head says of its numbers: each is in units of `scale` times `currency`."""

    scale: Decimal
    currency: str


def header_unit(text: str, rules: MoneyRules, *, region: Region = "CN") -> HeaderUnit | None:
    """The unit that a column's head ends with (金额（万元）, 单位：亿元, 奖金/元), None where it names no currency.

    A price per thing (元/吨) is none.
    """
    found = rules.header.search(text[-_MAX_CELL:])
    if found is None:
        return None
    code = rules.code_after[found["name"]]
    scale = parse_number("1" + found["scale"]) if found["scale"] else Decimal(1)
    return HeaderUnit(scale or Decimal(1), rules.region_currency[region] if code == LOCAL else code)


def parse_cell_amount(
    text: str, rules: MoneyRules, *, header_unit: HeaderUnit | None = None, region: Region = "CN", start: int = 0
) -> Mention | None:
    """The sum in a cell that holds nothing else, None where it holds something else; `start` is the cell's place in the document.

    A unit in the cell wins over the head's. A bare number needs a head's unit, or 万, 亿, k or w of its own.
    """
    folded = fold_digits(text)
    if len(folded) > _MAX_CELL:
        return None
    own = find_amounts(folded, rules, region=region)
    if own:
        return replace(own[0], start=start + own[0].start, end=start + own[0].end) if _fills(folded, own[0]) else None
    frame = _FRAME.fullmatch(folded)
    inner = frame[1] if frame else folded
    bare = re.sub(rules.qualifier_after.pattern + "$", "", rules.qualifier_lead.sub("", inner)).strip()
    values = _values(bare)
    if not values or (header_unit is None and not _has_scale(bare)):
        return None
    unit = header_unit or HeaderUnit(Decimal(1), rules.region_currency[region])
    scale = Decimal(1) if _has_scale(bare) else unit.scale
    numbers = [exact(value * scale) for value in values]
    at = start + folded.index(inner)
    high = numbers[1] if len(numbers) > 1 else None
    return Mention("amount", at, at + len(inner), f"{numbers[0]:f}", "amount.cell", numbers[0], high, currency=unit.currency)


def _fills(text: str, found: Mention) -> bool:
    """Whether a sum is all that a cell says, but for brackets, spaces and 从 or 共."""
    return not re.search("[^\\W从共计]", text[: found.start] + text[found.end :])


def _has_scale(text: str) -> bool:
    return text[-1:] in BIG or text[-1:] in SLANG


def _values(text: str) -> list[Decimal]:
    """One number, or the two ends of a range, the lower first; none where the text is neither."""
    ends = _RANGE.fullmatch(text)
    parts = [part.strip() for part in ends.groups()] if ends else [text]
    if not all(_CELL.fullmatch(part) for part in parts):
        return []
    values = [value for value in map(parse_number, parts) if value is not None]
    return values if len(values) == len(parts) and values == sorted(set(values)) else []
