"""The scorer: what counts as found, missed and found too much."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from extractor.outputs.schema import TABLES
from extractor.tuning.gold import folded, number, stem
from extractor.tuning.scoring import score
from tests.quality import CORPUS, SHARED

REFERENCE = SHARED / "gold" / "score.py"

GOLD: dict[str, Any] = {
    "districts": ["310113"],
    "companies": ["科华恒盛"],
    "awards": ["专精特新“小巨人”企业"],
    "amounts": [{"value": 1200000, "currency": "CNY"}],
    "counts": [{"value": 8, "unit": "家", "object": "企业"}],
    "award_facts": [{"award": "市长质量奖", "recipient": None, "recipient_count": 8, "edition": 4, "district": "宝山区"}],
    "funding_facts": [
        {"amount": 1200000, "kind": "reward", "per": "each", "rule": False},
        {"amount": 50, "kind": "reward", "rule": True},
    ],
    "absent": ["某公司"],
    "title": "题",
}
AWARD = {"award": "市长质量奖", "recipient_count": "8", "edition": "4", "status": "granted", "district": "上海市宝山区"}
MONEY = {"amount": "1200000", "kind": "reward", "per": "each", "is_policy": "false"}

CASES: dict[str, tuple[str, Mapping[str, str], str, tuple[int, int, int]]] = {
    "nothing": ("mentions", {"type": "x", "value": ""}, "companies", (0, 0, 1)),
    "a name": ("mentions", {"type": "company", "value": "科华恒盛"}, "companies", (1, 0, 0)),
    "another name": ("mentions", {"type": "company", "value": "科华"}, "companies", (0, 1, 1)),
    "without quotes": ("mentions", {"type": "award", "value": "专精特新小巨人企业"}, "awards", (1, 0, 0)),
    "written otherwise": ("mentions", {"type": "amount", "value": "1200000.00", "currency": ""}, "amounts", (1, 0, 0)),
    "another currency": ("mentions", {"type": "amount", "value": "1200000", "currency": "USD"}, "amounts", (0, 1, 1)),
    "a longer object": ("mentions", {"type": "count", "value": "8", "unit": "家", "object": "获奖企业"}, "counts", (1, 0, 0)),
    "no object": ("mentions", {"type": "count", "value": "8", "unit": "家", "object": ""}, "counts", (1, 0, 0)),
    "another unit": ("mentions", {"type": "count", "value": "8", "unit": "个", "object": "企业"}, "counts", (0, 1, 1)),
    "no code": ("mentions", {"type": "district", "value": ""}, "districts", (0, 0, 1)),
    "an award": ("award_facts", AWARD, "award_facts", (1, 0, 0)),
    "its district": ("award_facts", AWARD, "award_fact_districts", (1, 0, 0)),
    "no district": ("award_facts", AWARD | {"district": ""}, "award_fact_districts", (0, 0, 1)),
    "another district": ("award_facts", AWARD | {"district": "长宁区"}, "award_fact_districts", (0, 1, 1)),
    "another edition": ("award_facts", AWARD | {"edition": "5"}, "award_facts", (0, 1, 1)),
    "core of another edition": ("award_facts", AWARD | {"edition": "5"}, "award_facts_core", (1, 0, 0)),
    "another status": ("award_facts", AWARD | {"status": "nominee"}, "award_facts_core", (0, 1, 1)),
    "a sum": ("funding_facts", MONEY, "funding_facts", (1, 0, 0)),
    "the sum as a total": ("funding_facts", MONEY | {"per": "total"}, "funding_facts", (0, 1, 1)),
    "a policy": ("funding_facts", MONEY | {"is_policy": "true"}, "funding_facts", (0, 0, 1)),
    "a policy's sum": ("funding_facts", MONEY | {"amount": "50", "per": ""}, "funding_facts", (0, 0, 1)),
}


def _write(out: Path, rows: Mapping[str, Mapping[str, str]]) -> None:
    for table in TABLES:
        with (out / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns])
            writer.writeheader()
            if table.name in rows:
                writer.writerow(rows[table.name])


@pytest.mark.parametrize("name", CASES)
def test_figures(name: str, tmp_path: Path) -> None:
    table, row, kind, wanted = CASES[name]
    document = {"doc_id": "1", "source": "news/x.txt#2", "title": "题"}
    _write(tmp_path, {"documents": document, table: {"doc_id": "1", **row}})
    (tmp_path / "x.json").write_text(json.dumps(GOLD), "utf-8")
    report = score(tmp_path, [tmp_path / "x.json"])
    figure = report.figures[kind]
    assert (figure.found, len(figure.extra), len(figure.missed)) == wanted
    assert report.figures["title"].f1 == 1
    assert (report.leaks, report.absent) == ([], [])


def test_leaks_and_absent_articles(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {"documents": {"doc_id": "1", "source": "x.txt"}, "award_facts": {"doc_id": "1", **AWARD, "recipient": "某公司等"}},
    )
    for name in ("x", "y"):
        (tmp_path / f"{name}.json").write_text(json.dumps(GOLD), "utf-8")
    report = score(tmp_path, tmp_path.glob("*.json"))
    assert report.leaks == [("x", "某公司")]
    assert report.absent == ["y"]


def test_values_are_compared_folded() -> None:
    assert folded("“小巨人”（集团） ·") == "小巨人(集团)"
    assert folded(" ") is folded(None) is None
    assert number("1,200.50") == number("1200.5")
    assert number(0) == 0
    assert stem("a/b.c/d05.jsonl#12") == "d05"


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer is not there")
def test_figures_are_those_of_the_reference(corpus_out: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(REFERENCE), str(corpus_out), str(CORPUS.gold), "--json"], capture_output=True, check=True
    )
    reference = json.loads(done.stdout)
    report = score(corpus_out, [CORPUS.gold])
    for kind, figure in report.figures.items():
        wanted = reference[kind]
        assert (figure.found, len(figure.extra), len(figure.missed)) == (wanted["tp"], wanted["fp"], wanted["fn"]), kind
        assert figure.f1 == pytest.approx(wanted["f"], abs=1e-4)
    assert (len(report.leaks), len(report.absent)) == (reference["leaks"], reference["not_in_output"])
