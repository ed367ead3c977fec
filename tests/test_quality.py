"""The quality of what is extracted does not fall below the floors in benchmarks/quality_floors.json."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.tuning.scoring import Figure, Report
from tests.quality import CORPUS, LEAKS, SETS, GoldSet, falls, load_floors, load_known, raised, run_set, score_set


@pytest.fixture(scope="module", params=SETS, ids=lambda gold_set: gold_set.name)
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[GoldSet, Report]:
    gold_set: GoldSet = request.param
    if not gold_set.present:
        pytest.skip(f"{gold_set.articles} is not there")
    if gold_set is CORPUS:
        out: Path = request.getfixturevalue("corpus_out")
    else:
        out = tmp_path_factory.mktemp(gold_set.name)
        run_set(gold_set, out)
    return gold_set, score_set(gold_set, out)


def test_no_kind_is_below_its_floor(measured: tuple[GoldSet, Report]) -> None:
    gold_set, report = measured
    lines = falls(gold_set.name, report, load_floors()[gold_set.name], load_known())
    assert not lines, "\n" + "\n".join(lines)


def test_every_article_with_gold_is_in_the_output(measured: tuple[GoldSet, Report]) -> None:
    assert measured[1].absent == []


def test_every_kind_has_a_floor() -> None:
    kinds = {"districts", "companies", "awards", "amounts", "counts", "award_facts", "award_facts_core", "award_fact_districts"}
    kinds |= {"funding_facts", "funding_amounts", "title", "published", "publisher", LEAKS}
    for gold_set in SETS:
        assert load_floors()[gold_set.name].keys() == kinds


def _report(found: int, missed: list[str], leaks: int = 0) -> Report:
    figure = Figure(found, [("a01", (name,)) for name in missed])
    return Report({"companies": figure}, [("a01", "x")] * leaks, [])


def test_a_fall_names_what_was_lost_since() -> None:
    report = _report(8, ["旧公司", "新公司"], leaks=1)
    lines = falls("corpus", report, {"companies": 0.95, LEAKS: 0}, {"corpus companies missed a01 旧公司"})
    assert lines == [
        "corpus companies: 0.8889, floor 0.95; lost since it was set:",
        "  corpus companies missed a01 新公司",
        "corpus leaks: 1, floor 0; lost since it was set:",
        "  corpus leaks extra a01 x",
    ]


@pytest.mark.parametrize(
    ("lower", "floors"),
    [(False, {"companies": 0.95, LEAKS: 0}), (True, {"companies": 0.879, LEAKS: 1})],
    ids=["only upwards", "also downwards"],
)
def test_floors_go_down_only_when_told(lower: bool, floors: dict[str, float]) -> None:
    report = _report(8, ["旧公司", "新公司"], leaks=1)
    assert raised(report, {"companies": 0.95, LEAKS: 0}, lower=lower) == floors
    assert raised(_report(9, []), {"companies": 0.95, LEAKS: 0}, lower=lower) == {"companies": 0.99, LEAKS: 0}
