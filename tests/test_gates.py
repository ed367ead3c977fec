"""Mentions and cleaned texts are the same whether patterns are tried where they can match or everywhere."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.mentions import find_mentions
from extractor.model import RawArticle
from extractor.rules.pack import RulePack, load_pack
from extractor.sources import read_articles
from extractor.text.clean import clean_article
from extractor.text.prefilter import Words

ROOT = Path(__file__).parents[1]
GATED = load_pack()
SOUGHT = [one for one in GATED.prefilter.sought if not isinstance(one, Words)]


def _everywhere(pack: RulePack) -> RulePack:
    cleaning = replace(pack.text.cleaning, gated=False)
    return replace(pack, text=replace(pack.text, cleaning=cleaning), gated=False)


OPEN = _everywhere(GATED)
READ = read_articles([str(ROOT / "corpus" / "articles")])
ARTICLES = [article for article in READ if isinstance(article, RawArticle)]


@pytest.mark.parametrize("article", ARTICLES[::4], ids=lambda article: article.source.rpartition("/")[2])
def test_an_article_gives_the_same(article: RawArticle) -> None:
    document = clean_article(article, GATED.text)
    again = clean_article(article, OPEN.text)
    assert (document.text, document.blocks, document.removed) == (again.text, again.blocks, again.removed)
    found, everywhere = find_mentions(document, GATED), find_mentions(document, OPEN)
    assert (found.all, found.top) == (everywhere.all, everywhere.top)


LINES = [line for article in ARTICLES if article.media == "text" for line in article.text.splitlines() if line.strip()]
WORDS = sorted({word for pattern in SOUGHT for word in GATED.prefilter.needed(pattern)})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(LINES).flatmap(lambda line: st.integers(0, len(line)).map(lambda at: line[at : at + 12])),
    st.text("，。、“”（）《》0123一二等家第届获奖的和市省 \n", min_size=1, max_size=4),
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_gives_the_same(text: str) -> None:
    article = RawArticle(source="", text=text)
    document = clean_article(article, GATED.text)
    assert document.text == clean_article(article, OPEN.text).text
    found, everywhere = find_mentions(document, GATED), find_mentions(document, OPEN)
    assert (found.all, found.top) == (everywhere.all, everywhere.top)


def test_each_pattern_finds_the_same_in_shuffled_text() -> None:
    rng = random.Random(7)
    text = "\n".join(rng.sample(LINES, 300)) + "".join(rng.choices(WORDS, k=2_000))
    gated, everywhere = GATED.prefilter.look(text), OPEN.prefilter.look(text)
    for pattern in SOUGHT:
        assert [m.span() for m in gated.matches(pattern)] == [m.span() for m in everywhere.matches(pattern)], pattern.pattern[:60]


def test_the_gates_hold_nearly_all_patterns() -> None:
    assert sum(bool(GATED.prefilter.needed(pattern)) for pattern in SOUGHT) >= 0.9 * len(SOUGHT)
