"""Each stage and the whole beside other tools, in one run, as multiples of the speed of bare `jieba.lcut` on the clean texts.

    python -m benchmarks.bench_speed [--rounds 5] [--sets corpus,dense,pages]

CPU seconds of one process; every contestant takes turns with jieba.lcut, and the median of the ratios counts, so that a noisy
machine does not decide. `decode` reads bytes, `page to text` is only asked of pages. Results: `benchmarks/results/speed.json`.
"""

from __future__ import annotations

import argparse
import statistics
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks import results
from benchmarks.inputs import SETS, Articles, articles_of
from benchmarks.others import jieba_lcut, over, page_tools, quiet, text_tools
from benchmarks.stages import STAGES, Clock
from benchmarks.stopwatch import Contestant, Run, alternate
from benchmarks.whole import everything, facts_only, with_fingerprints
from extractor.pipeline import Pipeline
from extractor.sources.decode import decode

SLOW_ROUNDS = 2
MOST_PAGE_ROUNDS = 3
"""Rounds of tools that take many times as long as jieba.lcut, and of those that read pages."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sets", default=",".join(SETS))
    told = parser.parse_args()
    pipeline = Pipeline.default()
    cut = jieba_lcut()
    measured: dict[str, Any] = {}
    for name in told.sets.split(","):
        articles = articles_of(name, pipeline)
        if articles is not None:
            measured[name] = of_set(articles, pipeline, over(cut, articles.clean), told.rounds)
            show(articles, measured[name])
    print(f"kept in {results.save('speed', {'rounds': told.rounds, 'sets': measured})}")


def of_set(articles: Articles, pipeline: Pipeline, reference: Run, rounds: int) -> dict[str, Any]:
    """The figures of one set of articles."""
    clocks: list[Clock] = []

    def by_stage() -> None:
        clock = Clock()
        with clock.running():
            with_fingerprints(pipeline, articles.raw)
        clocks.append(clock)

    staged = alternate(reference, [Contestant("stages", by_stage)], rounds)["stages"]
    times = alternate(reference, contestants(articles, pipeline), rounds)
    return {
        "about": articles.about,
        "articles": len(articles.raw),
        "pages": len(articles.pages),
        "characters": articles.characters,
        "jieba.lcut characters/s": round(articles.characters / statistics.median(staged.reference)),
        "whole": {name: figures(time.ratio, time.seconds) for name, time in times.items()},
        "stages": stages(clocks[1:], staged.reference),
        "page tools": of_pages(articles, pipeline, rounds),
        "not measured": clocks[0].missing,
    }


def contestants(articles: Articles, pipeline: Pipeline) -> list[Contestant]:
    """What takes turns with jieba.lcut: the whole, decoding, and other tools on the clean texts."""
    data = [article.text.encode("utf-8", "surrogatepass") for article in articles.raw]
    ours = [
        Contestant("everything", lambda: everything(pipeline, articles.raw)),
        Contestant("facts only", lambda: facts_only(pipeline, articles.raw)),
        Contestant("decode", lambda: [decode(one) for one in data]),
    ]
    with quiet():
        return ours + [Contestant(name, over(step, articles.clean), SLOW_ROUNDS) for name, step in text_tools().items()]


def of_pages(articles: Articles, pipeline: Pipeline, rounds: int) -> dict[str, Any]:
    """Pages a second of the pipeline and of other tools, and how many times readability's; empty where there are no pages."""
    pages = [article for article in articles.raw if article.media == "html"]
    if not pages:
        return {}
    tools = {name: over(step, articles.pages) for name, step in page_tools().items()}
    runs = [
        Contestant("cleaning", lambda: cleaned(pipeline, pages)),
        Contestant("everything", lambda: everything(pipeline, pages)),
        *(Contestant(name, run) for name, run in tools.items()),
    ]
    times = alternate(tools["readability-lxml"], runs, min(rounds, MOST_PAGE_ROUNDS))
    return {
        name: {"pages/s": round(len(pages) / time.seconds, 1), "x readability-lxml": round(time.ratio, 2)}
        for name, time in times.items()
    }


def cleaned(pipeline: Pipeline, articles: list[Any]) -> None:
    """The articles cleaned and nothing else."""
    from extractor.text.clean import clean_article

    for article in articles:
        clean_article(article, pipeline.pack.text)


def stages(clocks: list[Clock], reference: list[float]) -> dict[str, Any]:
    """The figures of each stage that was reached, with its share of all."""
    whole = statistics.median(sum(clock.seconds.values()) for clock in clocks)
    told: dict[str, Any] = {}
    for stage in STAGES:
        own = [clock.seconds[stage] for clock in clocks]
        if min(own) > 0:
            ratio = statistics.median(base / one for base, one in zip(reference, own, strict=True))
            told[stage] = figures(ratio, statistics.median(own)) | {"share": round(statistics.median(own) / whole, 3)}
    return told


def figures(ratio: float, seconds: float) -> dict[str, float]:
    """The multiple of jieba.lcut's speed, and the CPU seconds over the set."""
    return {"x jieba.lcut": round(ratio, 2), "seconds": round(seconds, 4)}


def show(articles: Articles, measured: dict[str, Any]) -> None:
    """Prints the table of a set."""
    speed = measured["jieba.lcut characters/s"] / 1e6
    title = (
        f"{articles.name}: {articles.about} ({len(articles.raw)}, {articles.characters:,} characters); jieba.lcut {speed:.2f} M/s"
    )
    grid = Table(title=title, title_justify="left")
    for name in ("", "× jieba.lcut", "ms an article", "share"):
        grid.add_column(name, justify="left" if not name else "right")
    for name, of in measured["stages"].items():
        grid.add_row(name, *_cells(of, len(articles.raw)))
    grid.add_section()
    for name, of in measured["whole"].items():
        grid.add_row(name, *_cells(of, len(articles.raw)))
    console = Console(width=110)
    console.print(grid)
    for name, of in measured["page tools"].items():
        told = f"{of['pages/s']:8.1f} pages/s  {of['x readability-lxml']:6.2f} × readability-lxml"
        console.print(f"  {len(articles.pages)} pages: {name:18} {told}")


def _cells(of: dict[str, float], articles: int) -> tuple[str, str, str]:
    share = f"{of['share']:.1%}" if "share" in of else ""
    return f"{of['x jieba.lcut']:.2f}", f"{of['seconds'] / articles * 1000:.2f}", share


if __name__ == "__main__":
    main()
