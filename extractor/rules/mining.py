"""The shape of rules/tuning.yaml: words for `extractor rules mine`, which decide nothing in an extraction."""

from __future__ import annotations

import msgspec


class MiningWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of tuning.yaml; the comments in the file say what each is for."""

    version: int
    award_ends: list[str]
    not_awards: list[str]
    goes_on: str
    name_edges: str
    wins: list[str]
    not_names: list[str]
