"""Words for `extractor rules mine`, which no extraction depends on: the shape of rules/tuning.yaml and its compiled form."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from extractor.cache import re
from extractor.rules.files import Source
from extractor.rules.words import alternation
from extractor.rules.yaml_io import load_as


class MiningWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of tuning.yaml; the comments in the file say what each is for."""

    version: int
    award_ends: list[str]
    not_awards: list[str]
    goes_on: str
    name_edges: str
    wins: list[str]
    not_names: list[str]


@dataclass(frozen=True, slots=True)
class MiningRules:
    """The compiled words."""

    award_end: re.Pattern[str]
    not_awards: tuple[str, ...]
    goes_on: frozenset[str]
    name_edges: frozenset[str]
    win: re.Pattern[str]
    not_names: tuple[str, ...]


def load_mining(path: Source) -> MiningRules:
    """The compiled words of the file at `path`. Raises RuleError."""
    words = load_as(path, MiningWords)
    return MiningRules(
        award_end=re.compile(alternation(words.award_ends)),
        not_awards=tuple(words.not_awards),
        goes_on=frozenset(words.goes_on),
        name_edges=frozenset(words.name_edges),
        win=re.compile(alternation(words.wins)),
        not_names=tuple(words.not_names),
    )
