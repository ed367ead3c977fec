"""Judgements as pure functions: steps lead to the gold that is meant, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.tuning.gold import gold_of
from extractor.web.judge.goldfile import Kind, as_gold, begun, state_of, with_nothing, with_right, with_wrong
from extractor.web.judge.informative import need
from extractor.web.judge.ledger import GoldLedger, changes, name_of, reverted
from extractor.web.judge.precision import Figure, wilson

NAMES = st.sampled_from(["海河重工", "滨海精工", "云帆机械", ""])
AWARDS = st.fixed_dictionaries(
    {
        "award": st.sampled_from(["天津市质量奖", "磐石奖"]),
        "recipient": NAMES,
        "status": st.sampled_from(["granted", "nominee"]),
        "edition": st.sampled_from(["", "3"]),
    }
)
VERDICTS = st.sampled_from(["right", "wrong", "open"])


def judged(gold: Any, kind: Kind, values: dict[str, str], verdict: str) -> dict[str, Any]:
    """The gold after a verdict."""
    told = as_gold(kind, values)
    if verdict == "wrong":
        return with_wrong(gold, kind, told, "award.won")
    return (with_right if verdict == "right" else with_nothing)(gold, kind, told)


def order_free(gold: dict[str, Any]) -> dict[str, Any]:
    """The gold with its lists sorted."""
    return {key: sorted(value, key=repr) if isinstance(value, list) else value for key, value in gold.items()}


@given(st.lists(AWARDS, unique_by=lambda fact: tuple(sorted(fact.items()))), st.lists(st.tuples(AWARDS, VERDICTS), max_size=6))
def test_the_last_verdict_stands_and_every_step_is_undone(
    found: list[dict[str, str]], steps: list[tuple[dict[str, str], str]]
) -> None:
    gold = begun({"title": "x"}, "a.txt", {"award": list(found)})
    start, undone = gold, []
    for values, verdict in steps:
        new = judged(gold, "award", values, verdict)
        assert state_of(new, "award", values) == ("" if verdict == "open" else verdict)
        undone.append(changes(gold, new))
        gold = new
    for change in reversed(undone):
        gold = reverted(gold, change)
    assert order_free(gold) == order_free(start)


@given(st.integers(0, 400), st.integers(0, 400))
def test_wilson_holds_the_share_and_narrows(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9
        wider = wilson(right, right + wrong)
        narrower = wilson(4 * right, 4 * (right + wrong))
        assert narrower.high - narrower.low < wider.high - wider.low


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(0, 0, 0, 1), (1, 1, 0.2065, 1), (9, 10, 0.5958, 0.9821), (81, 263, 0.2552, 0.3662)]
)
def test_wilson_figures(right: int, judged: int, low: float, high: float) -> None:
    """The last line is Newcombe's (1998) example; the others were computed by hand."""
    assert wilson(right, judged) == pytest.approx((low, high), abs=2e-4)


def test_a_rule_that_was_judged_much_needs_no_more() -> None:
    assert need(Figure("award", "x")) == 1
    assert need(Figure("award", "x", right=90, wrong=10)) < need(Figure("award", "x", right=9, wrong=1)) < 1


@pytest.mark.parametrize("values", [{"award": ""}, {"award": "x", "edition": "third"}, {"award": "x", "amount": "5万"}])
def test_faulty_facts_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        as_gold("award", values)


def test_gold_of_records_and_files(tmp_path: Path) -> None:
    assert (name_of("x/a01.txt"), name_of("x/e01.jsonl#3")) == ("a01", "e01-3")
    ledger = GoldLedger(tmp_path)
    ledger.change("x/e01.jsonl#3", {}, {"source": "x/e01.jsonl#3", "award_facts": []}, {"what": "right"})
    golds = ledger.golds()
    assert gold_of(golds, "y/e01.jsonl#3") is golds["e01-3"]
    assert gold_of(golds, "y/e01.jsonl#4") is None
    assert gold_of({**golds, "e01": {"id": "e01"}}, "y/e01.jsonl#4") == {"id": "e01"}
    assert ledger.of("y/e01.jsonl#3") == golds["e01-3"]


def test_another_article_of_the_same_name_is_refused(tmp_path: Path) -> None:
    ledger = GoldLedger(tmp_path)
    ledger.change("x/a01.txt", {}, {"source": "x/a01.txt", "award_facts": []}, {"what": "right"})
    with pytest.raises(UsageError, match=r"is the gold of x/a01\.txt"):
        ledger.change("x/a01.html", {}, {"source": "x/a01.html"}, {"what": "right"})


def test_nothing_is_undone_twice(tmp_path: Path) -> None:
    ledger = GoldLedger(tmp_path)
    for award in ("甲奖", "乙奖"):
        old = ledger.of("a.txt") or {"source": "a.txt", "award_facts": []}
        ledger.change("a.txt", old, with_right(old, "award", {"award": award}), {"what": "right"})
    assert [ledger.undo()["undoes"], ledger.undo()["undoes"]] == [2, 1]
    with pytest.raises(UsageError, match="nothing to undo"):
        ledger.undo()
    assert (ledger.of("a.txt") or {})["award_facts"] == []
