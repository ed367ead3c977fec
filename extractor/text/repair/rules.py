"""What an analyst may change about repair: the shape of rules/repair.yaml."""

from __future__ import annotations

from typing import Literal

import msgspec

from extractor.text.exampled import Exampled

UNREPAIRED_RULE = "repair.slip.unrepaired"
# Rules that make a text uniform and restore nothing.
COSMETIC_RULES = frozenset(
    {
        "repair.line-end",
        "repair.line-break",
        "repair.list-number",
        "repair.spaced",
        "repair.invisible",
        "repair.width",
    }
)

Stage = Literal["mojibake", "entities", "slips", "notes", "characters", "spacing"]


class NoteRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reading notes: which brackets they stand in, and how many plain ones a text must have before one is believed."""

    brackets: tuple[str, ...]
    plain_at_least: int


class SlipRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Byte slips: phrases of the news that help to choose (0 stands for any digit)."""

    phrases: tuple[str, ...]


class CharacterRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Single characters: code points or ranges to delete, characters to replace, Latin look-alikes of other alphabets."""

    invisible: tuple[str, ...]
    fold: str
    replace: dict[str, str]
    lookalikes: dict[str, str]


class SpacingRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Spaces and line breaks: see the comments of rules/repair.yaml."""

    spaced_at_least: int
    spaced_evidence: str
    wrapped_at_least: int
    wrapped_width: tuple[int, int]
    wrapped_share: int
    sentence_ends: str
    item_starts: str


class RepairRules(Exampled, frozen=True, forbid_unknown_fields=True):
    """All of rules/repair.yaml. `stages` are run in this module's order, whatever theirs."""

    stages: frozenset[Stage]
    notes: NoteRules
    slips: SlipRules
    characters: CharacterRules
    spacing: SpacingRules

    def without(self, *stages: Stage) -> RepairRules:
        """The same rules with some stages off: an HTML source, for one, keeps its entities and line breaks."""
        return msgspec.structs.replace(self, stages=self.stages - frozenset(stages))
