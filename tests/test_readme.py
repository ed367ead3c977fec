"""What the README shows is what happens."""

from __future__ import annotations

import csv
import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from extractor import Pipeline
from extractor.cli.app import app, exit_code
from tests.quality import CORPUS, ROOT

README = (ROOT / "README.md").read_text("utf-8")
SPAM = "厦门召开质量大会\n\n打开云帆APP阅读全文 首单立减50元\n\n昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，奖金100万元。\n"
VERB = "昨日，厦门云帆机械有限公司擒得第六届厦门市质量奖。"


def block(after: str, language: str) -> str:
    """The first block in a language after a piece of the README's text."""
    found = re.search(rf"{re.escape(after)}.*?```{language}\n(.*?)```", README, re.DOTALL)
    assert found, after
    return found[1]


def my_rules(directory: Path) -> Path:
    """The two files of rules that the README describes."""
    spam, verbs = (directory / "my-rules" / name for name in ("cleaning/mine.yaml", "facts/awards.yaml"))
    for path in (spam, verbs):
        path.parent.mkdir(parents=True)
    spam.write_text(block("<!-- my-rules/cleaning/mine.yaml -->", "yaml"), "utf-8")
    verbs.write_text(block("<!-- my-rules/facts/awards.yaml -->", "yaml"), "utf-8")
    return directory / "my-rules"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with some articles and the README's rules."""
    (tmp_path / "articles").mkdir()
    for name in ("a01.txt", "b05.txt", "e01.jsonl"):
        shutil.copy(CORPUS.articles / name, tmp_path / "articles")
    my_rules(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_begins_with_the_two_commands() -> None:
    assert re.findall(r"^\$ (make \w+)", README, re.MULTILINE)[:2] == ["make demo", "make test"]


@pytest.mark.usefixtures("here")
def test_its_commands_run() -> None:
    commands = re.findall(r"^\$ extractor (.+)$", README, re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        assert exit_code(shlex.split(command)) == 0, command


@pytest.mark.usefixtures("here")
def test_its_python_examples_give_what_they_show() -> None:
    examples = doctest.DocTestParser().get_doctest(README, {}, "README.md", "README.md", 0)
    assert len(examples.examples) >= 5
    runner = doctest.DocTestRunner(verbose=False)
    output: list[str] = []
    runner.run(examples, out=output.append)
    assert not output, "".join(output)


def test_its_demo_shows_facts_of_the_corpus(corpus_out: Path) -> None:
    with (corpus_out / "award_facts.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {
            (row["award"], row["edition"], row["year"], row["grade"], row["status"], row["recipient"])
            for row in csv.DictReader(file)
        }
    shown = [tuple(cell.strip() for cell in line.split("│")[1:7]) for line in README.splitlines() if line.startswith("│")]
    assert len(shown) >= 5
    assert [row for row in shown if row not in found] == []


def test_a_spam_line_is_one_line_of_yaml(tmp_path: Path) -> None:
    before, after = Pipeline.default(), Pipeline.default([my_rules(tmp_path)])
    assert {mention.value for mention in before.extract(SPAM).mentions if mention.type == "amount"} == {"50", "1000000"}
    assert {mention.value for mention in after.extract(SPAM).mentions if mention.type == "amount"} == {"1000000"}


def test_an_award_verb_is_one_line_of_yaml(tmp_path: Path) -> None:
    before, after = Pipeline.default(), Pipeline.default([my_rules(tmp_path)])
    assert before.extract(VERB).award_facts == ()
    assert [(fact.award, fact.recipient) for fact in after.extract(VERB).award_facts] == [
        ("厦门市质量奖", "厦门云帆机械有限公司")
    ]


def test_every_command_is_described() -> None:
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    names += [group.name for group in app.registered_groups if group.name]
    assert [name for name in names if f"extractor {name}" not in README] == []
