"""How quick the workbench is: the first view of 100,000 articles, filters and searches, and a change of rules over 1,000.

    python -m benchmarks.bench_workbench [--articles 100000] [--tried 1000]

The tables are written by the product's own writers, from rows of the sample corpus under other names; the articles that a rule is
tried on are made by benchmarks/multiply.py. Nothing else should run meanwhile.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.multiply import ROOT, multiplied
from extractor.model import RawArticle
from extractor.outputs.rows import Row, doc_id, rows_of
from extractor.outputs.tables import OutputTables
from extractor.pipeline import Pipeline
from extractor.rules.files import RuleFiles
from extractor.rules.pack import default_rules
from extractor.sources import read_articles
from extractor.tuning.diff.compare import compare_readings
from extractor.tuning.study.live import LiveStudy
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.store import store_of
from extractor.web.guard import Door
from extractor.web.serve import serving
from extractor.web.setting import Setting

_COPIED = ("documents", "award_facts", "funding_facts", "mentions")
_HAVE_SOURCE = frozenset(("documents", "award_facts", "funding_facts"))
RULE = """extends: true
rules:
  - id: bench.rule{number}
    about: "x"
    pattern: '{{recipient:winner+}}{{gap}}(?:{verb}){{lead}}{{award:prize+}}'
    priority: 90
    examples: []
"""


def write_tables(out: Path, number: int) -> None:
    """Writes the tables of so many articles, which are the sample corpus again and again."""
    pipeline = Pipeline.default()
    articles = [item for item in read_articles([str(ROOT / "corpus" / "articles")]) if isinstance(item, RawArticle)]
    made = [rows_of(pipeline.extract(article)) for article in articles[:40]]
    with OutputTables(out) as tables:
        for index in range(number):
            source = f"news/{index:07d}.txt"
            name = doc_id(source, "")
            rows = made[index % len(made)]
            tables.write({table: [_renamed(table, row, name, source) for row in rows[table][:3]] for table in _COPIED})


def _renamed(table: str, row: Row, name: str, source: str) -> Row:
    return (name, source, *row[2:]) if table in _HAVE_SOURCE else (name, *row[1:])


def asked(door: Door, path: str) -> tuple[float, str]:
    """How many seconds an answer takes, and the answer."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", door.port, timeout=600)
    connection.request("GET", path, headers={"Cookie": f"{door.cookie}={door.token}"})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return time.perf_counter() - begun, text


def first_view(setting: Setting) -> tuple[float, str]:
    """How many seconds pass from the start of the server to the first list, with no index there yet."""
    begun = time.perf_counter()
    with serving(setting) as (door, _):
        _, text = asked(door, "/")
        return time.perf_counter() - begun, text


def lists(setting: Setting) -> Iterator[tuple[str, float]]:
    """How long the index takes, then how long its answers do."""
    with serving(setting) as (door, desk):
        begun = time.perf_counter()
        while not desk.index.has("mentions"):
            time.sleep(0.1)
        yield "index of lists and filters", time.perf_counter() - begun
        paths = {
            "list": "/",
            "page far down": "/articles?after=90000",
            "filter: damaged": "/?flag=damaged",
            "filter: province and kind": "/?district=150000&kind=award",
            "filter: rule": "/?rule=award.won",
            "judge": "/judge",
        }
        for label, path in paths.items():
            yield label, asked(door, path)[0]


def rule_changes(articles: list[RawArticle]) -> Iterator[tuple[str, float]]:
    """How long it takes until the articles are ready, and then what a new rule, and a word of all rules, changes."""
    base = RuleSet.of("saved", RuleFiles((default_rules(),)))
    begun = time.perf_counter()
    live = LiveStudy(store_of(article.source for article in articles), base, articles)
    while not live.ready:
        time.sleep(0.1)
    yield f"{live.articles} articles made ready, once", time.perf_counter() - begun
    drafts = [RULE.format(number=number, verb=verb) for number, verb in enumerate(("斩下", "拿下|摘走", "喜擒"))]
    drafts += [f"extends: true\nfragments: {{won: {verb}}}\n" for verb in ("喜擒", "闪耀")]
    for draft in drafts:
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "facts").mkdir()
            (Path(scratch) / "facts" / "awards.yaml").write_text(draft, "utf-8")
            begun = time.perf_counter()
            rules = RuleSet.of("draft", RuleFiles((default_rules(), Path(scratch))))
            parts = live.each(partial(compare_readings, mentions=False), rules)
            seconds = time.perf_counter() - begun
        changes = sum(len(part.changes) for part in parts)
        yield f"{'a rule' if 'id:' in draft else 'a word of eleven rules'}: {changes} changes", seconds
    live.close()


def main(argv: list[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--tried", type=int, default=1000)
    told = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as home:
        os.environ["EXTRACTOR_CACHE"] = f"{home}/cache"
        out = Path(home) / "out"
        write_tables(out, told.articles)
        setting = Setting(out, Path(home), Path(home) / "gold", "bench")
        print(json.dumps({"first view, s": round(first_view(setting)[0], 2)}))
        tell(lists(setting))
        articles = [RawArticle(record["source"], record["text"]) for record in multiplied(told.tried) if "text" in record]
        tell(rule_changes(articles))


def tell(figures: Iterator[tuple[str, float]]) -> None:
    """Prints each figure as it comes."""
    for label, seconds in figures:
        print(f"{seconds:8.2f} s  {label}", flush=True)


if __name__ == "__main__":
    main()
