"""The whole of what is done to articles in a run, and the same for facts only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import rjieba

from extractor.model import RawArticle
from extractor.outputs.fingerprints import fingerprint_of
from extractor.outputs.rows import rows_of
from extractor.pipeline import Pipeline


def words_of(text: str) -> list[str]:
    """The text's words by the default tokeniser, which is jieba's algorithm and dictionary in Rust."""
    return list(rjieba.cut(text, True))


def everything(pipeline: Pipeline, articles: Iterable[RawArticle]) -> None:
    """Cleaning, tokens, mentions, facts, and the rows of all tables with their raw spans."""
    for article in articles:
        result = pipeline.extract(article)
        words_of(result.document.text)
        rows_of(result)


def facts_only(pipeline: Pipeline, articles: Iterable[RawArticle]) -> None:
    """The same without the rows of mentions, and without tokens that nobody asked for (`--only facts`)."""
    for article in articles:
        rows_of(replace(pipeline.extract(article), mentions=()))


def with_fingerprints(pipeline: Pipeline, articles: Iterable[RawArticle]) -> None:
    """Everything, and what merging needs of each article."""
    for article in articles:
        result = pipeline.extract(article)
        words_of(result.document.text)
        rows_of(result)
        fingerprint_of(result)
