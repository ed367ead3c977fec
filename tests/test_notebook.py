"""Notebooks and data frames: what shows itself, the accessor, and the notebook in docs, which runs."""

from __future__ import annotations

import html
import re
from decimal import Decimal
from typing import Any

import lxml.html
import nbformat
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient

import extractor.pandas
from extractor.batch import progress
from extractor.errors import UsageError
from extractor.model import AwardFact, CountFact, FundingFact, Mention
from extractor.notebook import MAX_CHARS, _marked, fact_html
from extractor.pipeline import Pipeline
from tests.quality import ROOT

assert extractor.pandas
ARTICLE = "昨日，江城市云帆机械有限公司获得第六届江城市质量奖，奖励100万元，全市共有8家企业。"
SPITEFUL = "<script>alert(1)</script>有限公司获得第六届江城市质量奖，奖励100万元。\" onclick='x'"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.default()


def page(text: str) -> Any:
    return lxml.html.fromstring(text)


def test_a_result_shows_its_text_with_facts_beside_it(pipeline: Pipeline) -> None:
    result = pipeline.extract(ARTICLE)
    shown = page(result._repr_html_())
    marks = {mark.text_content() for mark in shown.iter("mark") if mark.get("title")}
    assert {"100万元", "8家企业"} <= marks
    assert ARTICLE in shown.text_content()
    cells = [cell.text_content() for cell in shown.iter("td")]
    assert {"江城市质量奖", "granted", "1,000,000", "reward"} <= set(cells)


def test_documents_and_facts_show_themselves(pipeline: Pipeline) -> None:
    result = pipeline.extract(ARTICLE)
    assert ARTICLE in page(result.document._repr_html_()).text_content()
    for facts in (result.award_facts, result.funding_facts, result.count_facts):
        shown = page(facts[0]._repr_html_())
        assert shown.find(".//th[2]").text == type(facts[0]).__name__
        assert "rule" in [cell.text for cell in shown.iter("td")]
    assert all(hasattr(kind, "_repr_html_") for kind in (AwardFact, FundingFact, CountFact))


def test_nothing_of_an_article_becomes_markup(pipeline: Pipeline) -> None:
    result = pipeline.extract(SPITEFUL)
    for shown in (result._repr_html_(), result.document._repr_html_(), *(fact._repr_html_() for fact in result.award_facts)):
        assert not list(page(shown).iter("script"))
        assert all(set(element.attrib) <= {"style", "title"} for element in page(shown).iter())


@given(text=st.text("a<&\"'>中\n😀", max_size=30), data=st.data())
def test_the_marked_text_is_the_text(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(place, place), max_size=6))
    mentions = [Mention("award", min(a, b), max(a, b), "<v>", "r") for a, b in drawn if a != b]
    marked = _marked(text, sorted(mentions, key=lambda mention: mention.start))
    assert html.unescape(re.sub(r"<[^>]*>", "", marked)) == text


def test_a_long_text_is_cut() -> None:
    assert len(_marked("长" * 30_000, [Mention("award", 25_000, 26_000, "v", "r")])) == MAX_CHARS + 1


@pytest.mark.parametrize(("number", "shown"), [("1000000", "1,000,000"), ("0.50", "0.5"), ("1E+3", "1,000"), ("100.00", "100")])
def test_numbers_are_told_plainly(number: str, shown: str) -> None:
    assert f">{shown}<" in fact_html(CountFact(Decimal(number), "家", None, None, 0, 1, "r"))


@pytest.fixture
def news() -> pandas.DataFrame:
    rows = [ARTICLE, None, "云帆机械有限公司获得第五届江城市质量奖。", float("nan"), ""]
    return pandas.DataFrame({"正文": rows, "title": ["甲", None, "丙", float("nan"), "戊"]}, index=list("abcde"))


def test_facts_of_a_frame_lead_back_to_its_rows(news: pandas.DataFrame, pipeline: Pipeline) -> None:
    facts = news.extractor.facts(text="正文", pipeline=pipeline)
    assert facts.index.name == "row"
    assert [(row, fact["edition"]) for row, fact in facts.iterrows()] == [("a", 6), ("c", 5)]
    assert list(news.join(facts["award"]).loc["a", ["award"]]) == ["江城市质量奖"]
    assert list(news.extractor.facts(pipeline=pipeline, kind="count").index) == ["a"]


def test_all_tables_of_a_frame(news: pandas.DataFrame, pipeline: Pipeline) -> None:
    tables = news.extractor.tables(pipeline=pipeline, title="title")
    assert list(tables["documents"].index) == ["a", "c"]
    assert list(tables["documents"]["title"]) == ["甲", "丙"]
    assert list(tables["rejects"].index) == ["b", "d", "e"]
    assert all(set(frame.index) <= set(news.index) for frame in tables.values())


def test_the_frame_itself_stays_as_it_is(news: pandas.DataFrame, pipeline: Pipeline) -> None:
    before = news.copy(deep=True)
    news.extractor.tables(pipeline=pipeline)
    pandas.testing.assert_frame_equal(news, before)


def test_wrong_columns_and_kinds_are_told(news: pandas.DataFrame) -> None:
    with pytest.raises(UsageError, match="no column content; columns: 正文, title"):
        news.extractor.facts(text="content")
    with pytest.raises(UsageError, match="no facts of kind prize; kinds: award"):
        news.extractor.facts(kind="prize")


def test_rows_may_share_a_label_and_a_frame_may_be_empty(pipeline: Pipeline) -> None:
    twice = pandas.DataFrame({"content": [ARTICLE, ARTICLE]}, index=[7, 7])
    assert list(twice.extractor.facts(pipeline=pipeline).index) == [7, 7]
    assert twice.iloc[:0].extractor.facts(pipeline=pipeline).empty


def test_a_bar_is_shown_where_somebody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[int] = []
    ended: list[bool] = []
    monkeypatch.setattr(progress, "_bar", lambda _total: (moved.append, lambda: ended.append(True)))
    assert list(progress.counted(iter("abc"), 3)) == ["a", "b", "c"]
    assert (moved[-1], ended) == (3, [True])
    assert list(progress.counted("abc", 3, shown=False)) == ["a", "b", "c"]
    assert len(ended) == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
def test_the_notebook_in_docs_runs() -> None:
    notebook: Any = nbformat.read(ROOT / "docs" / "notebook.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT / "docs")}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = [output.data.get("text/html", "") for output in outputs if "data" in output]
    assert not [output for output in outputs if output.output_type in ("error", "stream")]
    assert any("<mark" in text and "星河电气有限公司" in text for text in shown)
    assert any("3 of 3 articles" in text for text in shown)
    assert any("国家企业技术中心" in text for text in shown)
