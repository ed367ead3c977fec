"""The texts of figures and reports in Chinese and English, and numbers as their readers write them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml

from extractor.figures.figure import Number

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LARGE = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "m"), (10**3, "k")),
}
_DIGITS = 3


@cache
def _texts() -> dict[str, dict[str, str]]:
    told: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    return told


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language."""

    language: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text of the key; what stands in braces is filled in, numbers with commas. Raises KeyError."""
        shown = {name: f"{value:,}" if isinstance(value, int) else value for name, value in values.items()}
        return _texts()[key][self.language].format(**shown)

    def known(self, key: str, otherwise: str) -> str:
        """The text of a key that may be unknown, as a kind that a later version writes."""
        return _texts().get(key, {}).get(self.language, otherwise)

    def joined(self, *sentences: str) -> str:
        """The sentences that are not empty, one after another."""
        return ("" if self.language == "zh" else " ").join(filter(None, sentences))

    def number(self, number: Number) -> str:
        """The number with commas: 1,234,567.5."""
        text = f"{Decimal(number):,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def short(self, number: Number) -> str:
        """The number to three digits, large ones in the language's own units: 1.23亿, 123m."""
        for size, unit in _LARGE[self.language]:
            if number >= size:
                return _rounded(Decimal(number) / size) + unit
        return self.number(number)


def _rounded(number: Decimal) -> str:
    places = max(0, _DIGITS - len(str(int(number))))
    text = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
