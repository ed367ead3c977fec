"""`extractor rules diff`: what a change of rules does to a corpus, told and kept rightly."""

# ruff: noqa: E501 one case a line
from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from extractor.cli.app import exit_code
from extractor.model import RawArticle
from extractor.rules.pack import default_rules
from extractor.sources import ReadOptions, read_articles
from extractor.tuning.diff.changes import Change, changes
from extractor.tuning.diff.compare import compare
from extractor.tuning.study.corpus import Corpus
from extractor.tuning.study.parts import Told
from extractor.tuning.study.reading import Reading
from extractor.tuning.study.rule_sets import RuleSet, rule_set
from extractor.tuning.study.store import Store, store_for
from tests.quality import CORPUS
from tests.tuning.conftest import Edit

WORD = "extends: true\nfragments:\n  won: 抱走\n"


def overlay(directory: Path, file: str, text: str) -> Path:
    path = directory / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return directory


def told(table: str = "award_facts", rule: str = "r", sentence: str = "句", **values: str) -> Told:
    return Told(table, rule, values, sentence, 0, len(sentence))


A, B = {"award": "甲奖", "recipient": "甲公司"}, {"award": "甲奖", "recipient": "乙公司"}
CHANGES: dict[str, tuple[list[Told], list[Told], list[tuple[str, list[str]]]]] = {
    "the same": ([told(**A)], [told(**A)], []),
    "gained": ([], [told(**A)], [("gained", [])]),
    "lost": ([told(**A), told(**B)], [told(**B)], [("lost", [])]),
    "one of two alike": ([told(**A), told(**A)], [told(**A)], [("lost", [])]),
    "another value": ([told(**A, grade="金奖")], [told(**A, grade="银奖")], [("changed", ["grade"])]),
    "another rule": ([told(**A)], [told(rule="s", **A)], [("changed", ["rule"])]),
    "the likest is the one": ([told(**A), told(**B)], [told(**B, year="2024")], [("changed", ["year"]), ("lost", [])]),
    "in another sentence": ([told(**A)], [told(sentence="别", **A)], [("gained", []), ("lost", [])]),
    "nothing shared": ([told(**A)], [told(award="乙奖", recipient="丙")], [("gained", []), ("lost", [])]),
    "of another table": ([told(**A)], [told("funding_facts", amount="5")], [("gained", []), ("lost", [])]),
    "a mention of another type": (
        [told("mentions", type="company", text="甲")],
        [told("mentions", type="award", text="甲")],
        [("gained", []), ("lost", [])],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_between_two_readings(name: str) -> None:
    old, new, wanted = CHANGES[name]
    assert [(change.what, change.fields()) for change in changes("a.txt", old, new)] == wanted


def test_a_word_gains_a_fact_that_gold_has(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = overlay(tmp_path / "mine", "facts/awards.yaml", WORD)
    gold = tmp_path / "two.json"
    gold.write_text(
        json.dumps({"award_facts": [{"award": "天津市质量奖", "recipient": "津门钢铁有限公司", "edition": 3}]}), "utf-8"
    )
    page = tmp_path / "diff.html"
    command = ["rules", "diff", "default", str(mine), str(articles), "-j", "1", "--gold", str(gold), "--html", str(page)]
    assert exit_code(command) == 0
    out, err = capsys.readouterr()
    assert "gained   award.won  " in out
    assert "[better]\n  ⟦津门钢铁有限公司抱走了第三届天津市质量奖⟧。\n  recipient=津门钢铁有限公司  award=天津市质量奖" in out
    assert "3 articles: 1 gained, 0 lost, 0 changed; by gold 1 better, 0 worse" in err
    soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
    assert [one["data-verdict"] for one in soup.find_all("article")] == ["better"]
    assert soup.mark is not None
    assert soup.mark.text == "津门钢铁有限公司抱走了第三届天津市质量奖"
    assert not soup.find_all(["link", "img", "iframe"])
    assert not [tag for tag in soup.find_all("script") if tag.get("src")]


def test_a_loss_is_worse_and_strict_says_so(
    articles: Path, changed_rules: Callable[[Edit], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    worse = changed_rules(("facts/awards.yaml", "id: award.won\n", "id: award.won\n    status: applied\n"))
    gold = tmp_path / "one.json"
    gold.write_text(
        json.dumps({"award_facts": [{"award": "天津市质量奖", "recipient": "海河重工有限公司", "edition": 3}]}), "utf-8"
    )
    command = ["rules", "diff", "default", str(worse), str(articles), "-j", "1", "--gold", str(gold), "--format", "json"]
    assert exit_code([*command, "--strict"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {(one["what"], one["verdict"]) for one in found} == {("changed", "worse"), ("changed", "unknown")}
    assert found[0]["old"]["values"]["status"] == "granted"
    assert found[0]["new"]["values"]["status"] == "applied"


def test_mentions_and_cleaning_are_compared_where_they_can_differ(articles: Path, tmp_path: Path) -> None:
    own, mine = rule_set("default", tmp_path), overlay(tmp_path / "m", "mentions/money.yaml", "extends: true\ncaps: [顶天]\n")
    corpus = Corpus((str(articles),))
    assert compare(own, rule_set(str(mine), tmp_path), corpus).changes == []
    lines = "lines:\n  - name: mine\n    starts: [滨海]\n"
    cut = rule_set(str(overlay(tmp_path / "c", "cleaning/mine.yaml", lines)), tmp_path)
    assert {(change.told.table, change.what) for change in compare(own, cut, corpus).changes} == {
        ("award_facts", "lost"),
        ("mentions", "lost"),
    }
    assert all(change.told.table != "mentions" for change in compare(own, cut, corpus, mentions=False).changes)


EDITS: dict[str, Edit] = {
    "a pattern": ("facts/awards.yaml", '"{recipient:winner+}(?:(?!前者|后者){!who,prize,count}){0,40}?{won}(?:(?!前者|后者){!who,prize,count}){0,24}?(?:{count}{!who,prize,count}{0,10}?)?{award:prize+}(?!{heads_on}|{of_another})"', '"{recipient:winner+}{near}{won}{award:prize+}"'),
    "a word of a fragment": ("facts/awards.yaml", "|拿到|", "|"),
    "a status": ("facts/awards.yaml", "id: award.won\n", "id: award.won\n    status: nominee\n"),
    "a priority": ("facts/awards.yaml", "priority: 50\n", "priority: 1\n"),
    "a rule gone": ("facts/awards.yaml", "pattern: \"{granted}{near}{recipient:winner+}{lead}{award:prize+}(?!{heads_on})\"", "pattern: \"没有这样的句子{award:prize+}\""),
    "a cue": ("facts/awards.yaml", "denied: [", "denied: [荣获, "),
    "a funding pattern": ("facts/funding.yaml", "(?:{reward}){link}{amount:amount}|", ""),
    "a funding word": ("facts/funding.yaml", "|奖励|", "|"),
    "a wide rule": ("facts/awards.yaml", "rules:\n", "rules:\n  - id: my.wide\n    about: x\n    scope: paragraph\n    pattern: '{recipient:company}{!who}{0,40}?{award}'\n    priority: 99\n    examples: []\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_what_is_taken_over_is_what_would_be_found(name: str, changed_rules: Callable[[Edit], Path], tmp_path: Path) -> None:
    """The facts taken over from a reading with other rules are those of a reading that takes nothing over."""
    read = list(read_articles([str(CORPUS.articles / "a0*"), str(CORPUS.articles / "r0*")], ReadOptions()))
    own, edited = rule_set("default", tmp_path), rule_set(str(changed_rules(EDITS[name])), tmp_path)
    alone, beside = (Reading(Store(tmp_path / place), edited) for place in ("alone", "beside"))
    for reading in (alone, beside, Reading(Store(tmp_path / "beside"), own)):
        reading.clean(0, [article for article in read if isinstance(article, RawArticle)])
    base = Reading(Store(tmp_path / "beside"), own)
    assert beside.facts(0, base) == alone.facts(0)
    assert beside.facts(0) != base.facts(0), "the edit changes nothing: choose another"


def test_a_git_revision_is_a_set_of_rules(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    overlay(home / "mine", "facts/awards.yaml", WORD)
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=home, check=True)
    overlay(home / "mine", "facts/awards.yaml", WORD.replace("抱走", "扛走"))
    monkeypatch.chdir(home)
    scratch = tmp_path / "scratch"
    old, new = rule_set("HEAD", scratch, beside="mine"), rule_set("mine", scratch)
    assert old == RuleSet.of("HEAD", rule_set("HEAD:mine", scratch).files)
    assert [change.what for change in compare(old, new, Corpus((str(articles),))).changes] == ["lost"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-thing", "default"], "neither a directory of rules nor a git revision"),
        (["default", "HEAD:no-such-directory"], "neither a directory of rules nor a git revision"),
    ],
)
def test_a_name_that_is_no_set_of_rules(
    arguments: list[str], message: str, articles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(["rules", "diff", *arguments, str(articles)]) == 2
    assert message in capsys.readouterr().err


def test_faulty_rules_are_told_with_their_place(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = overlay(tmp_path / "mine", "facts/awards.yaml", WORD.replace("抱走", "'{nix}'"))
    for workers in ("1", "2"):
        assert exit_code(["rules", "diff", "default", str(mine), str(articles), "-j", workers]) == 2
        assert f"{mine}/facts/awards.yaml:3:3: R012 unknown slot {{nix}}" in capsys.readouterr().err


def test_workers_change_nothing(tmp_path: Path) -> None:
    own = rule_set("default", tmp_path)
    mine = rule_set(str(overlay(tmp_path / "m", "facts/awards.yaml", "extends: true\nfragments:\n  won: 抱得\n")), tmp_path)
    paths = (str(CORPUS.articles / "b0*"),)
    alone = compare(mine, own, Corpus(paths)).changes
    store_for(paths, ReadOptions()).directory.rename(tmp_path / "elsewhere")
    assert compare(mine, own, Corpus(paths, workers=2)).changes == alone


def test_a_corpus_that_has_changed_is_read_again(articles: Path, tmp_path: Path) -> None:
    own = rule_set("default", tmp_path)
    mine = rule_set(str(overlay(tmp_path / "m", "facts/awards.yaml", WORD)), tmp_path)

    def gained() -> list[Change]:
        return compare(own, mine, Corpus((str(articles),))).changes

    assert len(gained()) == 1
    (articles / "four.txt").write_text("蓟州乳业有限公司抱走了第二届天津市质量奖。\n", "utf-8")
    assert len(gained()) == 2


def test_stdin_cannot_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["rules", "diff", "default", str(default_rules()), "-"]) == 2
    assert "stdin cannot be read twice" in capsys.readouterr().err
