"""What the tests of the tuning tools share: changed copies of the rules."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor.rules.pack import default_rules

Edit = tuple[str, str, str]
"""A rule file, a text in it, and what takes its place."""


@pytest.fixture
def changed_rules(tmp_path: Path) -> Callable[[Edit], Path]:
    """Makes a copy of the default rules with one edit."""

    def make(edit: Edit) -> Path:
        file, old, new = edit
        directory = shutil.copytree(default_rules(), tmp_path / f"rules{len(list(tmp_path.iterdir()))}")
        text = (directory / file).read_text("utf-8")
        assert old in text, f"{file} has no {old}"
        (directory / file).write_text(text.replace(old, new, 1), "utf-8")
        return directory

    return make


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A directory with three short articles; the second speaks in a way that the default rules do not know."""
    directory = tmp_path / "articles"
    directory.mkdir()
    for name, text in {
        "one": "海河重工有限公司荣获第三届天津市质量奖。\n市政府奖励海河重工有限公司100万元。\n",
        "two": "津门钢铁有限公司抱走了第三届天津市质量奖。\n",
        "three": "滨海食品有限公司、蓟州乳业有限公司获评天津市质量奖提名奖。\n",
    }.items():
        (directory / f"{name}.txt").write_text(text, "utf-8")
    return directory
