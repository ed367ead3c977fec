"""What must not fall besides facts: main text of pages, and speed against the tokeniser (`make gate`).

benchmarks/gate_floors.json holds the least F1 of the main text of each page with gold, and the least ratios of the pipeline's
speed to `jieba.lcut` over the same text in the same run; `python -m tests.gate` raises them, `--lower` lets them sink too.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import jieba

from benchmarks.bench_pages import DEFAULT, f1, load_pages, main_text
from extractor import Pipeline
from extractor.model import RawArticle
from extractor.sources import read_articles
from extractor.text.clean import clean_article
from tests.quality import CORPUS, ROOT

FLOORS = ROOT / "benchmarks" / "gate_floors.json"
PAGE_ALLOWANCE = 0.02
"""How much of its F1 one page may lose to a gain elsewhere; their mean may lose a tenth of that."""

SPEED_ALLOWANCE = 0.3
"""The share of a speed ratio that noise takes on a machine with others on it; measured: the median of five runs varied by 0.15."""

RUNS = 5
Floors = dict[str, dict[str, float]]


def page_scores(directory: Path = DEFAULT) -> dict[str, float]:
    """The F1 of the main text of each page with gold; none where they are not there."""
    if not directory.is_dir():
        return {}
    return {page.name: round(f1(main_text(page.raw), page.gold), 3) for page in load_pages(directory)}


def speed_ratios() -> dict[str, float]:
    """How many times as fast as `jieba.lcut` the pipeline and cleaning alone go over the corpus, the median of several runs.

    Both take the same articles one after the other in each run, so that a slow moment harms both.
    """
    articles = [item for item in read_articles([str(CORPUS.articles)]) if isinstance(item, RawArticle)]
    pipeline = Pipeline.default()
    texts = [clean_article(article, pipeline.pack.text).text for article in articles]
    jieba.setLogLevel(60)
    jieba.initialize()
    pipeline.extract(articles[0])
    found: dict[str, list[float]] = {"facts": [], "cleaning": []}
    for _ in range(RUNS):
        words = _seconds(jieba.lcut, texts)
        found["facts"].append(words / _seconds(pipeline.extract, articles))
        found["cleaning"].append(words / _seconds(lambda article: clean_article(article, pipeline.pack.text), articles))
    return {name: round(statistics.median(ratios), 3) for name, ratios in found.items()}


def _seconds[T](do: Callable[[T], object], items: Sequence[T]) -> float:
    started = time.process_time()
    for item in items:
        do(item)
    return time.process_time() - started
