"""What other tools find in the articles of the corpus, against the same gold as this project: sums and company names.

    python -m benchmarks.compare        (JioNLP and spaCy where they are installed; bench_pages is for trafilatura)

All get the cleaned text of an article, so that none is punished for boilerplate. Each kind is scored as distinct values per
article: sums by their number, companies by their name. spaCy has no Chinese
rules of its own: it gets the ones that a user would write first (names of up to 14 characters that end as companies do).
The corpus is what this project's rules were learnt from, so its own figures flatter it: docs/quality.md has those at first sight.
"""

from __future__ import annotations

import importlib
import logging
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.model import RawArticle
from extractor.pipeline import ArticleResult, Pipeline
from extractor.sources import read_articles
from extractor.tuning.gold import Gold, folded, load_gold, number, stem
from extractor.tuning.scoring import Figure, matched

ROOT = Path(__file__).parents[1]
SUFFIXES = ("有限公司", "股份公司", "集团", "公司", "厂", "银行")
Find = Callable[[str], set[Any]]
Wanted = Callable[[Gold], tuple[set[Any], set[Any]]]


@dataclass(frozen=True)
class Article:
    result: ArticleResult
    gold: Gold


def articles(pipeline: Pipeline) -> Iterator[Article]:
    """The articles of the corpus that stand in files of their own, with their gold."""
    gold = load_gold([ROOT / "corpus" / "gold"])
    for item in read_articles([str(ROOT / "corpus" / "articles")]):
        if isinstance(item, RawArticle) and "#" not in item.source:
            yield Article(pipeline.extract(item), gold[stem(item.source)])


def sums(gold: Gold) -> tuple[set[Any], set[Any]]:
    """The numbers of the sums, and of those that are optional."""
    wanted, optional = ({number(one["value"]) for one in gold.get(kind, [])} for kind in ("amounts", "optional_amounts"))
    return wanted, optional


def companies(gold: Gold) -> tuple[set[Any], set[Any]]:
    """The names, and those that are optional."""
    wanted, optional = ({folded(name) for name in gold.get(kind, [])} for kind in ("companies", "optional_companies"))
    return wanted, optional


def own(kind: str, article: Article) -> set[Any]:
    """What this project found."""
    mentions = (mention for mention in article.result.mentions if mention.type == kind)
    return {mention.number.normalize() + 0 if mention.number is not None else folded(mention.value) for mention in mentions}


def jionlp_sums() -> Find:
    """JioNLP's extract_money, its numbers of each sum (the first of a range)."""
    jionlp: Any = importlib.import_module("jionlp")

    def find(text: str) -> set[Any]:
        found = set()
        for one in jionlp.ner.extract_money(text, with_parsing=True):
            value = (one.get("detail") or {}).get("num")
            with suppress(ArithmeticError):
                found.add(Decimal(str(value[0] if isinstance(value, list) else value)).normalize() + 0)
        return found

    return find


def spacy_companies() -> Find:
    """An entity ruler of spaCy over characters."""
    spacy: Any = importlib.import_module("spacy")
    model = spacy.blank("zh")
    ruler = model.add_pipe("entity_ruler")
    name = {"TEXT": {"REGEX": "^[\u4e00-\u9fffA-Za-z（）]$"}, "OP": "{2,14}"}
    ruler.add_patterns([{"label": "ORG", "pattern": [name, *({"TEXT": char} for char in suffix)]} for suffix in SUFFIXES])
    return lambda text: {folded(entity.text) for entity in model(text).ents}


def compare(told: str, kind: Wanted, find: Callable[[Article], set[Any]], all_: list[Article]) -> None:
    """Prints precision, recall, F1 and articles a second of one tool."""
    figure, seconds = Figure(), 0.0
    for article in all_:
        wanted, optional = kind(article.gold)
        started = time.perf_counter()
        try:
            found = find(article)
        except Exception:  # noqa: BLE001 another tool's failure counts as nothing found
            found = set()
        seconds += time.perf_counter() - started
        figure.add("", matched([(one,) for one in found], [(one,) for one in wanted], [(one,) for one in optional]))
    speed = f"{len(all_) / seconds:10,.0f}" if seconds > 0.05 else "         –"
    print(f"{told:38} {figure.precision:.3f} {figure.recall:.3f} {figure.f1:.3f} {speed}")


def main() -> None:
    """Prints the table."""
    warnings.simplefilter("ignore")
    pipeline = Pipeline.default()
    all_ = list(articles(pipeline))
    logging.disable(logging.CRITICAL)
    print(f"{len(all_)} articles{'':26} precision recall F1   articles/s")
    compare("sums: this project", sums, lambda article: own("amount", article), all_)
    beside("sums: JioNLP extract_money", sums, jionlp_sums, all_)
    compare("companies: this project", companies, lambda article: own("company", article), all_)
    beside("companies: spaCy entity ruler", companies, spacy_companies, all_)


def beside(told: str, kind: Wanted, tool: Callable[[], Find], all_: list[Article]) -> None:
    """The same of a tool that gets the text, if it is installed."""
    try:
        find = tool()
    except ImportError as error:
        print(f"{told}: not installed ({error.name})")
        return
    compare(told, kind, lambda article: find(article.result.document.text), all_)


if __name__ == "__main__":
    main()
