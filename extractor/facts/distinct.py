"""One row a fact: what an article says twice is told once, with the fuller of the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from extractor.facts.ledger import COMPLETE, CONTRADICTS
from extractor.model import AwardFact


def distinct(facts: list[AwardFact], full_names: Mapping[str, str]) -> list[AwardFact]:
    """The facts in order without repetitions.

    Two facts are one where award, recipient (a short name is its full name's), group, grade and status agree and neither
    tells another edition or year than the other; the first stays, filled up from the later ones. `full_names` maps short
    names to the full names of the same article.
    """
    kept: list[AwardFact] = []
    # Where in `kept` the facts stand that agree in all that must be alike.
    alike: dict[tuple[object, ...], list[int]] = {}
    for fact in facts:
        places = alike.setdefault(_key(fact, full_names), [])
        same = next((index for index in places if _agree(fact, kept[index])), None)
        if same is None:
            places.append(len(kept))
            kept.append(fact)
        else:
            kept[same] = _filled(kept[same], fact, full_names)
    return kept


def _key(fact: AwardFact, full_names: Mapping[str, str]) -> tuple[object, ...]:
    who = full_names.get(fact.recipient, fact.recipient) if fact.recipient is not None else None
    return fact.award, fact.status, fact.recipient_count, fact.recipient_unit, who


def _agree(a: AwardFact, b: AwardFact) -> bool:
    """Whether two facts of one key tell nothing that differs."""
    told: list[tuple[object, object]] = [(a.edition, b.edition), (a.year, b.year)]
    if a.recipient is None:  # Groups of two places are two groups.
        told.append((a.adcode, b.adcode))
        # … and one of a county is not the whole of an edition (A等6家荣获第八届…; 历届获奖组织中，江津区有6家).
        whole, part = (a, b) if a.adcode is None else (b, a)
        if whole.adcode is None and _is_county(part.adcode) and whole.edition != part.edition:
            return False
    return all(x is None or y is None or x == y for x, y in told) and _grades_agree(a, b)


def _is_county(adcode: str | None) -> bool:
    return adcode is not None and not adcode.endswith("00")


def _grades_agree(a: AwardFact, b: AwardFact) -> bool:
    """Named winners are told again without their grade; groups of different grades are different groups."""
    return a.grade == b.grade or (a.recipient is not None and (a.grade is None or b.grade is None))


def _filled(fact: AwardFact, other: AwardFact, full_names: Mapping[str, str]) -> AwardFact:
    told: dict[str, Any] = {
        name: value
        for name in AwardFact.__struct_fields__
        if getattr(fact, name) is None and (value := getattr(other, name)) is not None
    }
    told["tellings"] = fact.tellings + 1
    if other.consistency in (COMPLETE, CONTRADICTS) and fact.consistency != CONTRADICTS:
        told["consistency"] = other.consistency
    if fact.recipient is not None and other.recipient == full_names.get(fact.recipient):
        told["recipient"] = other.recipient
    return replace(fact, **told)
