"""The documentation: the site builds with every link good, its commands exist, and its recipes run."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from extractor.cli.app import app, exit_code
from tests.quality import CORPUS, ROOT

DOCS = ROOT / "docs"
PAGES = sorted((*DOCS.glob("*.md"), *(DOCS / "zh").glob("*.md"), ROOT / "README.md"))
BOTH = [("index.md", "zh/index.md"), ("cookbook.md", "zh/cookbook.md")]


def commands(page: Path) -> list[str]:
    """The calls of the command in the page's console blocks, without what stands before and behind them in a pipe."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    lines = (line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ "))
    return [
        part.strip() for line in lines for part in re.split(r" \| (?=extractor|zcat|cat)", line) if part.startswith("extractor ")
    ]


@pytest.mark.slow
def test_the_site_builds_and_every_link_is_good(tmp_path: Path) -> None:
    """Strict: a link or heading that is not there, or a page that no menu leads to, is an error."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    said = {
        name: (site / name / "index.html").read_text("utf-8")
        for name in ("reference/commands", "zh/commands", "zh/tables", "api")
    }
    assert "--text-field" in said["reference/commands"]
    assert "存放正文的字段" in said["zh/commands"]
    assert "奖项规范名" in said["zh/tables"]
    assert "The mentions and facts of an article" in said["api"]
    assert "pattern" in (site / "reference" / "rule-files" / "index.html").read_text("utf-8")


def known(command: Any, words: Iterator[str]) -> None:
    """Asserts that the words name commands and options that are there."""
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help",
        "-h",
        "--lang",
    }
    for word in words:
        if word in getattr(command, "commands", {}):
            known(command.commands[word], words)
            return
        if word in ("<", ">", "|", "#"):
            return
        if word.startswith("-") and word not in ("-", "--"):
            assert word.partition("=")[0] in options, f"{command.name} has no {word}"
        else:
            assert not getattr(command, "commands", {}), f"{command.name} has no command {word}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_of_every_page_exist(page: Path) -> None:
    root = typer.main.get_command(app)
    for command in commands(page):
        known(root, iter(shlex.split(command)[1:]))


def test_a_wrong_option_would_be_found() -> None:
    with pytest.raises(AssertionError, match="run has no --otu"):
        known(typer.main.get_command(app), iter(["run", "x", "--otu"]))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_files_that_pages_link_to_are_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    made = ("commands.md", "tables.md", "reference/")
    for link in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
        assert (page.parent / link).exists() or any(name in link for name in made), link


@pytest.mark.parametrize(("english", "chinese"), BOTH)
def test_both_languages_show_the_same_commands(english: str, chinese: str) -> None:
    assert commands(DOCS / english) == commands(DOCS / chinese) != []


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with what the pages speak of."""
    (tmp_path / "articles").mkdir()
    for name in ("a01.txt", "b05.txt", "d01.txt"):
        shutil.copy(CORPUS.articles / name, tmp_path / "articles")
    article = (CORPUS.articles / "a02.txt").read_text("utf-8").replace('"', '""')
    (tmp_path / "crawl.csv").write_text(f'head,body\n题,"{article}"\n', "utf-8")
    (tmp_path / "crawl.jsonl").write_text('{"body": "昨日，云帆机械有限公司获得第六届江城市质量奖。"}\n', "utf-8")
    (tmp_path / "my-rules" / "facts").mkdir(parents=True)
    (tmp_path / "my-rules" / "facts" / "awards.yaml").write_text("extends: true\nfragments: {won: 擒得}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The exit code of a command with its redirections."""
    words = shlex.split(command)[1:]
    if "<" in words:
        place = words.index("<")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(words[place + 1]).read_bytes())))
        words = words[:place]
    return exit_code(words)


def test_the_ten_recipes_run(here: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    page = (DOCS / "cookbook.md").read_text("utf-8")
    assert len(re.findall(r"^## \d+\. ", page, re.MULTILINE)) == 10
    for command in commands(DOCS / "cookbook.md"):
        assert run(command, monkeypatch) == 0, command
        told = capfdbinary.readouterr().out.decode()
        if "query" in command or "show" in command or "explain" in command or "filter" in command:
            assert told.strip(), command
    for made in ("tables/tables.xlsx", "tables/merged_awards.csv", "cleaned", "tasks.json", "gold/a01.json"):
        assert (here / made).exists(), made
    assert "award.won" in told


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("page", ["index.md", "zh/rules.md"])
def test_what_the_first_pages_show_works(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in re.findall(r"```\w+ (\S+)\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    if page == "zh/rules.md":
        (tmp_path / "news.txt").write_text("江城新闻\n\n海河重工有限公司抱走了第三届天津市质量奖。\n", "utf-8")
        monkeypatch.setenv("EXTRACTOR_CACHE", str(tmp_path / "cache"))
    for command in commands(DOCS / page):
        assert run(command, monkeypatch) == 0, command
    if page == "index.md":
        facts = (tmp_path / "tables" / "award_facts.csv").read_text("utf-8-sig")
        assert "厦门云帆机械有限公司" in facts
        assert "星河电气有限公司" in facts
