"""Speed of numerals, sums and counts on real text, and their growth on hostile runs at 1, 2 and 4 times the length.

usage: python benchmarks/bench_numbers.py [ARTICLE...]      (UTF-8 text; default: the corpus)
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from extractor.match.counts import find_counts
from extractor.match.money import find_amounts
from extractor.match.numbers import fold_digits, scan_numerals
from extractor.rules.numbers import load_count_rules, load_money_rules

ROOT = Path(__file__).parents[1]
MONEY = load_money_rules(ROOT / "rules" / "mentions" / "money.yaml")
COUNTS = load_count_rules(ROOT / "rules" / "mentions" / "counts.yaml")
STEPS: dict[str, Callable[[str], object]] = {
    "scan_numerals": lambda text: scan_numerals(fold_digits(text)),
    "find_amounts": lambda text: find_amounts(text, MONEY),
    "find_counts": lambda text: find_counts(text, COUNTS),
}
RUNS = ["元", "9", "一", "（", "“", ",", "1,", "1、", "1至", "1元", "5家", "5家（", "的5家"]
BASE = 25_000


def seconds(step: Callable[[str], object], texts: list[str]) -> float:
    """The best of three runs over all texts."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for text in texts:
            step(text)
        best = min(best, time.perf_counter() - started)
    return best


def main(paths: list[str]) -> None:
    files = [Path(path) for path in paths] or sorted((ROOT / "corpus" / "articles").glob("*.txt"))
    texts = [file.read_bytes().decode("utf-8", errors="replace") for file in files]
    size = sum(map(len, texts))
    find_counts("5家企业获奖", COUNTS)  # loads jieba's dictionary
    for name, step in STEPS.items():
        print(f"{name:14s} {size / seconds(step, texts) / 1e6:6.2f} M characters/s over {size} characters")
    for run in RUNS:
        times = [seconds(STEPS["find_amounts"], [text]) + seconds(STEPS["find_counts"], [text]) for text in lengths(run)]
        print(
            f"{run!r:8s} {' '.join(f'{t:8.4f}' for t in times)} s   grows {times[2] / times[0]:.1f} times for 4 times the length"
        )


def lengths(run: str) -> list[str]:
    """The run repeated to 25,000, 50,000 and 100,000 characters."""
    return [run * (BASE * times // len(run)) for times in (1, 2, 4)]


if __name__ == "__main__":
    main(sys.argv[1:])
