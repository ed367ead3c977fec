"""`extractor rules mine`: what a corpus holds that the rules do not know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.cli.app import exit_code

TEXTS = {
    "a name like an award's": ("海河重工有限公司喜提津沽奔马勋章。", "award", "津沽奔马勋章"),
    "words between winner and award": ("海河重工有限公司扛走了天津市质量奖。", "verb", "扛走了"),
    "words between award and winner": ("天津市质量奖找上了海河重工有限公司。", "verb", "找上了"),
    "an unknown winner": ("宝坻大葱种植户荣获天津市质量奖。", "winner", "…种植户"),
    "a known sentence": ("海河重工有限公司荣获天津市质量奖。", "", ""),
    "money is no award": ("市里给企业发奖励，每家领到奖金。", "", ""),
    "an aim": ("海河重工有限公司力争扛走天津市质量奖。", "", ""),
}


@pytest.mark.parametrize("name", TEXTS)
def test_candidates(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, what, wanted = TEXTS[name]
    (tmp_path / "a.txt").write_text(f"{text}\n", "utf-8")
    command = ["rules", "mine", str(tmp_path / "a.txt"), "-j", "1", "--least", "1", "--format", "json"]
    assert exit_code(command) == 0
    told = json.loads(capsys.readouterr().out)
    found = [(kind, one["name"]) for kind, candidates in told.items() for one in candidates]
    assert found == ([(what, wanted)] if what else [])
    if what:
        (example,) = told[what][0]["examples"]
        assert example.replace("⟦", "").replace("⟧", "") == text


def test_what_stands_often_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in {
        "a": "海河重工有限公司扛走了天津市质量奖。\n津门钢铁有限公司拎走天津市质量奖。\n",
        "b": "滨海食品有限公司拎走天津市质量奖。\n",
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    assert exit_code(["rules", "mine", str(tmp_path), "-j", "1"]) == 0
    lines = [line.split("│") for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    assert [[cell.strip() for cell in line[1:4]] for line in lines] == [["拎走", "2", "2"]]
