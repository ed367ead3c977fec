"""`extractor eval`: the figures of a run against gold, on the terminal and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.tuning.scoring import score
from tests.quality import CORPUS


def test_the_figures_are_those_of_the_scorer(corpus_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["eval", str(corpus_out), str(CORPUS.gold), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    report = score(corpus_out, [CORPUS.gold])
    assert {kind: (of["found"], len(of["missed"]), len(of["extra"])) for kind, of in told["kinds"].items()} == {
        kind: (figure.found, len(figure.missed), len(figure.extra)) for kind, figure in report.figures.items()
    }
    won = next(one for one in told["rules"] if (one["kind"], one["rule"]) == ("award_facts", "award.won"))
    assert won["right"] > 100
    assert won["precision"] == pytest.approx(won["right"] / (won["right"] + won["wrong"]))


def test_wrong_instances_are_told(corpus_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missed = score(corpus_out, [CORPUS.gold]).figures["companies"].missed
    assert exit_code(["eval", str(corpus_out), str(CORPUS.gold), "--wrong", "companies"]) == 0
    printed = capsys.readouterr().out
    assert "│ award_facts_core " in printed
    for article, (name,) in missed:
        assert f"companies  missed  {article}  {name}" in printed
    assert "counts  missed" not in printed


def test_a_single_gold_file_is_enough(corpus_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["eval", str(corpus_out), str(CORPUS.gold / "a01.json")]) == 0
    assert "gold files not in the output: 0" in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["jsonl", "parquet"])
def test_every_format_of_tables_is_read(format_: str, tmp_path: Path) -> None:
    articles = str(CORPUS.articles / "a01.txt")
    for name in ("csv", format_):
        assert exit_code(["run", articles, "--out", str(tmp_path / name), "--format", name]) == 0
    gold = [CORPUS.gold / "a01.json"]
    assert score(tmp_path / format_, gold).figures == score(tmp_path / "csv", gold).figures


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["no-such-gold"], "no such gold: no-such-gold"),
        ([str(CORPUS.gold), "--wrong", "company"], "--wrong company: choose from all, districts, companies"),
        ([str(CORPUS.articles / "a01.txt")], "a01.txt: no gold:"),
    ],
)
def test_wrong_usage_is_told(more: list[str], message: str, corpus_out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["eval", str(corpus_out), *more]) == 2
    assert message in capsys.readouterr().err


def test_a_directory_without_tables_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["eval", str(tmp_path), str(CORPUS.gold)]) == 2
    assert "no documents as csv, jsonl or parquet" in capsys.readouterr().err
