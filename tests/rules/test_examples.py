"""The examples beside the fact rules; a failing one reads as a sentence."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.pipeline import Pipeline
from extractor.rules.pack import files_of
from extractor.tuning.examples import Example, examples_of, fault_of, run_examples
from extractor.tuning.marks import MarkError, parse_marks

PIPELINE = Pipeline.default()
RULES = {rule.spec.id: rule for rule in PIPELINE.pack.fact_rules}
EXAMPLES = list(examples_of(files_of()))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule} {example.kind} {example.sentence}")
def test_example(example: Example) -> None:
    fault = fault_of(PIPELINE, RULES[example.rule], example)
    assert not fault, f"{Path(example.path).name}:{example.line}: {fault}"


def test_every_award_rule_has_an_example_and_a_counter_example() -> None:
    told = {(example.rule, example.kind) for example in EXAMPLES}
    awards = [rule.spec.id for rule in PIPELINE.pack.award_facts.rules]
    assert [rule for rule in awards if not {(rule, "examples"), (rule, "not")} <= told] == []


def test_all_examples_are_run_in_a_second() -> None:
    started = time.perf_counter()
    assert len(run_examples(PIPELINE, EXAMPLES)) == len(EXAMPLES)
    assert time.perf_counter() - started < 1


WON = "海河重工有限公司荣获第三届天津市质量奖。"
MARKED = "⟦recipient:海河重工有限公司⟧荣获⟦award:第三届天津市质量奖⟧。"
FAULTS = {
    "as it should be": ("examples", MARKED, ""),
    "with values": ("examples", f"{MARKED} ⇒ edition=3 status=granted", ""),
    "wrong value": ("examples", f"{MARKED} ⇒ edition=4", "should give a fact with edition=4, but gives award=天津市质量奖"),
    "wrong slot": ("examples", MARKED.replace("第三届天津", "第三届⟧天津").replace("⟧。", "。"), "should bind award to 第三届, but binds it to 第三届天津市质量奖"),
    "no match": ("examples", "⟦recipient:海河重工有限公司⟧参加了座谈。", "should match, but does not"),
    "denied": ("examples", MARKED.replace("荣获", "力争荣获"), "matches, but gives no fact: denied by 力争"),
    "void": ("examples", "经查，⟦recipient:海河重工有限公司⟧获⟦award:天津市质量奖⟧系弄虚作假。", "should match, but does not|matches, but gives no fact: the sentence grants nothing"),
    "taken after all": ("not", WON, "should give no fact, but gives award=天津市质量奖, recipient=海河重工有限公司"),
    "not taken": ("not", "海河重工有限公司参加了座谈。", ""),
    "done now": ("todo", MARKED, "does it now, so move it from todo to examples"),
    "not done yet": ("todo", "⟦recipient:海河重工有限公司⟧参加了座谈。", ""),
    "no mark": ("examples", "⟦海河重工有限公司⟧荣获天津市质量奖。", "a mark that is none"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_in_a_sentence(name: str) -> None:
    kind, sentence, told = FAULTS[name]
    fault = fault_of(PIPELINE, RULES["award.won"], Example("award.won", kind, sentence, "", 1, 1))
    assert re.search(told, fault) if told else fault == ""


def test_marks() -> None:
    marked = parse_marks("⟦recipient:甲公司⟧、⟦recipient:乙公司⟧获⟦award:丙奖⟧。 ⇒ edition=3")
    assert marked.text == "甲公司、乙公司获丙奖。"
    assert marked.slots == {"recipient": ["甲公司", "乙公司"], "award": ["丙奖"]}
    assert marked.values == {"edition": "3"}
    for wrong in ("⟦award:丙奖", "甲 ⇒ ", "甲 ⇒ colour=red", "⟦a:⟦b:丙⟧⟧"):
        with pytest.raises(MarkError):
            parse_marks(wrong)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["rules", "test", "award.won"]) == 0
    assert re.search(r"\d examples of 1 rule: all as they should be", capsys.readouterr().err)
    mine = tmp_path / "facts" / "awards.yaml"
    mine.parent.mkdir()
    mine.write_text(
        'extends: true\nrules:\n  - id: my.rule\n    about: x\n    priority: 5\n    pattern: "抱得{award:award}"\n'
        '    examples:\n      - "海河重工有限公司荣获⟦award:天津市质量奖⟧。"\n',
        "utf-8",
    )
    assert exit_code(["rules", "test", "my.rule", "--rules", str(tmp_path)]) == 1
    assert f"{mine}:8:9: R030 rule my.rule should match, but does not" in capsys.readouterr().out
    assert exit_code(["rules", "test", "award.wonn"]) == 2
    assert "did you mean award.won?" in capsys.readouterr().err
