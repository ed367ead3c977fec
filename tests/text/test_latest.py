"""What is made of rules is kept for the rule sets in use, and given up with them."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from dataclasses import dataclass
from pathlib import Path

from extractor import Pipeline
from extractor.text.latest import MOST, of_latest


@dataclass(eq=False)
class _Rules:
    number: int


def test_it_is_made_once_for_each_of_the_last_ones() -> None:
    asked: list[int] = []

    @of_latest
    def doubled(rules: _Rules) -> int:
        asked.append(rules.number)
        return rules.number * 2

    all_of_them = [_Rules(number) for number in range(MOST + 1)]
    assert [doubled(rules) for rules in [*all_of_them, *reversed(all_of_them[1:])]] == [
        *range(0, 2 * MOST + 2, 2),
        *range(2 * MOST, 0, -2),
    ]
    assert asked == list(range(MOST + 1))
    assert doubled(all_of_them[0]) == 0
    assert asked[-1] == 0


def test_two_of_the_same_content_are_told_apart() -> None:
    @of_latest
    def identity(rules: _Rules) -> int:
        return id(rules)

    one, other = _Rules(1), _Rules(1)
    assert identity(one) != identity(other)


def test_a_process_that_loads_rules_again_and_again_gives_the_old_ones_up(tmp_path: Path) -> None:
    (tmp_path / "mentions").mkdir()
    old: list[weakref.ref[object]] = []
    for number in range(MOST + 3):
        (tmp_path / "mentions" / "companies.yaml").write_text(f"extends: true\nweak: [窑{number}]\n", "utf-8")
        pipeline = Pipeline.default([tmp_path])
        pipeline.extract("厦门云帆机械有限公司获得厦門市质量奖&amp;。")
        old += [weakref.ref(pipeline.pack), weakref.ref(pipeline.pack.gazetteer)]
    gc.collect()
    assert [reference() for reference in old[:4]] == [None] * 4


TWO = """
import time
from extractor import Pipeline

def seconds(pipeline):
    pipeline.extract("质量奖")
    started = time.process_time()
    pipeline.extract("质量奖" * 2_000)
    return time.process_time() - started

one, other = Pipeline.default(), Pipeline.default()
print(seconds(one), max(seconds(other), seconds(one)))
"""


def test_another_set_of_rules_makes_an_article_no_slower() -> None:
    """What is kept by equality compares all place names of the two sets for each word asked about: forty times as slow.

    In a process of its own, as others here have loaded rules before.
    """
    told = subprocess.run([sys.executable, "-c", TWO], capture_output=True, text=True, check=True)
    alone, with_another = map(float, told.stdout.split())
    assert with_another < 4 * alone
