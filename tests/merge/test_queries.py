"""The merge and query commands, and what docs/queries.md shows."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.merge.store import FILE
from extractor.outputs.merged_schema import MERGED_TABLES
from tests.merge.agreement import rows
from tests.merge.queries_doc import documented, result_of
from tests.quality import ROOT

QUERIES = list(documented())
NEWS = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。\n"
LATER = "2023年5月6日，云帆机械获厦门质量奖，这是该公司首次获奖。今年，厦门共有三家企业申报。\n"


@pytest.fixture(scope="module")
def merged_corpus(corpus_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the sample corpus, merged."""
    out = tmp_path_factory.mktemp("merged") / "out"
    shutil.copytree(corpus_out, out)
    assert exit_code(["merge", str(out)]) == 0
    return out


def article(directory: Path, name: str, text: str) -> Path:
    directory.mkdir(exist_ok=True)
    (directory / name).write_text(text, "utf-8")
    return directory


@pytest.mark.parametrize("number", range(len(QUERIES)))
def test_documented_queries_give_what_the_document_shows(number: int, merged_corpus: Path) -> None:
    query, expected = QUERIES[number]
    assert result_of(merged_corpus, query) == expected


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) >= 10


def test_every_article_has_a_cluster_and_a_best_copy(merged_corpus: Path) -> None:
    articles = {row["doc_id"]: row for row in rows(merged_corpus, "merged_articles")}
    assert articles.keys() == {row["doc_id"] for row in rows(merged_corpus, "documents")}
    for row in articles.values():
        assert articles[row["best_copy"]]["cluster_id"] == row["cluster_id"]
        assert row["is_voice"] == "true" or row["best_copy"] != row["doc_id"]


def test_a_later_run_merges_into_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert exit_code(["run", str(article(tmp_path / "a", "a.txt", NEWS)), "--out", str(first), "--merge"]) == 0
    assert exit_code(["run", str(article(tmp_path / "b", "b.txt", LATER)), "--out", str(second), "--format", "parquet"]) == 0
    capsys.readouterr()
    assert exit_code(["merge", str(first), str(second), "--format", "csv,jsonl,xlsx"]) == 0
    assert "2 articles (1 new or changed)" in capsys.readouterr().err
    told = [(row["award"], row["edition"], row["recipient"], row["n_sources"]) for row in rows(first, "merged_awards")]
    assert ("厦门市质量奖", "6", "厦门云帆机械有限公司", "2") in told
    assert {path.name for path in first.iterdir()} >= {FILE, "merged.xlsx", *(f"{table.name}.jsonl" for table in MERGED_TABLES)}
    before = (first / "merged_awards.csv").read_bytes()
    assert exit_code(["merge", str(first), str(second)]) == 0
    assert "0 new or changed" in capsys.readouterr().err
    assert (first / "merged_awards.csv").read_bytes() == before


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("headers", ["en", "zh"])
def test_columns_have_their_english_names_whatever_the_file_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, headers: str
) -> None:
    out = tmp_path / "out"
    news = article(tmp_path / "a", "a.txt", NEWS)
    assert exit_code(["run", str(news), "--out", str(out), "--format", form, "--headers", headers]) == 0
    capsys.readouterr()
    query = "SELECT award, edition, recipient, n_repairs FROM award_facts JOIN documents USING (doc_id)"
    assert exit_code(["query", str(out), query, "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["厦门市质量奖,6,厦门云帆机械有限公司,0"]


def test_a_query_prints_a_table_or_csv(merged_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["query", str(merged_corpus), "SELECT count(*) AS n FROM documents", "--format", "csv"]) == 0
    assert next(csv.reader(io.StringIO(capsys.readouterr().out))) == ["n"]
    assert exit_code(["query", str(merged_corpus), "SELECT award, amount FROM merged_awards WHERE amount > 0 LIMIT 1"]) == 0
    assert "award" in capsys.readouterr().out


def test_one_notice_about_two_companies_is_no_reprint(tmp_path: Path) -> None:
    for number, name in enumerate(("云帆机械", "海帆动力")):
        article(tmp_path / "in", f"{number}.txt", NEWS.replace("云帆机械", name) + "会议还公布了今后三年的质量工作安排。\n" * 3)
    assert exit_code(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--merge"]) == 0
    assert {row["n_copies"] for row in rows(tmp_path / "out", "merged_articles")} == {"1"}
    assert len(rows(tmp_path / "out", "merged_awards")) == 2


def test_a_former_name_that_an_analyst_adds_is_merged_at_once(tmp_path: Path) -> None:
    texts = [NEWS, LATER.replace("云帆机械获", "厦门海帆动力有限公司获")]
    for number, text in enumerate(texts):
        article(tmp_path / "in", f"{number}.txt", text)
    out, rules = tmp_path / "out", tmp_path / "rules"
    assert exit_code(["run", str(tmp_path / "in"), "--out", str(out), "--merge"]) == 0
    told = {row["recipient"] for row in rows(out, "merged_awards")} - {""}
    assert told == {"厦门云帆机械有限公司", "厦门海帆动力有限公司"}
    (rules / "gazetteers").mkdir(parents=True)
    names = "extends: true\n厦门云帆机械有限公司: 厦门海帆动力有限公司\n"
    (rules / "gazetteers" / "former_names.yaml").write_text(names, "utf-8")
    assert exit_code(["merge", str(out), "--rules", str(rules)]) == 0
    named = {(row["recipient"], row["n_sources"]) for row in rows(out, "merged_awards") if row["recipient"]}
    assert named == {("厦门海帆动力有限公司", "2")}


def test_the_readme_shows_what_a_query_prints(merged_corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r'extractor query tables/ "(SELECT[^"]+)".*?<!-- query -->\n```text\n(.*?)```', readme, re.DOTALL)
    assert found
    query, shown = found.groups()
    assert exit_code(["query", str(merged_corpus), query, "--format", "csv"]) == 0
    assert capsys.readouterr().out.replace("\r", "") == shown


WRONG: dict[str, tuple[list[str], str]] = {
    "no run": (["merge", "."], "no documents"),
    "no directory": (["merge", "nowhere"], "no such directory"),
    "no tables": (["query", ".", "SELECT 1"], "no tables"),
    "wrong query": (["query", "{out}", "SELECT nothing FROM merged_awards"], "nothing"),
    "unknown format": (["query", "{out}", "SELECT 1", "--format", "xml"], "choose from"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_told(
    name: str, merged_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, told = WRONG[name]
    assert exit_code([argument.format(out=merged_corpus) for argument in arguments]) == 2
    assert told in capsys.readouterr().err
