"""The rule pack: every rule file loaded, checked and compiled, with its version and the hash of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extractor.errors import UsageError
from extractor.rules.awards import AwardRules, load_awards
from extractor.rules.cleaning import load_cleaning
from extractor.rules.districts import Gazetteer, load_gazetteer, short_form
from extractor.rules.facts import AwardFactRules, load_award_facts
from extractor.rules.funding import FundingRules, load_funding
from extractor.rules.names import NameRules, load_names
from extractor.rules.numbers import CountRules, MoneyRules, load_count_rules, load_money_rules
from extractor.rules.yaml_io import load_as
from extractor.text.clean import TextRules
from extractor.text.convert import Conversion
from extractor.text.repair import RepairRules


@dataclass(frozen=True)
class RulePack:
    """All rules of a run. `digest` is a SHA-256 over the files, so that an output can say which rules made it."""

    text: TextRules
    names: NameRules
    gazetteer: Gazetteer
    awards: AwardRules
    money: MoneyRules
    counts: CountRules
    award_facts: AwardFactRules
    funding: FundingRules
    digest: str

    @cached_property
    def divisions(self) -> frozenset[str]:
        """The full names of all administrative divisions."""
        return frozenset(division.name for division in self.gazetteer.divisions)

    @cached_property
    def short_places(self) -> frozenset[str]:
        """The short names of all provinces and prefectures (黑龙江, 合肥)."""
        forms = (short_form(d.name) for d in self.gazetteer.divisions if d.code.endswith("00"))
        return frozenset(form for form in forms if form)


def default_rules() -> Path:
    """The directory of the rules that come with the product: in the wheel inside the package, in a checkout beside it."""
    inside = Path(__file__).parents[1] / "default_rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


def load_pack(directories: Sequence[Path] = (), *, conversion: Conversion = "auto") -> RulePack:
    """The pack of the default rules. Raises RuleError for faulty files."""
    root = default_rules()
    return RulePack(
        text=TextRules(load_as(root / "repair.yaml", RepairRules), load_cleaning(root / "cleaning"), conversion),
        names=load_names(root),
        gazetteer=load_gazetteer(root),
        awards=load_awards(root / "mentions" / "awards.yaml"),
        money=load_money_rules(root / "mentions" / "money.yaml"),
        counts=load_count_rules(root / "mentions" / "counts.yaml"),
        award_facts=load_award_facts(root / "facts" / "awards.yaml"),
        funding=load_funding(root / "facts" / "funding.yaml"),
        digest="",
    )
