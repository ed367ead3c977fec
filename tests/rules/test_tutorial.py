"""The tutorial of docs/rules.md, done step by step as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.rules.alphabet import SLOT_GROUPS, SLOT_TYPES
from extractor.rules.facts import RuleSpec
from extractor.rules.pack import default_rules

PAGE = (default_rules().parent / "docs" / "rules.md").read_text("utf-8")
STEP = re.compile(r"^```(?P<kind>console|yaml)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_step_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text("海河重工有限公司抱走了第三届天津市质量奖。\n", "utf-8")
    steps = list(STEP.finditer(PAGE))
    assert len(steps) >= 10
    for step in steps:
        if step["file"]:
            path = Path(step["file"])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["body"], "utf-8")
            continue
        for told in step["body"].split("$ ")[1:]:
            command, *lines = told.strip().split("\n")
            name, *arguments = shlex.split(command)
            assert name == "extractor"
            code = exit_code(arguments)
            printed = "".join(capsys.readouterr())
            assert code == (1 if " R0" in told else 0), printed
            for line in lines:
                assert line in printed, f"{command}\n{printed}"
    assert "+ my-rules (" in Path("tables/documents.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("name", [*SLOT_TYPES, *SLOT_GROUPS])
def test_every_slot_is_told(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize("key", RuleSpec.__struct_encode_fields__)
def test_every_key_of_a_rule_is_told(key: str) -> None:
    assert f"| `{key}` |" in PAGE
