"""The normalisers by their names: how a piece of text becomes the value that tables hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from extractor.match.award_names import ordinal, parse_award_name
from extractor.match.money import find_amounts
from extractor.match.numbers import parse_number
from extractor.model import Region
from extractor.rules.pack import RulePack
from extractor.rules.setting import Normaliser
from extractor.rules.words import canonical_company
from extractor.text.dateline import parse_date

Value = str | int | Decimal | None
Normalise = Callable[[Normaliser, str], Value]


def normaliser(pack: RulePack, region: Region) -> Normalise:
    """The function `(name, text) → value` of an article of that region; it gives None for a text that holds no such value.

    number and money give a Decimal (money in whole units of the currency), ordinal an int, date YYYY-MM-DD, district the full
    name of the division, company the name as it is compared, award the name without edition, year and grade.
    """

    def money(text: str) -> Value:
        return next((found.number for found in find_amounts(text, pack.money, region=region)), None)

    def district(text: str) -> Value:
        codes = {reading.division.code for reading in pack.gazetteer.readings.get(text, ())}
        return pack.gazetteer.name(codes.pop()) if len(codes) == 1 else None

    by_name: Mapping[Normaliser, Callable[[str], Value]] = {
        "text": lambda text: text.strip() or None,
        "number": parse_number,
        "ordinal": lambda text: 1 if text.startswith("首") else ordinal(text.strip("第届次年度")),
        "money": money,
        "date": parse_date,
        "district": district,
        "company": canonical_company,
        "award": lambda text: parse_award_name(text, pack.awards, pack.divisions).name or None,
    }
    return lambda name, text: by_name[name](text)
