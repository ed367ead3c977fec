"""A corpus held ready tells of every change of rules what a full comparison tells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from extractor.errors import RuleError
from extractor.model import RawArticle
from extractor.rules.pack import default_rules
from extractor.sources import read_articles
from extractor.tuning.diff.compare import Difference, compare, compare_readings
from extractor.tuning.study.corpus import Corpus
from extractor.tuning.study.live import LiveStudy
from extractor.tuning.study.rule_sets import DEFAULT, rule_set
from extractor.tuning.study.store import store_of
from tests.quality import CORPUS
from tests.tuning.test_diff import overlay

NAMES = ("a01.txt", "a03.txt", "a07.txt", "b05.txt", "d01.txt", "r02.txt", "t05.html")
DRAFTS = {
    "a word of many rules": ("facts/awards.yaml", "extends: true\nfragments: {won: 上榜|荣登榜}\n"),
    "a rule less": ("facts/awards.yaml", None),
    "a condition on sentences": ("facts/awards.yaml", "extends: true\ncues: {won: [拿出]}\n"),
    "another kind of mention": ("mentions/companies.yaml", "extends: true\nstrong: 市财政\n"),
}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStudy]:
    """Part of the sample corpus, held by two processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXTRACTOR_CACHE", str(tmp_path_factory.mktemp("cache")))
        articles = [item for item in read_articles(paths()) if isinstance(item, RawArticle)]
        study = LiveStudy(store_of(article.source for article in articles), rule_set(DEFAULT, Path()), articles)
        yield study
        study.close()


def paths() -> list[str]:
    """The articles."""
    return [str(CORPUS.articles / name) for name in NAMES]


def draft(directory: Path, name: str) -> Path:
    """The rules of a draft."""
    file, text = DRAFTS[name]
    if text is None:
        product = (default_rules() / file).read_text("utf-8")
        text = product.replace("- id: award.won\n", "- id: award.won_by_another_name\n", 1)
    return overlay(directory / "draft", file, text)


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_changes_what_a_full_comparison_tells(live: LiveStudy, tmp_path: Path, name: str) -> None:
    rules = rule_set(str(draft(tmp_path, name)), tmp_path)
    whole = Difference()
    for part in live.each(partial(compare_readings, mentions=live.base.mentions != rules.mentions), rules):
        whole.add(part)
    full = compare(live.base, rules, Corpus(tuple(paths())))
    assert (whole.changes, whole.articles) == (full.changes, len(NAMES))


def test_faulty_rules_are_told_and_the_next_draft_works(live: LiveStudy, tmp_path: Path) -> None:
    faulty = rule_set(str(overlay(tmp_path / "faulty", "facts/awards.yaml", "extends: true\nfragments: {won: '('}\n")), tmp_path)
    with pytest.raises(RuleError):
        live.each(partial(compare_readings, mentions=False), faulty)
    same = live.each(partial(compare_readings, mentions=False), live.base)
    assert [part.changes for part in same] == [[] for _ in same]


def test_what_was_saved_is_compared_with_from_then_on(live: LiveStudy, tmp_path: Path) -> None:
    before, saved = live.base, rule_set(str(draft(tmp_path, "a word of many rules")), tmp_path)
    live.rebase(saved)
    back = live.each(partial(compare_readings, mentions=False), before)
    forth = compare(before, saved, Corpus(tuple(paths())))
    assert sum(len(part.changes) for part in back) == len(forth.changes)
    live.rebase(before)
    assert not any(part.changes for part in live.each(partial(compare_readings, mentions=False), before))
