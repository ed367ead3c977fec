"""Gold by way of annotation tools: the same spans come back from each, and what people change changes gold."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.cli.app import exit_code
from extractor.errors import UsageError
from extractor.model import RawArticle
from extractor.pipeline import Pipeline
from extractor.sources import read_articles
from extractor.tuning.annotation.collect import gold_of
from extractor.tuning.annotation.conll import beside
from extractor.tuning.annotation.formats import FORMATS
from extractor.tuning.annotation.label_studio import interface
from extractor.tuning.annotation.prepare import annotated
from extractor.tuning.annotation.spans import LABELS, RELATIONS, Annotated, Labelled, Offsets, Relation, Ruler, ordered
from extractor.tuning.gold import load_gold, stem
from tests.quality import CORPUS

TEXT = "😀𠮷林市云帆公司获\n天津市质量奖，奖励100万元。"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.default()


@pytest.fixture(scope="module")
def corpus(pipeline: Pipeline) -> list[Annotated]:
    """The articles of the corpus that stand in files of their own, with the spans of their gold."""
    golds = load_gold([CORPUS.gold])
    items = (item for item in read_articles([str(CORPUS.articles)]) if isinstance(item, RawArticle) and "#" not in item.source)
    return [annotated(pipeline.extract(item), stem(item.source), golds[stem(item.source)]) for item in items]


def through(name: str, articles: Sequence[Annotated], path: Path, offsets: Offsets | None = None) -> list[Annotated]:
    """The articles after they were written for a tool and read again."""
    tool = FORMATS[name]
    tool.write(articles, path / "out", offsets or tool.offsets)
    return list(tool.read(path / "out", offsets or tool.offsets))


@pytest.mark.parametrize("name", FORMATS)
def test_gold_of_the_corpus_comes_back_as_it_was(name: str, corpus: list[Annotated], pipeline: Pipeline, tmp_path: Path) -> None:
    golds = load_gold([CORPUS.gold])
    back = through(name, corpus, tmp_path)
    assert back == corpus
    for article in back:
        assert gold_of(article, pipeline) == (golds[article.name], [])


def test_most_of_gold_stands_in_the_text(corpus: list[Annotated]) -> None:
    spans = [span for article in corpus for span in article.spans]
    assert len(spans) > 5000
    assert all(article.text[span.start : span.end].strip() for article in corpus for span in article.spans)
    assert sum(len(article.relations) for article in corpus) > 600


CHARS = "甲乙丙 ABC，。12\n\t\u3000\u2028\r😀𠮷\U000e0100\u200d#-"


@st.composite
def articles(draw: st.DrawFn) -> Annotated:
    text = draw(st.text(CHARS, min_size=1, max_size=40))
    place = st.integers(0, len(text))
    spans = [
        Labelled(min(a, b), max(a, b), label) for a, b, label in draw(st.lists(st.tuples(place, place, st.sampled_from(LABELS))))
    ]
    kept = ordered(span for span in spans if text[span.start : span.end].strip() == text[span.start : span.end] != "")
    awards = [span for span in kept if span.label == "award"]
    relations: tuple[Relation, ...] = ()
    if awards:
        drawn = st.tuples(st.sampled_from(awards), st.sampled_from(kept), st.sampled_from(RELATIONS))
        relations = tuple(Relation(*ends) for ends in draw(st.lists(drawn, max_size=3, unique=True)))
    return Annotated(draw(st.sampled_from(["a", "文章1"])), text, kept, relations, {"gold": {"id": "a"}})


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(article=articles())
def test_any_spans_come_back(name: str, article: Annotated, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert through(name, [article], tmp_path_factory.mktemp("any")) == [article]


@pytest.mark.parametrize("name", ["label-studio", "brat"])
@settings(max_examples=60, deadline=None)
@given(article=articles())
def test_the_other_way_of_counting_is_told_from_the_texts(
    name: str, article: Annotated, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("other") / "out"
    FORMATS[name].write([article], path, "utf-16")
    (back,) = FORMATS[name].read(path, "utf-16")
    assert back == article


def test_a_file_counted_in_utf_16_is_seen_to_be(tmp_path: Path) -> None:
    article = Annotated("a", TEXT, (Labelled(4, 8, "company"), Labelled(10, 16, "award")))
    for name in ("label-studio", "brat"):
        FORMATS[name].write([article], tmp_path / name, "utf-16")
        assert list(FORMATS[name].read(tmp_path / name, "code-points")) == [article]


@given(text=st.text(), data=st.data())
def test_offsets_in_utf_16_are_those_of_the_encoded_text(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    ruler = Ruler(text, "utf-16")
    assert ruler.out(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
    assert ruler.back(ruler.out(place)) == place


def example() -> Annotated:
    text = TEXT
    company, award = Labelled(4, 8, "company"), Labelled(text.index("天津市质"), text.index("，"), "award")
    return Annotated("a", text, (company, award), (Relation(award, company, "granted"),))


def test_what_each_tool_reads(tmp_path: Path) -> None:
    for name in FORMATS:
        FORMATS[name].write([example()], tmp_path / name, FORMATS[name].offsets)
    (task,) = json.loads((tmp_path / "label-studio").read_text("utf-8"))
    assert task["predictions"][0]["result"][0]["value"] == {"start": 4, "end": 8, "text": "云帆公司", "labels": ["company"]}
    assert task["predictions"][0]["result"][2] == {
        "type": "relation",
        "from_id": "s1",
        "to_id": "s0",
        "direction": "right",
        "labels": ["granted"],
    }
    line = json.loads((tmp_path / "doccano").read_text("utf-8"))
    assert line["entities"][0] == {"id": 0, "label": "company", "start_offset": 6, "end_offset": 10}
    assert line["relations"] == [{"id": 0, "from_id": 1, "to_id": 0, "type": "granted"}]
    assert (tmp_path / "brat" / "a.ann").read_text("utf-8") == (
        "T1\tcompany 4 8\t云帆公司\nT2\taward 10 16\t天津市质量奖\nR1\tgranted Arg1:T2 Arg2:T1\n"
    )
    assert (tmp_path / "brat" / "a.txt").read_text("utf-8") == TEXT
    rows = (tmp_path / "conll").read_text("utf-8").splitlines()
    assert rows[:3] == ["-DOCSTART-\tO", "", "😀\tO"]
    assert rows[6:12] == ["云\tB-company", "帆\tI-company", "公\tI-company", "司\tI-company", "获\tO", ""]
    assert json.loads((tmp_path / "jsonl").read_text("utf-8"))["spans"][1] == {
        "start": 10,
        "end": 16,
        "label": "award",
        "text": "天津市质量奖",
    }


def test_the_interface_of_label_studio_has_every_label() -> None:
    view = ElementTree.fromstring(interface())
    assert [one.get("value") for one in view.iter("Label")] == list(LABELS)
    assert [one.get("value") for one in view.iter("Relation")] == list(RELATIONS)
    assert [one.get("toName") for one in view.iter("Labels")] == [one.get("name") for one in view.iter("Text")]


ARTICLE = "本报讯 昨日，江城市云帆机械有限公司获得第六届江城市质量奖，奖励100万元，全市共有8家企业。"


def found(pipeline: Pipeline) -> Annotated:
    return annotated(pipeline.extract(ARTICLE), "a")


def span_of(text: str, words: str, label: str) -> Labelled:
    place = text.index(words)
    return Labelled(place, place + len(words), label)


def test_the_pipeline_annotates_before_people_do(pipeline: Pipeline) -> None:
    article = found(pipeline)
    shown = {(article.text[span.start : span.end], span.label) for span in article.spans}
    assert {("第六届江城市质量奖", "award"), ("100万元", "amount"), ("8家企业", "count")} <= shown
    gold, lost = gold_of(article, pipeline)
    assert not lost
    assert [fact["award"] for fact in gold["award_facts"]] == ["江城市质量奖"]
    assert gold["amounts"] == [{"text": "100万元", "value": 1000000, "value_max": None, "currency": "CNY", "qualifier": None}]
    assert len(article.relations) == 1


def changed(article: Annotated, without: str, *more: Labelled) -> Annotated:
    kept = [span for span in article.spans if article.text[span.start : span.end] != without]
    relations = tuple(r for r in article.relations if r.winner in kept and r.award in kept)
    return replace(article, spans=ordered([*kept, *more]), relations=relations)


def test_a_span_taken_away_takes_its_item_and_its_fact(pipeline: Pipeline) -> None:
    gold, _ = gold_of(changed(found(pipeline), "第六届江城市质量奖"), pipeline)
    assert (gold["awards"], gold["award_facts"]) == ([], [])
    assert gold["counts"]


def test_a_span_drawn_is_read_by_the_rules(pipeline: Pipeline) -> None:
    article = changed(found(pipeline), "100万元")
    again = changed(article, "", span_of(article.text, "奖励100万元", "amount"), span_of(article.text, "本报讯", "company"))
    gold, lost = gold_of(again, pipeline)
    assert not lost
    assert [(one["text"], one["value"]) for one in gold["amounts"]] == [("奖励100万元", 1000000)]
    assert "本报讯" in gold["companies"]


def test_a_span_that_cannot_be_read_is_told(pipeline: Pipeline) -> None:
    article = found(pipeline)
    _, lost = gold_of(changed(article, "", span_of(article.text, "昨日", "amount")), pipeline)
    assert lost == ["a: 「昨日」 is no amount that can be read"]


def test_a_relation_drawn_is_a_fact(pipeline: Pipeline) -> None:
    article = found(pipeline)
    (relation,) = article.relations
    winner = span_of(article.text, "本报讯", "recipient")
    count = next(span for span in article.spans if span.label == "count")
    drawn = (relation, Relation(relation.award, winner, "nominee"), Relation(relation.award, count, "granted"))
    gold, _ = gold_of(replace(article, spans=ordered([*article.spans, winner]), relations=drawn), pipeline)
    told = [(f["recipient"], f["recipient_count"], f["status"], f["edition"], f["kind"]) for f in gold["award_facts"]]
    assert told[1:] == [("本报讯", None, "nominee", 6, "prize"), (None, 8, "granted", 6, "prize")]


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles_ = [str(CORPUS.articles / name) for name in ("a01.txt", "b05.txt", "e01.jsonl")]
    for name in FORMATS:
        out, gold = tmp_path / name, tmp_path / f"gold-{name}"
        assert exit_code(["gold", "export", *articles_, "--gold", str(CORPUS.gold), "--format", name, "--out", str(out)]) == 0
        assert "left out" in capsys.readouterr().err
        assert exit_code(["gold", "import", str(out), "--format", name, "--out", str(gold), "--strict"]) == 0
        assert load_gold([gold]) == {key: load_gold([CORPUS.gold])[key] for key in ("a01", "b05")}
        assert "2 gold files" in capsys.readouterr().err
    assert exit_code(["gold", "export", articles_[2], "--format", "jsonl", "--out", str(tmp_path / "found")]) == 0
    assert [json.loads(line)["id"] for line in (tmp_path / "found").read_text("utf-8").split("\n")[:-1]] == [
        "e01",
        "e01-2",
        "e01-3",
    ]


BROKEN: dict[str, tuple[str, str, str]] = {
    "no json": ("jsonl", "{", "no JSON"),
    "no text": ("doccano", "{}", "an object with a text"),
    "no tasks": ("label-studio", "[1]", "no tasks of Label Studio"),
    "a place outside": ("jsonl", '{"text": "a", "spans": [{"start": 0, "end": 2, "label": "award"}]}', "no such place"),
    "an unknown label": ("doccano", '{"text": "a", "label": [[0, 1, "PER"]]}', "unknown label PER"),
    "a relation to nothing": ("jsonl", '{"text": "a", "relations": [{"head": 1, "child": 0, "label": "granted"}]}', "no span"),
    "no text beside": ("conll", "a O", "which holds the texts"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_files_that_are_none(name: str, tmp_path: Path) -> None:
    tool, content, message = BROKEN[name]
    (tmp_path / "in").write_text(content, "utf-8")
    with pytest.raises(UsageError, match=message):
        list(FORMATS[tool].read(tmp_path / "in", FORMATS[tool].offsets))


def test_conll_of_another_text(tmp_path: Path) -> None:
    FORMATS["conll"].write([example()], tmp_path / "a", "code-points")
    whole = (tmp_path / "a").read_text("utf-8")
    for wrong, message in ((whole.replace("帆\t", "凡\t"), "a:8: 「凡"), (whole.replace("。\tO\n", ""), "ends before its text")):
        (tmp_path / "a").write_text(wrong, "utf-8")
        with pytest.raises(UsageError, match=message):
            list(FORMATS["conll"].read(tmp_path / "a", "code-points"))
    assert beside(tmp_path / "a").is_file()


def test_brat_without_a_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no \.ann file"):
        list(FORMATS["brat"].read(tmp_path, "code-points"))
    (tmp_path / "a.ann").write_text("T1\taward 0 1\ta\n")
    with pytest.raises(UsageError, match=r"no text a\.txt"):
        list(FORMATS["brat"].read(tmp_path, "code-points"))


def test_an_export_of_label_studio_with_annotations(tmp_path: Path) -> None:
    """The shape of its JSON export: corrected results under annotations, cancelled ones among them."""
    value: dict[str, Any] = {"start": 4, "end": 8, "text": "云帆公司", "labels": ["company"]}
    result = [{"id": "x", "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual", "value": value}]
    skipped: dict[str, Any] = {"was_cancelled": True, "result": []}
    task = {
        "id": 7,
        "data": {"text": TEXT},
        "annotations": [{"result": result, "was_cancelled": False}, skipped],
        "predictions": [],
    }
    (tmp_path / "a.json").write_text(json.dumps([task]), "utf-8")
    (article,) = FORMATS["label-studio"].read(tmp_path / "a.json", "code-points")
    assert article.spans == (Labelled(4, 8, "company"),)
