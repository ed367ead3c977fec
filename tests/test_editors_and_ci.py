"""What editors, shells and continuous integration are given: each piece is run as they run it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractor.cli.app import exit_code
from tests.quality import ROOT

BIN = Path(sys.executable).parent
GOOD = """extends: true
rules:
  - id: my.trophy
    about: a trophy
    pattern: "{award:prize+}的奖杯被{recipient:winner+}收入囊中"
    priority: 30
    examples: ["⟦award:天津市质量奖⟧的奖杯被⟦recipient:海河重工有限公司⟧收入囊中。"]
"""
WRONG = {
    "good": (GOOD, 0, ""),
    "a wrong slot": (GOOD.replace("{award:prize+}", "{awrad:prize+}"), 1, "::error file={rules}/facts/awards.yaml,line=5,col="),
    "a failing example": (GOOD.replace("收入囊中。", "收走。"), 1, "::error file={rules}/facts/awards.yaml,line=7,col="),
}


def action() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return found


def hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return found


def run(*command: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **(environment or {})}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def rules(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    directory = tmp_path / "my rules"
    (directory / "facts").mkdir(parents=True)
    (directory / "facts" / "awards.yaml").write_text(WRONG[request.param][0], "utf-8")
    return directory


@pytest.mark.parametrize(("rules", "name"), [(name, name) for name in WRONG if name != "good"], indirect=["rules"])
def test_the_action_annotates_what_is_wrong(rules: Path, name: str) -> None:
    """The script of the action, with the inputs as GitHub's runner would set them."""
    step = action()["runs"]["steps"][-1]
    done = run("bash", "-euo", "pipefail", "-c", step["run"], environment={"RULES": f"{rules}\n", "TEST": "true"})
    _, code, told = WRONG[name]
    assert done.returncode == code, done.stdout + done.stderr
    assert told.format(rules=rules) in done.stdout
    assert ("::error" in done.stdout) == bool(code)


def test_the_action_is_whole() -> None:
    found = action()
    assert found["runs"]["using"] == "composite"
    for step in found["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        used = " ".join(str(value) for value in (*step.get("env", {}).values(), *step.get("with", {}).values()))
        for name in found["inputs"]:
            used = used.replace(f"inputs.{name}", "")
        assert "inputs." not in used
        assert "${{" not in step.get("run", ""), "inputs reach scripts by the environment only"


@pytest.mark.parametrize("rules", ["a wrong slot", "good"], indirect=True)
def test_the_hooks_run_as_pre_commit_runs_them(rules: Path) -> None:
    program, *check = shlex.split(hooks()[0]["entry"])
    assert (program, exit_code([*check, "--rules", str(rules)])) == ("extractor", int("awrad" in text_of(rules)))
    assert {(hook["language"], hook["pass_filenames"]) for hook in hooks()} == {("python", False)}


def text_of(rules: Path) -> str:
    return (rules / "facts" / "awards.yaml").read_text("utf-8")


COMPLETED = {
    "commands": ("extractor ru", 1, {"run", "rules"}),
    "options": ("extractor run --text", 2, {"--text-field"}),
    "commands of a group": ("extractor rules te", 2, {"test"}),
}


@pytest.mark.parametrize("name", COMPLETED)
def test_shells_complete_commands_and_options(name: str) -> None:
    words, place, expected = COMPLETED[name]
    asked = {"_EXTRACTOR_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}
    assert expected <= set(run("extractor", environment=asked).stdout.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_each_shell_is_printed(shell: str) -> None:
    # Without looking for the shell that started the tests, of which there may be none.
    told = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = run("extractor", "--show-completion", shell, environment=told)
    assert "_EXTRACTOR_COMPLETE=complete_" in done.stdout.replace('"', "").replace("env ", "")
    if shell == "bash":
        assert run("bash", "-n", "-c", done.stdout).returncode == 0
