"""Reprints: mirrored, spoilt and cut copies fall together with their originals, and add nothing to the merged tables."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy
import pytest

from extractor.batch import RunOptions, run
from extractor.merge import merge
from extractor.merge.copies import Copy, cluster_of, components, in_other
from extractor.text.fingerprints import PERMUTATIONS, containment, shingles, signature
from tests.merge.agreement import cluster_sizes, pairwise_f1, rows, table_f1
from tests.merge.variants import VARIANTS, write_originals, write_variants
from tests.quality import SHARED as SHARED_FILES

TEXT = "".join(chr(0x4E00 + place * 37 % 8000) for place in range(1200))


def values(text: str) -> tuple[int, numpy.ndarray]:
    pieces = shingles(text)
    return len(pieces), numpy.frombuffer(signature(pieces), dtype="<u2")


def copy(doc: int, text: str, *, damage: int = 0, published: str | None = None, converted: bool = False) -> Copy:
    size, told = values(text)
    return Copy(doc, size, damage, converted, published, told)


def test_punctuation_and_case_make_no_other_text() -> None:
    assert shingles("获得，第六届 ABC奖！") == shingles("获得第六届abc奖")
    assert shingles("，。！") == set()
    assert signature(set()) == b""
    assert shingles("三字奖") == {"三字奖"}


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 1.0])
def test_a_cut_copy_stands_in_its_original(share: float) -> None:
    whole, cut = copy(1, TEXT), copy(2, TEXT[: int(len(TEXT) * share)])
    assert in_other(cut, whole) == pytest.approx(1.0, abs=0.2)
    assert in_other(whole, cut) == pytest.approx(share, abs=0.12)
    assert containment(PERMUTATIONS, 10, 10) == 1.0


def test_components_are_named_after_their_smallest_member() -> None:
    numbers, tops = components(numpy.array([5, 9, 2]), numpy.array([9, 7, 3]))
    assert dict(zip(numbers.tolist(), tops.tolist(), strict=True)) == {5: 5, 7: 5, 9: 5, 2: 2, 3: 2}


BEST = {
    "least damaged": ({"damage": 60}, {"damage": 0, "published": "2023-02-01"}),
    "not converted": ({"converted": True, "published": "2023-01-01"}, {"published": "2023-02-01"}),
    "earliest": ({"published": "2023-02-01"}, {"published": "2023-01-01"}),
    "dated": ({}, {"published": "2023-01-01"}),
}


@pytest.mark.parametrize("worse", BEST)
def test_the_best_copy(worse: str) -> None:
    first, second = BEST[worse]
    copies = [copy(1, TEXT, **first), copy(2, TEXT, **second)]  # type: ignore[arg-type]
    assert cluster_of(copies).best == 2


def test_a_cut_copy_is_not_the_best_and_a_chain_loses_nothing() -> None:
    chain = [copy(1, TEXT[:500]), copy(2, TEXT[:900], damage=9), copy(3, TEXT[400:])]
    clusters = {cluster_of(order) for order in permutations(chain)}
    assert len(clusters) == 1
    (cluster,) = clusters
    assert (cluster.number, cluster.best) == (1, 3)
    assert cluster.voices == {2, 3} or cluster.voices == {1, 2, 3}


@pytest.mark.slow
def test_ten_copies_of_each_article_add_nothing(tmp_path: Path) -> None:
    write_originals(tmp_path / "in", every=8)
    run([str(tmp_path / "in")], tmp_path / "originals", RunOptions())
    merge([tmp_path / "originals"])
    write_variants(tmp_path / "copies", every=8)
    run([str(tmp_path / "copies")], tmp_path / "all", RunOptions())
    summary = merge([tmp_path / "all", tmp_path / "originals"])
    assert summary.articles == (1 + len(VARIANTS)) * summary.texts
    assert set(cluster_sizes(tmp_path / "all")) == {1 + len(VARIANTS)}
    assert pairwise_f1(tmp_path / "all") >= 0.99
    for table in ("merged_awards", "merged_funding"):
        assert len(rows(tmp_path / "originals", table)) > 20
        assert table_f1(tmp_path / "all", tmp_path / "originals", table) >= 0.99


@pytest.mark.skipif(not (SHARED_FILES / "seeds").is_dir(), reason="the seeds are not in a plain clone")
def test_one_award_that_two_seeds_tell_is_one_row(tmp_path: Path) -> None:
    run([str(SHARED_FILES / "seeds")], tmp_path, RunOptions())
    merge([tmp_path])
    found = [
        row
        for row in rows(tmp_path, "merged_awards")
        if (row["award"], row["recipient"]) == ("厦门市质量奖", "厦门亿联网络技术股份有限公司")
    ]
    sources = {row["doc_id"]: Path(row["source"]).name[:3] for row in rows(tmp_path, "merged_articles")}
    assert [(row["edition"], row["n_sources"]) for row in found] == [("6", "2")]
    assert sorted(sources[doc_id] for doc_id in found[0]["articles"].split("；")) == ["000", "001"]
