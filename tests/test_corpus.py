"""What holds for every row that is extracted from the sample corpus, and for the corpus itself."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from corpus.make_variants import RECORDS, VARIANTS, Variant, make_variants
from extractor.model import RawArticle
from extractor.outputs import doc_id
from extractor.outputs.cells import restored
from extractor.sources import read_articles
from tests.quality import CORPUS, run_set

TABLES = ("documents", "mentions", "award_facts", "funding_facts", "count_facts")


@pytest.fixture(scope="module")
def raws() -> dict[str, str]:
    """The decoded raw text of each article, by its number."""
    articles = [item for item in read_articles([str(CORPUS.articles)]) if isinstance(item, RawArticle)]
    return {doc_id(article.source, article.text): article.text for article in articles}


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_nothing_is_rejected(corpus_out: Path, raws: dict[str, str]) -> None:
    assert rows(corpus_out, "rejects") == []
    assert {row["doc_id"] for row in rows(corpus_out, "documents")} == raws.keys()
    assert all(rows(corpus_out, table) for table in TABLES)


def test_every_mention_is_found_in_the_raw_text(corpus_out: Path, raws: dict[str, str]) -> None:
    wrong = []
    for row in rows(corpus_out, "mentions"):
        raw_text = raws[row["doc_id"]][int(row["raw_start"]) : int(row["raw_end"])]
        if not raw_text or raw_text != restored(row["raw_text"]):
            wrong.append((row["doc_id"], row["type"], row["text"], row["raw_text"], raw_text))
    assert wrong == []


@pytest.mark.parametrize("table", ["award_facts", "funding_facts", "count_facts"])
def test_every_fact_has_its_place_in_the_raw_text(table: str, corpus_out: Path, raws: dict[str, str]) -> None:
    for row in rows(corpus_out, table):
        assert 0 <= int(row["raw_start"]) < int(row["raw_end"]) <= len(raws[row["doc_id"]]), row
        assert row["sentence"], row
        assert row["rule"], row


@pytest.mark.parametrize("workers", [1, 2])
def test_another_run_gives_the_same_tables(workers: int, corpus_out: Path, tmp_path: Path) -> None:
    run_set(CORPUS, tmp_path, workers=workers)
    for table in (*TABLES, "rejects"):
        assert (tmp_path / f"{table}.csv").read_bytes() == (corpus_out / f"{table}.csv").read_bytes(), table


def test_variants_are_made_anew_byte_for_byte() -> None:
    for path, data in make_variants().items():
        assert path.read_bytes() == data, path


@pytest.mark.parametrize("variant", [variant for variant in VARIANTS if variant.absent], ids=lambda variant: variant.file)
def test_what_must_not_be_taken_stands_beside_the_article_only(variant: Variant) -> None:
    original = (CORPUS.articles / variant.original).read_text("utf-8")
    assert [text for text in variant.absent if text in original] == []
    made = variant.make(original).decode("utf-8")
    assert [text for text in variant.absent if text not in made] == []


def test_each_article_has_gold_and_the_other_way_round() -> None:
    articles = [path for path in CORPUS.articles.iterdir() if path.is_file()]
    assert sorted(path.stem for path in articles) == sorted(path.stem for path in CORPUS.gold.iterdir())
    assert len(articles) >= 30
    for path in CORPUS.gold.iterdir():
        assert json.loads(path.read_text("utf-8"))["id"] == path.stem
    assert len((CORPUS.articles / "e01.jsonl").read_text("utf-8").splitlines()) == len(RECORDS)
