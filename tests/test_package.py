"""The package as others install it: what it exports, and the wheel in an environment of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import extractor
from tests.quality import CORPUS, ROOT

ENTRY = [sys.executable, "-m", "extractor"]
HEAVY = ("pandas", "pyarrow", "jieba", "opencc", "lxml", "regex", "duckdb", "rensa", "numpy", "extractor.pipeline")


def run(*command: str | Path) -> str:
    """What the command prints; it must succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("name", extractor.__all__)
def test_what_is_exported_is_there(name: str) -> None:
    assert getattr(extractor, name).__name__ == name
    assert name in dir(extractor)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Pipelien'"):
        _ = extractor.Pipelien


def test_help_imports_nothing_heavy() -> None:
    told = run(sys.executable, "-c", f"import sys, extractor.cli.app; print([name for name in {HEAVY} if name in sys.modules])")
    assert told.strip() == "[]"


def test_the_package_runs_as_a_module() -> None:
    assert run(*ENTRY, "--version").startswith("extractor 0.")


def test_constraints_pin_every_dependency() -> None:
    pinned = {_plain(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    wanted = [name for name in wanted if not name.startswith(project["name"])]  # an extra of our own stands for its packages
    assert [name for name in wanted if _plain(re.split("[<>=~!; \\[]", name)[0]) not in pinned] == []


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


@pytest.mark.slow
def test_the_wheel_holds_the_rules_and_works_in_an_empty_environment(tmp_path: Path) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "wheel", *quiet, "--no-deps", "--wheel-dir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", *quiet, "-c", ROOT / "constraints.txt", wheel)
    run(tmp_path / "venv" / "bin" / "extractor", "run", CORPUS.articles / "a01.txt", "--out", tmp_path / "out")
    facts = (tmp_path / "out" / "award_facts.csv").read_text("utf-8-sig")
    assert "内蒙古自治区主席质量奖" in facts
    inside = run(python, "-I", "-c", "from extractor.rules.pack import default_rules; print(default_rules())")
    rules = Path(inside.strip())
    assert rules.is_relative_to(tmp_path)
    assert {path.relative_to(rules) for path in rules.rglob("*.yaml")} == {
        path.relative_to(ROOT / "rules") for path in (ROOT / "rules").rglob("*.yaml")
    }
