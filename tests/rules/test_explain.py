"""`extractor explain`: mentions, facts, what was thrown away and what was nearly found."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.pipeline import Pipeline
from extractor.rules.pack import files_of
from extractor.tuning.explain import explained
from extractor.tuning.nearly import parts_of

PIPELINE = Pipeline.default()
NEARLY = {
    "no such verb": ("海河重工有限公司抱走了第三届天津市质量奖。", "award.won", "{won}", "抱走了"),
    "no such winner": ("三号院荣获第三届天津市质量奖。", "award.won", "{recipient:winner+}", "三号院"),
    "the other way round": ("第三届天津市质量奖给了海河重工有限公司。", "award.confer_of", "(?:授予", "给了"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEARLY)
def test_rules_that_match_but_for_one_part(name: str) -> None:
    sentence, rule, part, instead = NEARLY[name]
    (one,) = explained(PIPELINE, files_of(), sentence)
    assert one.facts == []
    fitting = [missed for missed in one.nearly if missed.rule == rule]
    assert fitting
    assert fitting[0].part.startswith(part)
    assert fitting[0].instead.startswith(instead)


LOST = {
    "denied": ("海河重工有限公司力争荣获第三届天津市质量奖。", "award.won", "denied by 力争"),
    "policy": (
        "对获得天津市质量奖的企业给予100万元奖励。",
        "",
        "the sentence grants nothing (void, policy): 对获得天津市质量奖的企业给予100万元奖励",
    ),
    "void": ("海河重工有限公司荣获第三届天津市质量奖系弄虚作假。", "", "the sentence grants nothing (void, policy): 弄虚作假"),
    "nothing before": ("共有15家组织上榜。", "award.named_before", "no award stands before it that can be meant"),
    "no winner before": ("荣获天津市质量奖。", "award.elided", "no winner stands before it"),
    "told already": ("天津市质量奖授予海河大学教授王小虎院士。", "award.given_total", "told by award.confer_of already"),
    "no funding": ("海河重工有限公司去年营业收入3亿元。", "funding.none.", "it is no funding"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_what_was_thrown_away(name: str) -> None:
    sentence, rule, reason = LOST[name]
    lost = [one for part in explained(PIPELINE, files_of(), sentence) for one in part.lost]
    assert [one for one in lost if one.rule.startswith(rule) and reason in one.reason], lost


def test_facts_come_with_their_slots(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["explain", "海河重工有限公司荣获第三届天津市质量奖。"]) == 0
    printed = capsys.readouterr().out
    assert "mention  company      海河重工有限公司" in printed
    assert "fact     award.won    ⟦recipient:海河重工有限公司⟧ ⟦award:第三届天津市质量奖⟧" in printed


def test_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("天津表彰先进\n\n海河重工有限公司荣获第三届天津市质量奖。\n".encode("gb18030"))
    assert exit_code(["explain", str(path), "--disable", "award.won"]) == 0
    printed = capsys.readouterr().out
    assert "mention  award        第三届天津市质量奖" in printed
    assert "fact     award.won " not in printed


PARTS = {
    "{recipient:winner+}{gap}{won}": ["{recipient:winner+}", "{gap}", "{won}"],
    "(?:a|(b)){0,3}[)]+x\\(?": ["(?:a|(b)){0,3}", "[)]+", "x", "\\(?"],
    "{a}|{b}": ["{a}|{b}"],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize("pattern", PARTS)
def test_parts_of_a_pattern(pattern: str) -> None:
    assert parts_of(pattern) == PARTS[pattern]
