"""Main text of pages and speed do not fall below the floors in benchmarks/gate_floors.json."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.gate import fallen_pages, fallen_speeds, load_floors, page_scores, raised
from tests.quality import ROOT

MEASURE = "import json; from tests.gate import speed_ratios; print(json.dumps(speed_ratios()))"
"""In a process of its own: in this one, searching what other tests have left for garbage takes longer than the work."""


def test_no_page_falls() -> None:
    scores = page_scores()
    if not scores:
        pytest.skip("the pages with gold are not there")
    lines = fallen_pages(scores, load_floors()["pages"])
    assert not lines, "\n" + "\n".join(lines)


def measured() -> dict[str, float]:
    """The ratios of speed in a fresh process."""
    done = subprocess.run([sys.executable, "-c", MEASURE], cwd=ROOT, capture_output=True, check=True)
    ratios: dict[str, float] = json.loads(done.stdout.decode().splitlines()[-1])
    return ratios


@pytest.mark.slow
def test_no_speed_falls() -> None:
    lines = fallen_speeds(measured(), load_floors()["speed"])
    if lines:  # once more: the first time may have met a moment without a processor
        lines = fallen_speeds(measured(), load_floors()["speed"])
    assert not lines, "\n" + "\n".join(lines)


def test_a_fall_is_named() -> None:
    floors = {"a": 0.9, "b": 0.8}
    assert fallen_pages({"a": 0.9, "b": 0.79}, floors) == ["pages: mean F1 0.8450, floor 0.8500"]
    assert fallen_pages({"a": 1.0, "b": 0.75}, floors) == ["page b: F1 0.750, was 0.800"]
    assert fallen_speeds({"facts": 1.0, "cleaning": 10.0}, {"facts": 2.0, "cleaning": 12.0}) == [
        "facts: 1.00 times jieba.lcut, floor 2.00"
    ]


@pytest.mark.parametrize(("lower", "expected"), [(False, {"a": 2.0, "b": 3.0, "c": 1.0}), (True, {"a": 1.0, "b": 3.0, "c": 1.0})])
def test_floors_sink_only_when_told(lower: bool, expected: dict[str, float]) -> None:
    assert raised({"a": 1.0, "b": 3.0}, {"a": 2.0, "c": 1.0}, lower=lower) == expected
