"""The examples beside fact rules, cleaning rules and mention files; a failing one reads as a sentence."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.pipeline import Pipeline
from extractor.rules.pack import files_of
from extractor.text.cleaning_rules import LineRule, SectionRule, TailRule
from extractor.text.junk import line_rule
from extractor.tuning.cleaning_examples import owners
from extractor.tuning.example import CleaningSpec, Example
from extractor.tuning.examples import examples_of, outcome_of, run_examples
from extractor.tuning.marks import MENTION, MarkError, parse_marks
from extractor.tuning.mention_examples import TYPES
from extractor.tuning.schema import schema

PIPELINE = Pipeline.default()
EXAMPLES = list(examples_of(files_of()))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule} {example.kind} {example.sentence}")
def test_example(example: Example) -> None:
    outcome = outcome_of(PIPELINE, example)
    assert not outcome.fault, str(outcome.problem())


def test_every_award_rule_has_an_example_and_a_counter_example() -> None:
    told = {(example.rule, example.kind) for example in EXAMPLES}
    awards = [rule.spec.id for rule in PIPELINE.pack.award_facts.rules]
    assert [rule for rule in awards if not {(rule, "examples"), (rule, "not")} <= told] == []


def test_every_cleaning_rule_has_a_line_about_it_an_example_and_a_counter_example() -> None:
    rules = [(owner.name, spec.about, spec.examples, spec.not_) for _, spec, owner in owners(files_of())]
    assert [rule for rule in rules if not all(rule)] == []


@pytest.mark.parametrize("name", TYPES)
def test_every_mention_file_has_examples(name: str) -> None:
    kinds = [example.kind for example in EXAMPLES if example.rule == name]
    assert kinds.count("examples") >= 6
    assert kinds.count("not") >= 3


@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if (one.pack, one.kind) == ("cleaning", "not")], ids=lambda one: one.sentence
)
def test_no_other_rule_takes_a_counter_example_away(example: Example) -> None:
    *_, line = example.sentence.split("\n")
    assert line_rule(line, PIPELINE.pack.text.cleaning, where=frozenset({"anywhere", "head", "tail"})) is None


def test_all_examples_are_run_in_a_second() -> None:
    started = time.process_time()  # others may use the machine at the same time
    assert len(run_examples(PIPELINE, EXAMPLES)) == len(EXAMPLES)
    assert time.process_time() - started < 1


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
    fault = outcome_of(PIPELINE, Example("award.won", kind, sentence, "", 1, 1)).fault
    assert re.search(told, fault) if told else fault == ""


LINE = LineRule("my.line", starts=("下载",), max_chars=12)
SECTION = SectionRule("my.section", "links", ("猜您想看",))
NOTICE = SectionRule("my.notice", "notice", ("敬告",), ("本网",))
TAIL = TailRule("my.tail", ("[（]来自[^（）]{2,9}[）]",))
PROSE = "海河重工有限公司去年投入研发经费3亿元，建成国家级检测中心，产品一次合格率达到99.6%，带动上下游企业共同提高。"
CLEANING_FAULTS: dict[str, tuple[CleaningSpec, str, str, str]] = {
    "line": (LINE, "examples", "下载新闻客户端", ""),
    "line that is left": (LINE, "examples", "欢迎下载", "my.line should take away 欢迎下载, but leaves it$"),
    "line that is too long": (LINE, "examples", "下载新闻客户端查看更多精彩内容", r"leaves it \(it has 15 characters, max_chars is 12\)"),
    "line of another rule": (LINE, "examples", "责任编辑：王小虎", r"leaves it \(cleaning.editor takes it\)"),
    "line that stays": (LINE, "not", "企业下载证书", ""),
    "line that is taken": (LINE, "not", "下载证书的企业", "my.line should leave 下载证书的企业, but takes it away"),
    "section": (SECTION, "examples", "【猜您想看】\n新车间投产", ""),
    "section that is left": (SECTION, "examples", f"猜您想看\n{PROSE}", "should take away 海河重工有限公司去年"),
    "section that ends": (SECTION, "not", f"猜您想看\n{PROSE}", ""),
    "section that goes on": (SECTION, "not", "猜您想看\n新车间投产", "should leave 新车间投产, but takes it away"),
    "notice": (NOTICE, "examples", "敬告：\n请与本网联系", ""),
    "notice that ends": (NOTICE, "not", "敬告：\n请与本网联系\n新车间投产", ""),
    "tail": (TAIL, "examples", "新车间投产。⟦tail:（来自海河日报）⟧", ""),
    "tail without a mark": (TAIL, "examples", "新车间投产。（来自海河日报）", ""),
    "tail that is left": (TAIL, "examples", "新车间投产。", "my.tail should take away the end of the line, but leaves it: 新车间投产。"),
    "other tail": (TAIL, "examples", "新车间投产。（海河）⟦tail:日报（来自海河）⟧", "should take away 日报（来自海河）, but takes away （来自海河）"),
    "tail that is taken": (TAIL, "not", "新车间投产。（来自海河）", "should leave the line alone, but takes away （来自海河）"),
    "mark that is no tail": (TAIL, "examples", "⟦tail:新车间⟧投产。（来自海河）", "a mark that is no tail"),
    "done now": (LINE, "todo", "下载新闻客户端", "my.line does it now, so move it from todo to examples"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEANING_FAULTS)
def test_a_fault_of_a_cleaning_rule_is_told_in_a_sentence(name: str) -> None:
    spec, kind, sentence, told = CLEANING_FAULTS[name]
    fault = outcome_of(PIPELINE, Example(spec.name, kind, sentence, "", 1, 1, "cleaning", spec)).fault
    assert re.search(told, fault) if told else fault == ""


MENTION_FAULTS = {
    "as it should be": ("examples", "⟦company:海河重工有限公司⟧获奖励⟦amount:100万元⟧。 ⇒ value=海河重工有限公司", ""),
    "other types are not judged": ("examples", "⟦company:海河重工有限公司⟧获奖励100万元。", ""),
    "not marked": ("examples", "海河重工有限公司获奖励⟦amount:100万元⟧。", "mentions/companies should find no company, but finds company 海河重工有限公司: "),
    "not found": ("examples", "⟦company:该公司⟧获奖。", "should find company 该公司, but finds no company"),
    "too short": ("examples", "⟦company:海河重工⟧有限公司获奖。", "should find company 海河重工, but finds company 海河重工有限公司"),
    "one of two marked": ("examples", "⟦company:海河重工有限公司⟧、山水有限公司获奖。", "but finds company 海河重工有限公司、山水有限公司"),
    "wrong value": ("examples", "⟦award:第三届天津市质量奖⟧揭晓。 ⇒ edition=4", "should give 第三届天津市质量奖 edition=4, but gives edition=3"),
    "no value": ("examples", "⟦award:天津市质量奖⟧揭晓。 ⇒ edition=4", "but gives it no edition"),
    "counter-example": ("not", "该公司获奖。", ""),
    "taken after all": ("not", "海河重工有限公司获奖。", "should find no company, but finds company 海河重工有限公司"),
    "done now": ("todo", "⟦company:海河重工有限公司⟧获奖。", "mentions/companies does it now"),
    "not done yet": ("todo", "⟦company:该公司⟧获奖。", ""),
    "no such type": ("examples", "⟦compani:海河重工有限公司⟧获奖。", "mentions have no type compani"),
    "no such value": ("examples", "⟦company:海河重工有限公司⟧获奖。 ⇒ status=granted", "a mention has no status"),
    "values of nothing": ("examples", "该公司获奖。 ⇒ value=1", "values without a mark"),
}  # fmt: skip


@pytest.mark.parametrize("name", MENTION_FAULTS)
def test_a_fault_of_a_mention_file_is_told_in_a_sentence(name: str) -> None:
    kind, sentence, told = MENTION_FAULTS[name]
    outcome = outcome_of(PIPELINE, Example("mentions/companies", kind, sentence, "", 1, 1, "mentions"))
    assert re.search(told, outcome.fault) if told else outcome.fault == ""
    assert outcome.code == ("R031" if name in ("no such type", "no such value", "values of nothing") else "R030")


REPAIR_FAULTS = {
    "mended": ("examples", "⻓江质量奖 ⇒ 长江质量奖", ""),
    "mended otherwise": ("examples", "⻓江质量奖 ⇒ 黄河质量奖", "repair should make 黄河质量奖 of ⻓江质量奖, but makes 长江质量奖 of it"),
    "left": ("examples", "长江质量奖 ⇒ 黄河质量奖", "repair should make 黄河质量奖 of 长江质量奖, but leaves it"),
    "stays": ("not", "长江质量奖", ""),
    "changed after all": ("not", "⻓江质量奖", "repair should leave ⻓江质量奖, but makes 长江质量奖 of it"),
    "no mended text": ("examples", "⻓江质量奖", "no ⇒ with the mended text"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPAIR_FAULTS)
def test_a_fault_of_repair_is_told_in_a_sentence(name: str) -> None:
    kind, sentence, told = REPAIR_FAULTS[name]
    fault = outcome_of(PIPELINE, Example("repair", kind, sentence, "", 1, 1, "repair")).fault
    assert fault.startswith(told) if told else fault == ""


def test_marks() -> None:
    marked = parse_marks("⟦recipient:甲公司⟧、⟦recipient:乙公司⟧获⟦award:丙奖⟧。 ⇒ edition=3")
    assert marked.text == "甲公司、乙公司获丙奖。"
    assert marked.slots == {"recipient": ["甲公司", "乙公司"], "award": ["丙奖"]}
    assert marked.values == {"edition": "3"}
    assert parse_marks("⟦amount:5万元⟧ ⇒ number=50000", MENTION).values == {"number": "50000"}
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


OWN = {
    "cleaning/mine.yaml": ('lines:\n  - name: my.line\n    starts: [下载]\n    examples: [下载客户端, 欢迎下载]\n    not: [企业下载证书]\n', 4, 23, "my.line"),
    "mentions/companies.yaml": ('extends: true\nexamples:\n  - "⟦company:该公司⟧获奖。"\n', 3, 5, "mentions/companies"),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_examples_of_ones_own_files(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, line, column, rule = OWN[name]
    mine = tmp_path / name
    mine.parent.mkdir()
    mine.write_text(text, "utf-8")
    assert exit_code(["rules", "test", rule, "--rules", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert f"{mine}:{line}:{column}: R030 " in printed.out
    assert "1 fail" in printed.err


@pytest.mark.parametrize(
    ("name", "where"),
    [("cleaning/*.yaml", ("$defs", "LineRule")), ("cleaning/*.yaml", ("$defs", "TailRule")), ("mentions/money.yaml", ())],
)
def test_the_schema_knows_examples(name: str, where: tuple[str, ...]) -> None:
    told = schema(name)
    for key in where:
        told = told[key]
    assert {"examples", "not", "todo"} <= set(told["properties"])
    assert ("about" in told["properties"]) is name.startswith("cleaning")
