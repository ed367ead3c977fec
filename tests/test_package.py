"""The package as others install it: what it exports, and the wheel in an environment of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import extractor
from extractor.extras import DISTRIBUTION
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
    wanted = [name for name in wanted if not name.startswith(f"{DISTRIBUTION}[")]
    assert [name for name in wanted if _plain(re.split("[<>=~!; \\[]", name)[0]) not in pinned] == []


def test_all_has_every_extra_of_users() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (all_of_them,) = extras["all"]
    told = set(all_of_them.removeprefix(f"{DISTRIBUTION}[").removesuffix("]").split(","))
    assert told == set(extras) - {"all", "dev", "bench", "docs", "checks", "fuzz", "release"}


def test_the_version_is_semantic_and_has_its_place_in_the_changelog() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?", extractor.__version__)
    assert extractor.__version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _tells_how_to_get_what_is_missing(directory: Path) -> None:
    """Without any extra: a command that needs one says which, and an input that needs one is a reject that does."""
    command = directory / "venv" / "bin" / "extractor"
    for arguments, extra in (
        (["serve"], "service"),
        (["workbench", str(directory / "out")], "web"),
        (["run", str(CORPUS.articles / "a01.txt"), "--out", str(directory / "ray"), "--engine", "ray"], "ray"),
    ):
        asked = subprocess.run([command, *arguments], capture_output=True, check=False, timeout=60)
        told = asked.stderr.decode()
        assert (asked.returncode, told.count("\n")) == (2, 1), told
        assert "which is not installed; get it with: pip install 'zh-news-extractor[" + extra + "]'" in told
    (directory / "a.xlsx").write_bytes(b"PK\x03\x04")
    run(command, "run", directory / "a.xlsx", "--out", directory / "sheets")
    assert "pip install 'zh-news-extractor[excel]'" in (directory / "sheets" / "rejects.csv").read_text("utf-8-sig")


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
    _tells_how_to_get_what_is_missing(tmp_path)
    inside = run(python, "-I", "-c", "from extractor.rules.pack import default_rules; print(default_rules())")
    rules = Path(inside.strip())
    assert rules.is_relative_to(tmp_path)
    assert (rules.parent / "py.typed").is_file()
    assert {path.relative_to(rules) for path in rules.rglob("*.yaml")} == {
        path.relative_to(ROOT / "rules") for path in (ROOT / "rules").rglob("*.yaml")
    }
