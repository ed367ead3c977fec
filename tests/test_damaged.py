"""Damage costs no more than it may: F1 on damaged copies of the corpus and of the dev set against the articles themselves."""

from __future__ import annotations

from functools import cache

import pytest

from extractor.tuning.scoring import Report
from tests.damaged import ALLOWED, DAMAGES, DEV, KINDS, losses, new_faults, report_on
from tests.quality import CORPUS, GoldSet

# A mirrored page with spam, teasers and other bytes holds all the corpus's damage in one; the dev set is measured one by one.
CASES = [(CORPUS, "all"), (CORPUS, "headlines"), *((DEV, name) for name in DAMAGES)]


@cache
def undamaged(gold_set: GoldSet) -> Report:
    return report_on(gold_set, None)


@pytest.mark.parametrize(("gold_set", "name"), CASES, ids=lambda part: part if isinstance(part, str) else part.name)
def test_damage_costs_little(gold_set: GoldSet, name: str) -> None:
    if not gold_set.present:
        pytest.skip(f"{gold_set.articles} is not there")
    damaged = report_on(gold_set, DAMAGES[name])
    lost = {kind: round(loss, 3) for kind, loss in losses(undamaged(gold_set), damaged).items() if loss > ALLOWED}
    assert not lost, "\n".join([str(lost), *new_faults(undamaged(gold_set), damaged)])


def test_every_kind_is_held() -> None:
    assert {"districts", "companies", "awards", "amounts", "counts", "award_facts", "award_facts_core", "funding_facts"} == {
        *KINDS
    }
