"""Mistakes in rule files, each told with its exact place and a suggestion."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.errors import RuleError
from extractor.rules.blowup import nested_repeat, slow_piece
from extractor.rules.pack import default_rules, load_pack
from extractor.tuning.check import check_rules, is_warning

HEAD = "extends: true\nrules:\n  - id: my.rule\n    about: a rule\n    priority: 5\n    examples: []\n"


@dataclass(frozen=True)
class Mistake:
    """A file of an analyst's own rules, and what is told of it."""

    file: str
    text: str
    line: int
    column: int
    code: str
    message: str
    hint: str


def rule(pattern: str, more: str = "") -> str:
    return f"{HEAD}    pattern: {pattern}\n{more}"


AWARDS, FUNDING, MONEY = "facts/awards.yaml", "facts/funding.yaml", "mentions/money.yaml"
MONEY_ALONE = re.split("(?m)^# Sentences in which", (default_rules() / MONEY).read_text("utf-8"))[0]
MISTAKES = {
    "bracket not closed": Mistake(MONEY, "extends: true\nlocal: [元, 圆\ncaps: [最高]\n", 3, 5, "R001", "not YAML", "quotes"),
    "full-width colon": Mistake(MONEY, "extends: true\nlocal： [块]\n", 3, 1, "R001", "not YAML", "colon and a space"),
    "tab": Mistake(MONEY, "extends: true\nlocal:\n\t- 块\n", 3, 1, "R001", "cannot start any token", "quotes"),
    "quote not closed": Mistake(MONEY, 'extends: true\nlocal: ["块]\n', 3, 1, "R001", "quoted scalar", "not closed"),
    "backslash in double quotes": Mistake(AWARDS, rule('"\\d{award:prize}"'), 7, 15, "R001", "unknown escape", "single quotes"),
    "key told twice": Mistake(MONEY, "extends: true\ncaps: [最高]\ncaps: [最多]\n", 3, 1, "R004", "caps is told twice", "line 2"),
    "nothing to extend": Mistake("cleaning/mine.yaml", "extends: true\nlines: []\n", 1, 1, "R005", "no file", "extends: true"),
    "file that nothing reads": Mistake("facts/award.yaml", "rules: []\n", 1, 1, "R006", "facts/award.yaml", "facts/awards.yaml"),
    "mistyped key": Mistake(MONEY, "extends: true\nlocall: [块]\n", 2, 1, "R002", "unknown key locall", "did you mean local?"),
    "mistyped key of a rule": Mistake(AWARDS, rule('"{won}{award:prize}"', "    prioritty: 3\n"), 8, 5, "R002", "prioritty", "priority"),
    "mistyped cue": Mistake(AWARDS, "extends: true\ncues:\n  denyed: [没拿到]\n", 3, 3, "R002", "denyed", "did you mean denied?"),
    "missing key": Mistake(
        AWARDS, "extends: true\nrules:\n  - id: my.rule\n    about: x\n    priority: 5\n    examples: []\n", 3, 5, "R007", "key pattern", "write"
    ),
    "text for a list": Mistake(MONEY, "extends: true\ncaps: 最高\n", 2, 1, "R008", "where a list belongs", "[最高]"),
    "number for a text": Mistake("gazetteers/aliases.yaml", "extends: true\n三六零: 360\n", 2, 1, "R008", "number 360", '"360"'),
    "number in a list of texts": Mistake(MONEY, "extends: true\nlocal: [块, 7]\n", 2, 12, "R008", "number 7", '"7"'),
    "text for a number": Mistake(
        AWARDS, rule('"{won}{award:prize}"').replace("priority: 5", "priority: high"), 5, 5, "R008", "whole number", "digits"
    ),
    "pattern without quotes": Mistake(AWARDS, rule("{won}"), 7, 5, "R008", "where a text belongs", "quotes"),
    "no such status": Mistake(AWARDS, rule('"{won}{award:prize}"', "    status: grantd\n"), 8, 5, "R009", "grantd", "granted"),
    "no such kind of award": Mistake(
        AWARDS, rule('"{won}{award:prize}"', "    when: {award_kind: price}\n"), 8, 12, "R009", "price", "did you mean prize?"
    ),
    "doubled id": Mistake(
        AWARDS, rule('"{won}{award:prize}"').replace("my.rule", "award.won"), 3, 5, "R010", "award.won is told twice", "another id"
    ),
    "unknown slot": Mistake(AWARDS, rule('"{recipient:compani}{won}{award:prize}"'), 7, 5, "R012", "{compani}", "{company}"),
    "unknown slot name": Mistake(AWARDS, rule('"{recipent:company}{won}{award:prize}"'), 7, 5, "R011", "recipent", "recipient"),
    "unknown fragment": Mistake(AWARDS, rule('"{recipient:company}{wonn}{award:prize}"'), 7, 5, "R012", "{wonn}", "{won}"),
    "unknown slot in a cue": Mistake(AWARDS, "extends: true\ncues:\n  policy: ['增设{grad}']\n", 3, 12, "R012", "{grad}", "{grade}"),
    "fragment of itself": Mistake(AWARDS, "extends: true\nfragments:\n  prizes: '大奖|{prizes}'\n", 3, 3, "R012", "itself", "take the name"),
    "bracket of a pattern not closed": Mistake(AWARDS, rule('"{recipient:company}(荣获{award:prize}"'), 7, 5, "R012", "(荣获", "a ( is"),
    "nothing to repeat": Mistake(AWARDS, rule('"{recipient:company}荣获|*{award:prize}"'), 7, 5, "R012", "nothing to repeat", "behind a \\"),
    "set not closed in a cue": Mistake(AWARDS, "extends: true\ncues:\n  policy: ['每[年届评选']\n", 3, 12, "R003", "character 2", "a [ is"),
    "look-behind of two lengths": Mistake(
        "cleaning/mine.yaml", "lines:\n  - name: mine\n    patterns: ['(?<=甲|乙丙)丁']\n", 3, 16, "R003", "look-behind", "of one length"
    ),
    "no such field to set": Mistake(AWARDS, rule('"{won}{award}"', "    set: {editoin: 3}\n"), 8, 11, "R014", "no field editoin", "did you mean edition?"),
    "text for a set number": Mistake(AWARDS, rule('"{won}{award}"', "    set: {edition: 三}\n"), 8, 11, "R014", "edition is a whole number", "{group"),
    "no such value to set": Mistake(AWARDS, rule('"{won}{award}"', "    set: {status: granded}\n"), 8, 11, "R014", "granded", "did you mean granted?"),
    "no such group": Mistake(
        AWARDS, rule('"(?P<nth>第.届){award}"', "    set: {edition: {group: nht, as: ordinal}}\n"), 8, 11, "R014", "no group nht", "did you mean nth?"
    ),
    "no such normaliser": Mistake(
        AWARDS, rule('"(?P<nth>第.届){award}"', "    set: {edition: {group: nth, as: ordnal}}\n"), 8, 33, "R009", "ordnal", "did you mean ordinal?"
    ),
    "a normaliser of something else": Mistake(
        AWARDS, rule('"(?P<nth>第.届){award}"', "    set: {edition: {group: nth, as: money}}\n"), 8, 11, "R014", "money does not make", "as: ordinal"
    ),
    "no such scope": Mistake(AWARDS, rule('"{won}{award}"', "    scope: sentense\n"), 8, 5, "R009", "sentense", "did you mean sentence?"),
    "a scope that is not for sums": Mistake(
        FUNDING, rule('"重奖{amount}整"', "    kind: reward\n    scope: table\n"), 9, 5, "R015", "whole table", "paragraph"
    ),
    "slot of one of several patterns": Mistake(AWARDS, rule('["{won}{award}", "{won}{awrd}"]'), 7, 31, "R012", "{awrd}", "{award}"),
    "repeat of a repeat": Mistake(
        "cleaning/mine.yaml", "lines:\n  - name: mine\n    patterns: ['^(a+)+$']\n", 3, 16, "R020", "(a+)+", "possessive"
    ),
    "repeat of a repeat in a rule": Mistake(AWARDS, rule('"(?:[一二]+、?)+{award:prize}"'), 7, 5, "R020", "for ever", "{1,20}"),
    "too many ways": Mistake(
        "cleaning/mine.yaml", "lines:\n  - name: mine\n    patterns: ['^(?:a|aa){1,200}$']\n", 3, 16, "R021", "many a", "fewer ways"
    ),
    "mark not closed": Mistake(
        AWARDS, rule('"{won}{award:prize}"').replace("[]", '["荣获⟦award:质量奖。"]'), 6, 16, "R031", "a mark that is none", "⟦slot:text⟧"
    ),
    "value that no fact has": Mistake(
        AWARDS, rule('"{won}{award:prize}"').replace("[]", '["荣获⟦award:甲奖⟧ ⇒ editoin=3"]'), 6, 16, "R031", "editoin", "edition"
    ),
    "no example": Mistake(AWARDS, rule('"{won}的{award:prize}"'), 6, 5, "W001", "my.rule has no example", "examples:"),
    "example without marks": Mistake(
        AWARDS, rule('"{won}的{award:prize}"').replace("[]", '["荣获的质量奖。"]'), 6, 16, "W003", "without marks", "⟦award:"
    ),
    "cleaning rule without an example": Mistake(
        "cleaning/mine.yaml", "lines:\n  - name: mine\n    starts: [下载]\n", 2, 5, "W001", "mine has no example", "examples:"
    ),
    "cleaning rule without a counter-example": Mistake(
        "cleaning/mine.yaml", "lines:\n  - starts: [下载]\n    name: mine\n", 3, 5, "W002", "mine has no sentence", "not:"
    ),
    "tail marked in the middle": Mistake(
        "cleaning/mine.yaml", 'tails:\n  - name: mine\n    patterns: [完]\n    examples: ["⟦tail:完⟧了"]\n', 4, 16, "R031", "no tail", "end"
    ),
    "mention file without an example": Mistake(MONEY, MONEY_ALONE, 3, 1, "W001", "mentions/money has no example", "⟦amount:"),
    "mention without marks": Mistake(MONEY, "extends: true\nexamples: [奖励很高]\n", 2, 12, "W003", "without marks", "⟦amount:"),
    "type that no mention has": Mistake(
        MONEY, 'extends: true\nexamples: ["奖励⟦amout:5元⟧"]\n', 2, 12, "R031", "no type amout", "did you mean amount?"
    ),
    "pattern of another rule": Mistake(
        FUNDING, HEAD + '    kind: reward\n    pattern: "重奖{amount:amount}整"\n' + HEAD[20:].replace("my.rule", "my.other")
        + '    kind: reward\n    pattern: "重奖{amount:amount}整"\n', 15, 5, "W004", "pattern of my.rule", "when"
    ),
    "short name that is a place": Mistake("gazetteers/aliases.yaml", "extends: true\n合肥: 合肥某某公司\n", 2, 1, "W010", "合肥", "place"),
    "fragment that nothing uses": Mistake(AWARDS, "extends: true\nfragments:\n  prizes: 大奖\n", 3, 3, "W005", "nothing uses the fragment prizes", "{prizes}"),
    "word told twice": Mistake(MONEY, "extends: true\ncaps: [至多, 至多]\n", 2, 12, "W020", "至多 is told twice", "take one"),
}  # fmt: skip


def laid_over(directory: Path, file: str, text: str) -> Path:
    path = directory / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_a_suggestion(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    path = laid_over(tmp_path, mistake.file, mistake.text)
    told = [problem for problem in check_rules([tmp_path]) if problem.path == str(path)]
    fitting = [problem for problem in told if problem.code == mistake.code and mistake.message in problem.message]
    assert fitting, told
    assert (fitting[0].line, fitting[0].column) == (mistake.line, mistake.column)
    assert mistake.hint in (fitting[0].hint or "")


@pytest.mark.parametrize(
    "name", [name for name, mistake in MISTAKES.items() if mistake.code < "R013" and name != "fragment of itself"]
)
def test_a_run_refuses_the_same_mistakes(name: str, tmp_path: Path) -> None:
    mistake = MISTAKES[name]
    path = laid_over(tmp_path, mistake.file, mistake.text)
    with pytest.raises(RuleError) as caught:
        load_pack([tmp_path])
    assert (str(path), mistake.line, mistake.column, mistake.code) in [
        (problem.path, problem.line, problem.column, problem.code) for problem in caught.value.problems
    ]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    laid_over(tmp_path, AWARDS, rule('"{recipient:compani}{wonn"', "    prioritty: 3\n") + "cues:\n  denyed: []\n")
    laid_over(tmp_path, MONEY, "extends: true\ncaps: 最高\nlocal: [7, 8]\n")
    with pytest.raises(RuleError) as caught:
        load_pack([tmp_path])
    assert [problem.code for problem in caught.value.problems] == ["R002", "R002", "R008", "R008", "R008"]


@pytest.mark.parametrize("code", sorted({mistake.code for mistake in MISTAKES.values()}))
def test_the_catalogue_tells_every_code(code: str) -> None:
    assert f"\n### {code} " in (default_rules().parent / "docs" / "rule-problems.md").read_text("utf-8")


def test_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = laid_over(tmp_path, MONEY, "extends: true\nlocall: [块]\n")
    command = ["rules", "check", "--rules", str(tmp_path)]
    assert exit_code(command) == 1
    assert f"{path}:2:1: R002 unknown key locall\n  hint: did you mean local?\n" in capsys.readouterr().out
    assert exit_code([*command, "--format", "github"]) == 1
    assert (
        f"::error file={path},line=2,col=1,title=R002::unknown key locall%0Ahint: did you mean local?\n"
        in capsys.readouterr().out
    )
    assert exit_code([*command, "--format", "json"]) == 1
    errors = [problem for problem in json.loads(capsys.readouterr().out) if not problem["warning"]]
    assert errors == [
        {"path": str(path), "line": 2, "column": 1, "code": "R002", "message": "unknown key locall", "hint": "did you mean local?", "warning": False}
    ]  # fmt: skip
    assert exit_code([*command, "--format", "xml"]) == 2


def test_the_default_rules_have_no_error() -> None:
    assert [str(problem) for problem in check_rules() if not is_warning(problem)] == []


def test_a_copy_of_the_default_rules_has_no_error(tmp_path: Path) -> None:
    copied = shutil.copytree(default_rules(), tmp_path / "copy")
    assert load_pack([copied]).digest == load_pack().digest


NESTED = {
    "(a+)+$": True, "(a*)*": True, "((a|b)+)+": True, "(?:a{2,}){3,}": True, "(?P<x>a+)*": True, "(?:(?:a+)b)+": True,
    "(?:a+b)++": False, "(?:a++)+": False, "(?>a+)+": False, "(?:a+){1,9}": False, "[(+]+a": False, r"\(a+\)+": False, "(?:a{1,5})+": False,
}  # fmt: skip


@pytest.mark.parametrize("expression", NESTED)
def test_nested_repeats_are_seen_by_their_form(expression: str) -> None:
    assert (nested_repeat(expression) is not None) is NESTED[expression]


@pytest.mark.parametrize(("expression", "piece"), [("(a+)+$", "a"), ("(?:、|、、){1,300}。", "、"), ("a{0,20}b", None)])
def test_slow_expressions_are_found_by_trying(expression: str, piece: str | None) -> None:
    assert slow_piece(expression) == piece
