"""Large runs: bounds that hold on a busy machine too; the figures of a quiet one stand in docs/workbench.md."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.bench_workbench import asked, first_view, write_tables
from extractor.web.serve import serving
from extractor.web.setting import Setting

ARTICLES = 20_000
FIRST_VIEW, LIST = 5.0, 3.0
"""Seconds; a quiet machine needs a tenth of them, and the first view is no slower with 100,000 articles."""


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """A run of many articles whose texts are gone."""
    home = tmp_path_factory.mktemp("large")
    write_tables(home / "out", ARTICLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXTRACTOR_CACHE", str(home / "cache"))
        yield Setting(home / "out", home, home / "gold", "large")


def test_the_first_view_waits_for_no_index(setting: Setting) -> None:
    seconds, page = first_view(setting)
    assert page.count('<li>\n    <a href="/article/') == 50
    assert seconds < FIRST_VIEW


def test_lists_and_filters_of_many_articles(setting: Setting) -> None:
    with serving(setting) as (door, desk):
        end = time.monotonic() + 120
        while not desk.index.has("mentions") and time.monotonic() < end:
            time.sleep(0.05)
        for path in ("/", "/articles?after=19960", "/?flag=damaged", "/?district=150000&kind=award"):
            seconds, page = asked(door, path)
            assert "/article/" in page
            assert seconds < LIST


def test_sources_that_are_gone_are_told(setting: Setting, tmp_path: Path) -> None:
    with serving(setting) as (door, desk):
        end = time.monotonic() + 120
        while not desk.index.has("articles") and time.monotonic() < end:
            time.sleep(0.05)
        doc_id = desk.index.first()[0]["doc_id"]
        with pytest.raises(RuntimeError, match="400"):
            asked(door, f"/article/{doc_id}")
    assert not list(tmp_path.iterdir())
