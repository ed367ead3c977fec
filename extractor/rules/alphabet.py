"""The slot names of the pattern language and the private-use character that stands for each mention type."""

from __future__ import annotations

from extractor.model import MentionType
from extractor.rules.patterns import Alphabet

SLOT_TYPES: tuple[MentionType, ...] = (
    "company",
    "organisation",
    "person",
    "project",
    "award",
    "award_ref",
    "grade",
    "count",
    "amount",
    "district",
    "grantor",
)
# The character of each type; the private use area cannot occur in cleaned text (repair removes it).
SLOT_CHARS: dict[str, str] = {kind: chr(0xE010 + index) for index, kind in enumerate(SLOT_TYPES)}
# Names that stand for several types in patterns.
SLOT_GROUPS: dict[str, tuple[MentionType, ...]] = {
    "who": ("company", "organisation", "person", "project"),
    "unit": ("company", "organisation"),
    "prize": ("award", "award_ref", "grade"),
    "winner": ("company", "organisation", "person", "project", "count"),
}

# Who can be named as somebody: any winner but a thing or a number.
NAMED_TYPES: tuple[MentionType, ...] = ("company", "organisation", "person")
NAMED_CHARS = "".join(SLOT_CHARS[kind] for kind in NAMED_TYPES)

ALPHABET = Alphabet(
    chars={**SLOT_CHARS, **{name: "".join(SLOT_CHARS[kind] for kind in kinds) for name, kinds in SLOT_GROUPS.items()}},
    count=SLOT_CHARS["count"],
)
