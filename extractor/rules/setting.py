"""What a fact rule sets: fields of its facts, told outright or computed from a named group of its pattern."""

from __future__ import annotations

from typing import Literal

import msgspec

Normaliser = Literal["text", "number", "ordinal", "money", "date", "district", "company", "award"]
"""How the text of a group becomes a value (`match/normalise.py`)."""


class Computed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value read from the text that the pattern's group `(?P<group>…)` matched."""

    group: str
    as_: Normaliser = msgspec.field(name="as", default="text")


SetValue = str | int | bool | Computed

AWARD_FIELDS: dict[str, type] = {
    "status": str,
    "grade": str,
    "edition": int,
    "year": int,
    "amount": int,
    "grantor": str,
    "district": str,
    "recipient_unit": str,
}
"""What award rules may set, and the type of a value told outright."""
FUNDING_FIELDS: dict[str, type] = {
    "per": str,
    "purpose": str,
    "funder": str,
    "period": str,
    "is_policy": bool,
    "district": str,
}
"""The same of funding rules."""
FIELD_CHOICES: dict[str, tuple[str, ...]] = {"status": ("granted", "nominee", "applied"), "per": ("total", "each")}
"""Fields that can only have one of a few values."""
FIELD_NORMALISERS: dict[str, tuple[Normaliser, ...]] = {
    "edition": ("ordinal",),
    "year": ("ordinal",),
    "amount": ("money", "number"),
    "is_policy": (),
    "status": (),
    "per": (),
}
"""The normalisers that make what a field holds; a field that is not here holds a text, which any but number and money make."""
TEXTS: tuple[Normaliser, ...] = ("text", "date", "district", "company", "award")
