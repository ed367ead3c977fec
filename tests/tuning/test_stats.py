"""`extractor rules stats`: the figures of each rule are those of the corpus it was run on."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.outputs.reading import table_records
from extractor.outputs.schema import TABLES
from tests.quality import CORPUS


def stats(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[tuple[str, str], dict[str, float]]:
    capsys.readouterr()
    assert exit_code(["rules", "stats", *arguments, "-j", "1", "--format", "json"]) == 0
    return {(one["table"], one["rule"]): one for one in json.loads(capsys.readouterr().out)}


def test_rows_are_those_of_a_run(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["run", str(articles), "--out", str(tmp_path / "out")]) == 0
    told = stats(capsys, str(articles))
    for name in ("award_facts", "funding_facts", "mentions"):
        table = next(table for table in TABLES if table.name == name)
        rows = Counter(row["rule"] for row in table_records(tmp_path / "out", table))
        assert {rule: one["rows"] for (of, rule), one in told.items() if of == name and one["rows"]} == rows


def test_the_figures_of_one_rule(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = {"award": "天津市质量奖", "recipient": "海河重工有限公司", "edition": 3}
    (tmp_path / "one.json").write_text(json.dumps({"award_facts": [right]}), "utf-8")
    (tmp_path / "three.json").write_text(json.dumps({"award_facts": []}), "utf-8")
    told = stats(capsys, str(articles), "--gold", str(tmp_path / "one.json"), "--gold", str(tmp_path / "three.json"))
    won = told["award_facts", "award.won"]
    assert (won["matches"], won["articles"], won["rows"]) == (2, 2, 3)
    assert (won["right"], won["wrong"]) == (1, 2)
    assert won["precision"] == pytest.approx(1 / 3)
    assert won["share_of_right"] == 1
    assert won["seconds"] > 0
    assert told["award_facts", "award.applied"]["matches"] == 0


def test_contested_matches_are_won_by_one(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = "extends: true\nrules:\n  - id: my.won\n    about: x\n    pattern: '{recipient:winner+}荣获{award+}'\n"
    rule += "    priority: 99\n    examples: []\n"
    (tmp_path / "mine" / "facts").mkdir(parents=True)
    (tmp_path / "mine" / "facts" / "awards.yaml").write_text(rule, "utf-8")
    told = stats(capsys, str(articles), "--rules", str(tmp_path / "mine"))
    mine, won = told["award_facts", "my.won"], told["award_facts", "award.won"]
    assert (mine["contested"], mine["won"]) == (1, 1)
    assert (won["contested"], won["won"]) == (1, 0)


def test_the_table_names_rules_that_match_nowhere(articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["rules", "stats", str(articles), "-j", "1"]) == 0
    out, err = capsys.readouterr()
    assert "│ award.won " in out
    assert "│ company.suffix " in out
    assert "3 articles; rules that match nowhere: " in err
    assert "award.applied" in err


def test_workers_change_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    corpus = str(CORPUS.articles / "s0*")

    def figures(workers: str) -> list[dict[str, object]]:
        assert exit_code(["rules", "stats", corpus, "--gold", str(CORPUS.gold), "-j", workers, "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        return [{key: value for key, value in one.items() if key != "seconds"} for one in told]

    assert figures("1") == figures("2")
