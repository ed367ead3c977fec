"""`extractor rules new`: a marked sentence becomes a rule that does what the sentence says."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.pipeline import Pipeline
from extractor.tuning.check import check_rules
from extractor.tuning.scaffold import inserted, new_rule

PIPELINE = Pipeline.default()
SENTENCES = {
    "winner behind": ("⟦award:天津市质量奖⟧的奖杯被⟦recipient:海河重工有限公司⟧收入囊中。", None, "{award:prize+}的奖杯被{recipient:winner+}收入囊中"),
    "several winners": ("⟦recipient:海河重工有限公司⟧、⟦recipient:津门钢铁有限公司⟧让⟦award:天津市质量奖⟧落了户。", None, "{recipient:winner+}让{award:prize+}落了户"),
    "a number and signs": ("⟦recipient:海河重工有限公司⟧(2024)扛走⟦award:天津市质量奖⟧。", None, "{recipient:winner+}（[0-9]{1,8}）扛走{award:prize+}"),
    "a mention between": ("⟦recipient:海河重工有限公司⟧在武清区抱得⟦award:天津市质量奖⟧。", None, "{recipient:winner+}在{district}抱得{award:prize+}"),
    "a long tail": ("⟦award:天津市质量奖⟧由⟦recipient:海河重工有限公司⟧一路过关斩将之后最终收下。", None, "{award:prize+}由{recipient:winner+}一路过关斩将之后"),
    "a sum": ("区里把⟦amount:50万元⟧打到了海河重工有限公司的账上。", "reward", "{amount:amount}打到了{company}"),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_the_pattern_of_a_sentence(name: str) -> None:
    sentence, kind, pattern = SENTENCES[name]
    assert new_rule(PIPELINE, "my.rule", sentence, kind).pattern == pattern


@pytest.mark.parametrize("name", SENTENCES)
def test_a_new_rule_is_sound_and_does_what_it_says(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence, kind, _ = SENTENCES[name]
    command = ["rules", "new", "my.rule", sentence, "--rules", str(tmp_path / "mine")]
    assert exit_code([*command, *(["--kind", kind] if kind else [])]) == 0, capsys.readouterr().err
    assert "its examples are as they should be" in capsys.readouterr().err
    assert [problem for problem in check_rules([tmp_path / "mine"]) if problem.path.startswith(str(tmp_path))] == []


def test_a_second_rule_joins_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, sentence in (("my.one", "winner behind"), ("my.two", "several winners")):
        assert exit_code(["rules", "new", name, SENTENCES[sentence][0], "--rules", str(tmp_path)]) == 0
    capsys.readouterr()
    assert exit_code(["rules", "test", "my.one", "--rules", str(tmp_path)]) == 0
    assert "2 examples of 1 rule: all as they should be" in capsys.readouterr().err
    assert (tmp_path / "facts" / "awards.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=file://")
    assert (tmp_path / "pack.yaml").is_file()


WRONG = {
    "an id that there is": (["award.won", SENTENCES["winner behind"][0]], "there is a rule award.won already"),
    "no mark": (["my.rule", "海河重工有限公司荣获天津市质量奖。"], "no mark in the sentence"),
    "an unknown slot": (["my.rule", "⟦winner:海河重工有限公司⟧荣获天津市质量奖。"], "no slot winner"),
    "a mark that is open": (["my.rule", "⟦award:天津市质量奖荣获。"], "a mark that is none"),
    "a sum without its kind": (["my.rule", SENTENCES["a sum"][0]], "a rule for a sum needs --kind: reward, subsidy"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_writes_nothing(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, message = WRONG[name]
    assert exit_code(["rules", "new", *arguments, "--rules", str(tmp_path / "mine")]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


def test_a_sentence_that_the_product_reads_already_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "⟦recipient:海河重工有限公司⟧荣获⟦award:天津市质量奖⟧。"
    assert exit_code(["rules", "new", "my.rule", sentence, "--rules", str(tmp_path)]) == 1
    assert "matches, but gives no fact: told by award.won already" in capsys.readouterr().err


PLACES = {
    "an empty file": ("", "rules:\n  R\n"),
    "no rules": ("extends: true\n", "extends: true\nrules:\n  R\n"),
    "an empty list": ("rules: []\n", "rules:\n  R\n"),
    "behind the last": ("rules:\n  - id: a\n", "rules:\n  - id: a\n  R\n"),
    "before the next key": ("rules:\n  - id: a\n\ncues:\n  denied: []\n", "rules:\n  - id: a\n  R\n\ncues:\n  denied: []\n"),
    "list in the first column": ("rules:\n- id: a\nfragments: {}\n", "rules:\n- id: a\nR\nfragments: {}\n"),
    "no line end": ("rules:\n  - id: a", "rules:\n  - id: a\n  R\n"),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_a_rule_is_put(name: str) -> None:
    before, after = PLACES[name]
    assert inserted(before, "  R\n") == after
