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
from typing import TypeVar

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

SPEED_ALLOWANCE = 0.4
"""The share of a speed ratio that noise may take on a machine with other work on it."""

RUNS = 3
Floors = Mapping[str, Mapping[str, float]]
T = TypeVar("T")


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


def _seconds(do: Callable[[T], object], items: Sequence[T]) -> float:
    started = time.process_time()
    for item in items:
        do(item)
    return time.process_time() - started


def load_floors() -> dict[str, dict[str, float]]:
    """The least F1 of each page and the least ratio of each kind of work."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def fallen_pages(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A line for the mean where it fell, and one for each page that lost more than it may."""
    if not scores:
        return []
    lost = {name: (floors[name], score) for name, score in scores.items() if score < floors.get(name, 0) - PAGE_ALLOWANCE}
    mean, floor = (statistics.fmean(part[name] for name in scores if name in floors) for part in (scores, floors))
    lines = [f"pages: mean F1 {mean:.4f}, floor {floor:.4f}"] if mean < floor - PAGE_ALLOWANCE / 10 else []
    return lines + [f"page {name}: F1 {score:.3f}, was {was:.3f}" for name, (was, score) in sorted(lost.items())]


def fallen_speeds(ratios: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A line for each ratio that fell further than noise explains."""
    return [
        f"{name}: {ratio:.2f} times jieba.lcut, floor {floors[name]:.2f}"
        for name, ratio in ratios.items()
        if ratio < floors[name] * (1 - SPEED_ALLOWANCE)
    ]


def raised(measured: Mapping[str, float], floors: Mapping[str, float], *, lower: bool) -> dict[str, float]:
    """The floors after a measurement: as high as they were or as was measured, which `lower` lets go down too."""
    return {name: value if lower else max(value, floors.get(name, 0)) for name, value in (dict(floors) | dict(measured)).items()}


def main(arguments: Sequence[str]) -> None:
    """Measures, raises the floors, and prints what changed."""
    floors: Floors = load_floors() if FLOORS.exists() else {}
    measured = {"pages": page_scores(), "speed": speed_ratios()}
    new = {kind: raised(values, floors.get(kind, {}), lower="--lower" in arguments) for kind, values in measured.items()}
    for kind, values in new.items():
        changed = {name: value for name, value in values.items() if value != floors.get(kind, {}).get(name)}
        print(f"{kind}: {len(changed)} of {len(values)} floors changed", *(sorted(changed.items())[:5]))
    FLOORS.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
