"""The benchmarks measure what they say."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.more_rules import write_aliases, write_fact_rules
from benchmarks.stages import STAGES, Clock
from benchmarks.stopwatch import Contestant, alternate
from benchmarks.whole import everything, facts_only, with_fingerprints
from extractor.model import RawArticle
from extractor.pipeline import Pipeline
from tests.quality import CORPUS

PAGE = "<html><body><h1>题目</h1><p>" + "海河重工有限公司荣获第三届天津市质量奖，奖金100万元。" * 8 + "</p></body></html>"


@pytest.fixture(scope="module")
def articles() -> list[RawArticle]:
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.articles.glob("a0*.txt"))[:3]]
    return [*(RawArticle("", text) for text in texts), RawArticle("", PAGE, "html")]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.default()


def test_every_stage_is_reached_and_all_of_the_time_is_some_stages(articles: list[RawArticle], pipeline: Pipeline) -> None:
    with_fingerprints(pipeline, articles)
    clock = Clock()
    started = time.thread_time()
    with clock.running():
        with_fingerprints(pipeline, articles)
    spent = time.thread_time() - started
    assert clock.missing == []
    assert [stage for stage in STAGES if clock.seconds[stage] <= 0] == []
    assert 0.5 * spent < sum(clock.seconds.values()) <= spent


def test_a_function_that_is_gone_is_told(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STAGES, "gone", [("extractor.pipeline", "find_gone")])
    clock = Clock()
    with clock.running():
        pipeline.extract("海河重工有限公司荣获第三届天津市质量奖。")
    assert clock.missing == ["extractor.pipeline.find_gone"]


def test_timing_changes_nothing(articles: list[RawArticle], pipeline: Pipeline) -> None:
    untimed = [pipeline.extract(article).award_facts for article in articles]
    with Clock().running():
        assert [pipeline.extract(article).award_facts for article in articles] == untimed
    assert [pipeline.extract(article).award_facts for article in articles] == untimed
    everything(pipeline, articles)
    facts_only(pipeline, articles)


def test_ratios_are_those_of_the_work() -> None:
    def work(times: int) -> None:
        sum(range(times * 200_000))

    times = alternate(lambda: work(4), [Contestant("fast", lambda: work(1)), Contestant("slow", lambda: work(16), 1)], 5)
    assert 2 < times["fast"].ratio < 8
    assert 0.12 < times["slow"].ratio < 0.5
    assert (len(times["fast"].own), len(times["slow"].own)) == (5, 1)


def test_more_rules_are_rules(tmp_path: Path, pipeline: Pipeline) -> None:
    more = [write_fact_rules(tmp_path / "rules", 3), write_aliases(tmp_path / "names", 50)]
    pack = Pipeline.default(more).pack
    assert len(pack.fact_rules) == len(pipeline.pack.fact_rules) + 3
    assert len(pack.names.aliases) == len(pipeline.pack.names.aliases) + 50
