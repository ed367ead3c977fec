"""What 10 and 100 times as much costs: articles, their length, names in the gazetteer (short names of companies), fact rules.

    python -m benchmarks.bench_growth [--most 100]

CPU seconds per million characters of everything (cleaning to rows), and of loading the rules the first time and later; one that
stays level grows with the size of the input and with nothing else. Results: `benchmarks/results/growth.json` and `growth.svg`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks import results
from benchmarks.more_rules import write_aliases, write_fact_rules
from benchmarks.multiply import multiplied
from benchmarks.stopwatch import seconds
from benchmarks.whole import everything
from extractor.model import RawArticle
from extractor.pipeline import Pipeline

ARTICLES = 10
"""The articles at 1 ×."""

SIZES = (1, 10, 100)
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    told = parser.parse_args()
    sizes = [size for size in SIZES if size <= told.most]
    with tempfile.TemporaryDirectory() as directory:
        os.environ["EXTRACTOR_CACHE"] = f"{directory}/cache"
        pipeline = Pipeline.default()
        names, rules = len(pipeline.pack.names.aliases), len(pipeline.pack.fact_rules)
        measured = {
            "articles": _told("articles", ((size, cost(pipeline, articles(ARTICLES * size))) for size in sizes)),
            "length": _told("length", ((size, cost(pipeline, longer(articles(ARTICLES), size))) for size in sizes[:2])),
            "names": _told("names", _with_more(sizes, names, write_aliases, Path(directory) / "names")),
            "fact rules": _told("fact rules", _with_more(sizes, rules, write_fact_rules, Path(directory) / "rules")),
        }
    base = {"articles": ARTICLES, "names": names, "fact rules": rules}
    print(f"kept in {results.save('growth', {'at 1 ×': base, 'growth': measured})}")
    plot(measured, results.RESULTS / "growth.svg")


def _told(name: str, found: Iterable[tuple[int, Figures]]) -> dict[int, Figures]:
    """The figures by size, printed as they come."""
    measured: dict[int, Figures] = {}
    for size, figures in found:
        measured[size] = figures
        told = "  ".join(f"{key} {value:.2f}" for key, value in figures.items())
        print(f"{name:12} {size:4} ×  {told}", flush=True)
    return measured


def articles(number: int) -> list[RawArticle]:
    """So many articles of plain text, all different, spread over the sample corpus."""
    of = [RawArticle(record["source"], record["text"]) for record in multiplied(number * 2) if "text" in record]
    return of[:: max(1, len(of) // number)][:number]


def longer(of: list[RawArticle], times: int) -> list[RawArticle]:
    """The articles, each so many times as long: with others behind it, as digests and yearbooks have them."""
    return [
        replace(first, text="\n".join(of[(at + more) % len(of)].text for more in range(times))) for at, first in enumerate(of)
    ]


def cost(pipeline: Pipeline, of: list[RawArticle]) -> Figures:
    """Seconds per million characters; the better of two runs, or the only one over many articles."""
    size = sum(len(article.text) for article in of)
    runs = 2 if size < 300_000 else 1
    everything(pipeline, of[:5])  # what is built when it is first used
    return {"s per M characters": min(seconds(lambda: everything(pipeline, of)) for _ in range(runs)) / size * 1e6}


def _with_more(sizes: list[int], base: int, write: Callable[[Path, int], Path], directory: Path) -> Iterator[tuple[int, Figures]]:
    """The cost with so many times as many entries as the product has, and the seconds to load them."""
    for size in sizes:
        more = write(directory / str(size), base * (size - 1))
        first, later = (seconds(lambda more=more: Pipeline.default([more])) for _ in range(2))
        figures = cost(Pipeline.default([more]), articles(ARTICLES))
        yield size, figures | {"s to load first": first, "s to load later": later}


def plot(measured: dict[str, dict[int, Figures]], path: Path) -> None:
    """Draws what each costs against its size, relative to 1 ×, to an SVG file."""
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for name, of in measured.items():
        level = of[1]["s per M characters"]
        axes.plot(list(of), [figures["s per M characters"] / level for figures in of.values()], marker="o", label=name)
    axes.set(xscale="log", xlabel="times as much", ylabel="cost per character, relative to 1 ×", ylim=(0, None))
    axes.set_xticks(SIZES, [f"{size} ×" for size in SIZES])
    axes.legend(frameon=False)
    figure.savefig(path, metadata={"Date": None})
    print(f"drawn in {path}")


if __name__ == "__main__":
    main()
