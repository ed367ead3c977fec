"""`extractor gold export` and `extractor gold import`: gold by way of annotation tools."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.cli.messages import say
from extractor.cli.printing import stderr
from extractor.errors import UsageError
from extractor.model import Reject
from extractor.pipeline import Pipeline
from extractor.sources import read_articles
from extractor.tuning.annotation.collect import gold_of
from extractor.tuning.annotation.formats import FORMATS
from extractor.tuning.annotation.prepare import annotated
from extractor.tuning.annotation.spans import Annotated, Offsets
from extractor.tuning.gold import gold_of as gold_for
from extractor.tuning.gold import load_gold, stem
from extractor.whole import write_whole


@dataclass(frozen=True, slots=True)
class Exchange:
    """The format of the tool, how it counts where that is not as usual, and the rules of the pipeline."""

    format: str
    offsets: Offsets | None = None
    rules: tuple[Path, ...] = ()


def export_command(paths: Sequence[str], out: Path, exchange: Exchange, golds: Sequence[Path]) -> None:
    """Writes the articles for a tool, annotated by the pipeline or, with gold, by it. Raises UsageError."""
    known = FORMATS[exchange.format]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        known.write(_articles(paths, exchange, golds), out, exchange.offsets or known.offsets)
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}") from error


def import_command(source: Path, out: Path, exchange: Exchange) -> int:
    """Writes a gold file for each article that the tool gave back; how many spans could not be read. Raises UsageError."""
    if not source.exists():
        raise UsageError(f"no such file or directory: {source}")
    known = FORMATS[exchange.format]
    pipeline = Pipeline.default(exchange.rules)
    console = stderr()
    unread = read = 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        for article in known.read(source, exchange.offsets or known.offsets):
            gold, lost = gold_of(article, pipeline)
            write_whole(out / f"{Path(article.name).name}.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n")
            read += 1
            unread += len(lost)
            for line in lost:
                console.print(line, markup=False)
    except OSError as error:
        raise UsageError(f"{error.filename or out}: {error.strerror or error}") from error
    console.print(say(f"{read} gold files in {out}, {unread} spans that could not be read"), markup=False)
    return unread


def _articles(paths: Sequence[str], exchange: Exchange, golds: Sequence[Path]) -> Iterator[Annotated]:
    """The articles in their order; with gold, only those that have some. Each has a name of its own."""
    pipeline = Pipeline.default(exchange.rules)
    gold = load_gold(golds) if golds else None
    names: Counter[str] = Counter()
    for item in read_articles(paths):
        if isinstance(item, Reject):
            stderr().print(f"rejected {item.source} {item.location}: {item.reason}", markup=False)
            continue
        of_article = gold_for(gold, item.source) if gold is not None else None
        if gold is not None and (of_article is None or "#" in item.source):
            if of_article is not None:
                stderr().print(f"left out {item.source}: its gold is that of the whole container", markup=False)
            continue
        name = stem(item.source) or "article"
        names[name] += 1
        unique = name if names[name] == 1 else f"{name}-{names[name]}"
        yield annotated(pipeline.extract(item), unique, of_article)
