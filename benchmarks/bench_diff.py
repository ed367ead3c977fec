"""How long `extractor rules diff` takes over a large corpus, the first time and after each further change of a rule.

    python -m benchmarks.bench_diff [--articles 10000] [--workers 2]

The corpus is the sample corpus multiplied with other companies and numbers (`benchmarks.multiply`). The first run cleans, finds
and keeps everything; each of the others compares the default rules with a copy in which one fact rule is another one than before.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.multiply import multiplied
from extractor.rules.pack import default_rules
from extractor.tuning.diff.compare import compare
from extractor.tuning.study.corpus import Corpus
from extractor.tuning.study.rule_sets import rule_set

# What is changed: the name of it, a file, where in it (a rule's id, or a fragment), a text there, and what takes its place.
EDITS = (
    ("award.won, the rule that matches most", "facts/awards.yaml", "  - id: award.won\n", "{gap}", "{near}"),
    ("award.conferred_to", "facts/awards.yaml", "  - id: award.conferred_to\n", "{near}", ""),
    ("funding.relief.beside", "facts/funding.yaml", "  - id: funding.relief.beside\n", "{link}", ""),
    ("funding.reward.beside, in half of all articles", "facts/funding.yaml", "  - id: funding.reward.beside\n", "{link}", ""),
    ("a word of {won}, which a dozen rules use", "facts/awards.yaml", "  won: ", "|拿到|", "|"),
)


def main() -> None:
    """Prints a line for the first run and for each edit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ["EXTRACTOR_CACHE"] = f"{directory}/cache"
        _measure(Path(directory), told.articles, told.workers)


def _measure(directory: Path, articles: int, workers: int) -> None:
    path = directory / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in multiplied(articles))
    corpus = Corpus((str(path),), workers=workers)
    own = rule_set("default", directory)
    begun = time.perf_counter()
    compare(own, own, corpus)
    print(f"{articles:,} articles, {workers} processes, {path.stat().st_size / 1e6:.0f} MB")
    print(f"{time.perf_counter() - begun:7.1f} s  the first time")
    for number, (name, rules, place, old, new) in enumerate(EDITS):
        copy = shutil.copytree(default_rules(), directory / f"rules{number}")
        before, found_place, behind = (copy / rules).read_text("utf-8").partition(place)
        assert found_place, f"{rules} has no {place}"
        assert old in behind, f"{place} has no {old}"
        (copy / rules).write_text(before + place + behind.replace(old, new, 1), "utf-8")
        begun = time.perf_counter()
        found = compare(own, rule_set(str(copy), directory), corpus)
        print(f"{time.perf_counter() - begun:7.1f} s  {name}: {len(found.changes):,} changes")


if __name__ == "__main__":
    main()
