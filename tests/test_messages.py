"""The command line in Chinese and English."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml
from hypothesis import given
from hypothesis import strategies as st

from extractor.cli import messages
from extractor.cli.app import app, exit_code
from tests.quality import ROOT

CHINESE = re.compile("[一-鿿]")
CATALOGUE: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "extractor" / "cli" / "messages.zh.yaml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXTRACTOR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "160")


def english() -> Any:
    return typer.main.get_command(app)


def test_every_command_and_option_has_its_chinese() -> None:
    """Add what is missing to extractor/cli/messages.zh.yaml."""
    assert messages.missing_of(english()) == []


def test_nothing_in_the_catalogue_is_of_no_use() -> None:
    commands = dict(messages.commands_of(english()))
    assert set(CATALOGUE["commands"]) == set(commands)
    told = {
        text
        for one in commands.values()
        for p in one.params
        for text in (getattr(p, "help", 0), getattr(p, "rich_help_panel", 0))
    }
    told |= {one.epilog for one in commands.values()} | {"Show this message and exit."}
    assert set(CATALOGUE["texts"]) - told <= {"Options", "Arguments", "Commands", "[default: {}]", "[required]"}


@pytest.mark.parametrize("english_line", CATALOGUE["lines"])
def test_lines_keep_what_changes_in_them(english_line: str) -> None:
    places = english_line.count("{}")
    assert CATALOGUE["lines"][english_line].format(*map(str, range(places)))
    used = re.findall(r"\{(\d*)\}", CATALOGUE["lines"][english_line])
    assert sorted(used) in ([""] * places, [str(number) for number in range(places)])


LANGUAGES: dict[str, tuple[list[str], dict[str, str], tuple[str, list[str]]]] = {
    "nothing told": (["run"], {}, ("en", ["run"])),
    "a Chinese locale": (["run"], {"LANG": "zh_CN.UTF-8"}, ("zh", ["run"])),
    "another locale": (["run"], {"LANG": "de_DE.UTF-8"}, ("en", ["run"])),
    "LC_ALL before LANG": (["run"], {"LC_ALL": "C.UTF-8", "LANG": "zh_TW"}, ("en", ["run"])),
    "our own before all": (["run"], {"EXTRACTOR_LANG": "zh", "LC_ALL": "C"}, ("zh", ["run"])),
    "the option": (["--lang", "zh", "run"], {"LANG": "en_US"}, ("zh", ["run"])),
    "the option behind": (["run", "--lang=en", "x"], {"LANG": "zh_CN"}, ("en", ["run", "x"])),
    "not behind --": (["run", "--", "--lang", "zh"], {}, ("en", ["run", "--", "--lang", "zh"])),
    "an unknown one": (["--lang", "fr"], {}, ("fr", [])),
    "no value": (["--lang"], {}, ("?", [])),
}


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_language_is_the_option_or_the_locale(name: str) -> None:
    arguments, environment, expected = LANGUAGES[name]
    assert messages.language_of(arguments, environment) == expected


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = exit_code(list(arguments))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_help_in_chinese_and_then_in_english_again(capsys: pytest.CaptureFixture[str]) -> None:
    code, chinese, _ = said(capsys, "--lang", "zh", "run", "--help")
    assert code == 0
    for words in (
        "把文章中的事实抽取成表格",
        "选项",
        "写出",
        "[默认：csv]",
        "显示本说明并退出",
        "extractor run articles/ --out tables/",
    ):
        assert words in chinese
    _, again, _ = said(capsys, "run", "--help")
    assert not CHINESE.search(again.replace("正文, 标题", ""))
    assert "[default: csv]" in again


@pytest.mark.parametrize("columns", ["80", "110", "200"])
def test_no_help_is_cut_off(columns: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for path, _ in messages.commands_of(english()):
        arguments = [] if path == "extractor" else path.split()
        _, told, _ = said(capsys, "--lang", "zh", *arguments, "--help")
        assert not re.search(r"[^…]…\s*│", told), path


WRONG = {
    "no such path": (["run", "gone", "--out", "out"], "extractor：没有这个文件或目录：gone"),
    "no out": (["run", "."], "extractor：缺少选项 '--out'"),
    "unknown command": (["rnu"], "extractor：没有命令 'rnu'"),
    "unknown option": (["run", ".", "--out", "out", "--bogus"], "extractor：没有选项 --bogus"),
    "unknown format": (["run", ".", "--out", "out", "--format", "ods"], "extractor：--format ods：可选 csv, jsonl"),
    "unknown table": (["schema", "awards"], "extractor：没有表 awards；可用的表：documents"),
    "unknown rule": (
        ["run", ".", "--out", "out", "--disable", "award.wno"],
        "extractor：没有可关闭的规则 award.wno；是不是 award.won？",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_errors_in_chinese(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments, told = WRONG[name]
    code, _, err = said(capsys, "--lang", "zh", *arguments)
    assert (code, err.startswith(told)) == (2, True), err


def test_an_unknown_language_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "run", "--lang", "fr") == (2, "", "extractor: --lang fr: choose from en, zh\n")


def test_the_summary_of_a_run_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (tmp_path / "a.txt").write_text("昨日，云帆机械有限公司获得第六届江城市质量奖。", "utf-8")
    (tmp_path / "empty.txt").touch()
    code, _, err = said(
        capsys, "run", str(tmp_path / "a.txt"), str(tmp_path / "empty.txt"), "--out", str(tmp_path / "out"), "--merge"
    )
    assert code == 0
    lines = err.splitlines()
    assert lines[0] == "文章  读取 1 篇，拒收 1 个（见 rejects），修复 0 篇"
    assert lines[1].startswith("事实  获奖 1 条，资金 0 条")
    assert all(CHINESE.search(line) for line in lines), lines
    assert not re.search("award|funding|files", re.sub(r"\S*/\S*", "", err))


@given(st.text())
def test_what_is_no_message_is_said_as_it_is(text: str) -> None:
    messages.speak("zh")
    try:
        line = f"☃{text}"
        assert messages.say(line) == line or CHINESE.search(messages.say(line))
    finally:
        messages.speak("en")
