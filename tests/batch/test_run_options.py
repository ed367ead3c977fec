"""What `extractor run` is told about tables, words and progress."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from extractor.batch.options import Progress
from extractor.batch.outcomes import Figures
from extractor.cli.app import exit_code
from extractor.cli.progress import figures_of
from tests.batch.corpus import article, tables_of, write_files, write_lines


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_files(tmp_path / "news", 4)


def test_tokens_stand_where_they_say(news: Path, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("云帆机械 100 nz\n", "utf-8")
    path = news / "0" / "000.txt"
    command = ["run", str(path), "--out", str(tmp_path / "out"), "--tables", "tokens", "--user-dict", str(tmp_path / "words.txt")]
    assert exit_code(command) == 0
    raw = path.read_text("utf-8")
    found = rows(tmp_path / "out" / "tokens.csv")
    assert [int(row["position"]) for row in found] == list(range(len(found)))
    assert all(raw[int(row["raw_start"]) : int(row["raw_end"])] == row["word"] for row in found)
    assert {"word": "云帆机械", "tag": "nz"}.items() <= next(row for row in found if "云帆" in row["word"]).items()
    assert "".join(row["word"] for row in found) == "".join(raw.split())
    assert exit_code(["run", str(path), "--out", str(tmp_path / "out")]) == 0
    assert not (tmp_path / "out" / "tokens.csv").exists()


def test_either_tokenizer_writes_the_same_tables(news: Path, tmp_path: Path) -> None:
    for name in ("rjieba", "jieba"):
        out = str(tmp_path / name)
        assert exit_code(["run", str(news), "--out", out, "--tokenizer", name, "--tables", "tokens", "--format", "jsonl"]) == 0
    assert "tokens.jsonl" in tables_of(tmp_path / "rjieba")
    assert tables_of(tmp_path / "rjieba") == tables_of(tmp_path / "jieba")


def test_only_facts(news: Path, tmp_path: Path) -> None:
    for only in ("all", "facts"):
        assert exit_code(["run", str(news), "--out", str(tmp_path / only), "--only", only]) == 0
    whole = tables_of(tmp_path / "all")
    assert whole.pop("mentions.csv")
    assert tables_of(tmp_path / "facts") == whole


def test_a_small_run_keeps_nothing_and_starts_no_process_pool(news: Path, tmp_path: Path) -> None:
    assert exit_code(["run", str(news), "--out", str(tmp_path / "out")]) == 0
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_progress_as_lines_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = write_lines(tmp_path / "a.jsonl", map(article, range(1500)))
    assert exit_code(["run", str(lines), "--out", str(tmp_path / "out"), "--progress", "json", "--only", "facts"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert told[-1]["event"] == "end"
    assert (told[-1]["done"], told[-1]["articles"], told[-1]["seconds_left"]) == (1.0, 1500, 0.0)
    assert told[-1]["facts"] >= 1500
    assert told[-1]["rate"] > 0
    assert [line["seconds"] for line in told] == sorted(line["seconds"] for line in told)
    assert exit_code(["run", str(lines), "--out", str(tmp_path / "out"), "--progress", "none", "--only", "facts"]) == 0
    assert "1,500 of them kept from before" in capsys.readouterr().err


def test_the_figures_of_a_progress() -> None:
    figures = Figures({"documents": 300, "award_facts": 10, "count_facts": 5, "rejects": 2})
    told = figures_of(Progress(weight=750, shards=3, resumed=100, resumed_weight=250, figures=figures), 1000, 10.0)
    assert told == {
        "event": "progress",
        "seconds": 10.0,
        "done": 0.75,
        "seconds_left": 5.0,
        "articles": 300,
        "resumed": 100,
        "rate": 20.0,
        "facts": 15,
        "rejects": 2,
        "shards": 3,
    }
    told = figures_of(Progress(figures=figures), None, 10.0)
    assert (told["done"], told["seconds_left"]) == (None, None)


@pytest.mark.parametrize(
    ("option", "value"), [("--only", "x"), ("--tables", "x"), ("--tokenizer", "x"), ("--progress", "x"), ("--engine", "x")]
)
def test_wrong_values_are_told(option: str, value: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["run", str(news), "--out", str(tmp_path / "out"), option, value]) == 2
    assert capsys.readouterr().err.startswith(f"extractor: {option} {value}: choose from ")
