"""The confidence of facts: what it promises is kept on the corpus, and it follows from the evidence."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipeline import Pipeline
from extractor.rules.confidence import Weights
from extractor.tuning.gold import stem
from tests.calibrate import fit
from tests.quality import CORPUS
from tests.samples import Sample, award_is_right, funding_is_right

Judge = Callable[[Mapping[str, str], Mapping[str, Any]], bool | None]
PIPELINE = Pipeline.default()
HIGH = Decimal("0.9")
# What facts of a high confidence have to be, and how many facts have to have one: fewer since round 7, whose rules for film,
# sports and the like have told few facts so far.
PROMISED, SHARE = 0.97, 0.5


@pytest.mark.parametrize(("table", "judge"), [("award_facts", award_is_right), ("funding_facts", funding_is_right)])
def test_facts_of_high_confidence_are_right(table: str, judge: Judge, corpus_out: Path) -> None:
    judged: list[tuple[Decimal, bool]] = []
    with (corpus_out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            gold = json.loads((CORPUS.gold / f"{stem(row['source'])}.json").read_text("utf-8"))
            right = judge(row, gold)
            if right is not None:
                judged.append((Decimal(row["confidence"]), right))
    high = [right for confidence, right in judged if confidence >= HIGH]
    assert sum(high) >= PROMISED * len(high)
    assert len(high) >= SHARE * len(judged)


A, B = "天津海河重工有限公司", "天津津沽阀门股份有限公司"
PRIZE = "天津市质量奖"
ORDER = {
    "told in the sentence or before it": (f"{A}荣获{PRIZE}。", f"{PRIZE}揭晓。{A}上榜。"),
    "told twice or once": (f"{A}荣获{PRIZE}。会上，{A}荣获{PRIZE}。", f"{A}荣获{PRIZE}。"),
    "a number that agrees or not": (f"{A}、{B}等2家企业获{PRIZE}。", f"{A}、{B}等1家企业获{PRIZE}。"),
}


@pytest.mark.parametrize(("likely", "less_likely"), ORDER.values(), ids=ORDER.keys())
def test_what_supports_a_fact_raises_its_confidence(likely: str, less_likely: str) -> None:
    one, other = (
        next(f.confidence for f in PIPELINE.extract(text).award_facts if f.recipient == A) for text in (likely, less_likely)
    )
    assert one is not None
    assert other is not None
    assert one > other


def test_a_contradicted_fact_is_never_of_high_confidence() -> None:
    text = f"第三届{PRIZE}名单如下：\n一、{PRIZE}（1家）\n1.{A}\n2.{B}\n"
    facts = PIPELINE.extract(text).award_facts
    assert {fact.consistency for fact in facts} == {"contradicts"}
    assert all(fact.confidence is not None and fact.confidence < HIGH for fact in facts)


RULE = """extends: true
rules:
  - id: mine.trophy
    about: the trophy of an award is taken home by its winner
    pattern: "{award:prize}的奖杯被{recipient:winner+}(?:收入|带回)"
    priority: 60
    examples: ["⟦award:天津市质量奖⟧的奖杯被⟦recipient:海河重工有限公司⟧带回。"]
"""


def test_the_weight_of_an_own_rule_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "awards.yaml").write_text(RULE, "utf-8")
    text = f"{PRIZE}的奖杯被{A}带回。"
    (unknown,) = Pipeline.default([tmp_path]).extract(text).award_facts
    (tmp_path / "confidence.yaml").write_text("extends: true\naward: {rules: {mine.trophy: 300}}\n", "utf-8")
    (known,) = Pipeline.default([tmp_path]).extract(text).award_facts
    assert unknown.rule == known.rule == "mine.trophy"
    assert unknown.confidence is not None
    assert known.confidence is not None
    assert unknown.confidence < known.confidence


@given(st.integers(-2000, 2000), st.sets(st.sampled_from("abc")), st.text(max_size=3))
def test_a_confidence_is_a_probability_of_two_decimals(base: int, evidence: set[str], rule: str) -> None:
    weights = Weights(base, -40, {"x": 900}, {"a": -5000, "b": 70})
    confidence = weights.confidence(rule, frozenset(evidence))
    assert 0 < confidence < 1
    assert confidence == round(confidence, 2)


def test_weights_learn_what_is_wrong() -> None:
    samples = [
        Sample("award", f"a{n}", rule, frozenset({"award.before"} if n % 3 else {"award.here"}), right, None)
        for n in range(40)
        for rule, right in (("good", True), ("bad", n % 2 == 0))
    ]
    weights = fit(samples)
    assert weights.rules["good"] > 0 > weights.rules["bad"]
    assert weights.unknown_rule < 0
    assert weights.evidence["ledger.contradicts"] < 0 <= weights.evidence["award.here"]
