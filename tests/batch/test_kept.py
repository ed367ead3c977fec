"""What is kept of a shard is what was there: rows, output fragments, cleaned articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.batch.cleaned import CleanedShard, cleaned_row, cleaned_shard
from extractor.batch.outcomes import Figures, Kept, kept_bytes, kept_rows
from extractor.batch.watch import Watch, last_document
from extractor.model import RawArticle
from extractor.outputs.packed_rows import packed
from extractor.outputs.rows import Row, rows_of
from extractor.outputs.schema import CONTRADICTIONS, TABLES
from extractor.outputs.tables import OutputTables, fragments_of
from extractor.pipeline import Pipeline
from extractor.sources import read_articles

ARTICLES = Path(__file__).parents[2] / "corpus" / "articles"
NUMBERS = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
TEXT = st.none() | st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["=1+1", "'=", "a,b", '"', "\r\n"])
ROWS = st.lists(
    st.tuples(TEXT, TEXT, TEXT, TEXT, NUMBERS, NUMBERS, TEXT, st.none() | st.integers(0, 10**9), st.integers(0, 9), TEXT),
    max_size=12,
)


@given(ROWS)
def test_kept_rows_are_the_same_again(rows: list[Row]) -> None:
    kept = Kept(Figures({"contradictions": len(rows)}, 1, 2), {"contradictions": rows}, [("a", 1, [])], ["trace"], 7)
    again = kept_rows(kept_bytes(kept), TABLES)
    assert again == kept
    assert repr(again) == repr(kept)  # 1 and 1.0 and Decimal("1.0") are not told apart by ==


@pytest.mark.parametrize("content", [None, b"", b"damaged", kept_bytes(Kept(Figures(), {}, []))[:-3], b"\x28\xb5\x2f\xfd"])
def test_damaged_rows_are_none(content: bytes | None) -> None:
    assert kept_rows(content, TABLES) is None


def test_a_lone_surrogate_is_kept_as_csv_writes_it() -> None:
    assert packed(["a\ud800b"]) == packed(["a?b"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(rows=ROWS, cuts=st.lists(st.integers(0, 12), max_size=3))
def test_fragments_make_the_files_that_rows_make(rows: list[Row], cuts: list[int], tmp_path: Path) -> None:
    formats = ("csv", "jsonl", "parquet")
    edges = [0, *sorted(cuts), len(rows)]
    pieces: list[Sequence[Row]] = [rows[start:end] for start, end in pairwise(edges)]
    with OutputTables(tmp_path / "whole", formats) as tables:
        tables.write({"contradictions": rows})
    with OutputTables(tmp_path / "parts", formats) as tables:
        for piece in pieces:
            tables.append(fragments_of({"contradictions": list(piece)}, [CONTRADICTIONS], formats, "en"))
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (tmp_path / "parts" / path.name).read_bytes(), path.name


def test_a_workbook_of_fragments_has_the_same_sheets(tmp_path: Path) -> None:
    import openpyxl

    rows: list[Row] = [("a", "b", None, "=1", Decimal("1.50"), Decimal(2), "s", 1, 2, "r")] * 3
    for name in ("whole", "parts"):
        with OutputTables(tmp_path / name, ("xlsx",)) as tables:
            if name == "whole":
                tables.write({"contradictions": rows})
            for row in rows if name == "parts" else ():
                tables.append(fragments_of({"contradictions": [row]}, [CONTRADICTIONS], ("xlsx",), "en"))
    whole, parts = (openpyxl.load_workbook(tmp_path / name / "tables.xlsx") for name in ("whole", "parts"))
    assert [list(sheet.values) for sheet in whole] == [list(sheet.values) for sheet in parts]
    assert len(list(whole["contradictions"].values)) == 4


@pytest.fixture(scope="module")
def articles() -> list[RawArticle]:
    names = [*sorted(ARTICLES.glob("a0*")), *sorted(ARTICLES.glob("r0*"))]
    return [item for item in read_articles([str(name) for name in names]) if isinstance(item, RawArticle)]


def test_an_article_that_was_cleaned_before_gives_the_same_rows(articles: list[RawArticle]) -> None:
    pipeline = Pipeline.default()
    results = [pipeline.extract(article) for article in articles]
    shard = CleanedShard(cleaned_shard([cleaned_row(number, result.document) for number, result in enumerate(results)]))
    assert any(result.document.repairs for result in results)
    assert any(result.article.media == "html" for result in results)
    for number, (article, result) in enumerate(zip(articles, results, strict=True)):
        document = shard.document(number, article)
        assert document is not None
        assert rows_of(pipeline.extract_cleaned(article, document)) == rows_of(result)
        for span in ((0, 5), (10, 30)):
            if span[1] < len(document.text):
                assert document.chain.to_source(*span) == result.document.chain.to_source(*span)


def test_cleaned_text_of_another_article_or_a_damaged_file_is_not_taken(articles: list[RawArticle]) -> None:
    article = articles[0]
    content = cleaned_shard([cleaned_row(3, Pipeline.default().extract(article).document)])
    shard = CleanedShard(content)
    assert shard.document(3, article) is not None
    assert shard.document(2, article) is None
    assert shard.document(3, replace(article, text=article.text + "。")) is None
    assert shard.document(3, replace(article, source="other")) is None
    for damaged in (content[:-9], content[9:], b"", None):
        assert CleanedShard(damaged).document(3, article) is None


def test_a_watch_tells_what_is_under_way_and_nothing_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "watch" / "a"
    with Watch(path, 60) as watch:
        watch.start(0)
        watch.start(12)
        assert last_document(path) == (12, False)
    assert last_document(path) is None
    path.write_bytes(b"7\nTimeout (0:00:01)!\n")
    assert last_document(path) == (7, True)
    path.write_bytes(b"")
    assert last_document(path) is None
