"""Everything that is installed is locked by its hash."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.audit import CLEAN, NOT_ASKED, VULNERABLE, verdict
from tests.quality import ROOT

LOCKS = sorted((ROOT / "locks").glob("*.lock"))
PINNED = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").lower().split() if "==" in line)
DEMO = "ahocorasick-rs==1.0.3 \\\n    --hash=sha256:" + "0" * 64 + "\n"


def locked(lock: Path) -> dict[str, int]:
    """The packages of a lock with the numbers of their hashes."""
    found: dict[str, int] = {}
    for block in re.split(r"\n(?=[a-z0-9])", re.sub("(?m)^#.*\n", "", lock.read_text("utf-8")).strip()):
        found[block.split(" ")[0]] = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", block))
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_of_a_lock_has_hashes_and_the_pinned_version(lock: Path) -> None:
    packages = locked(lock)
    assert len(packages) > 5
    assert [name for name, hashes in packages.items() if not hashes] == []
    versions = dict(name.split("==") for name in packages)
    pinned = {name.replace("_", "-"): version for name, version in PINNED.items()}
    wrong = {name: version for name, version in versions.items() if pinned.get(name, version) != version}
    assert wrong == {}  # what only other systems need is not in the constraints
    assert len(versions.keys() - pinned.keys()) < 10


def test_the_locks_hold_one_another() -> None:
    run, service, dev, everything = (locked(ROOT / "locks" / f"{name}.lock").keys() for name in ("run", "service", "dev", "all"))
    assert run < service < everything
    assert run < dev < everything


def test_everything_that_installs_for_users_or_tests_does_so_from_locks() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    tests, _, _ = makefile.partition("\ndemo:")
    installs = re.findall(r"^\t\$\((PIP\w*)\) (.*)", tests, re.M)
    assert installs == [
        ("PIP_LOCKED", "locks/build.lock"),
        ("PIP_LOCKED", "locks/run.lock"),
        ("PIP", "--no-build-isolation --no-deps -e ."),
        ("PIP_LOCKED", "locks/dev.lock"),
    ]
    for name in ("Dockerfile", "action.yml"):
        text = (ROOT / name).read_text("utf-8")
        assert text.count("--require-hashes -r") == 2, name
        assert "constraints" not in text, name


def test_a_package_with_another_hash_is_not_installed(tmp_path: Path) -> None:
    (tmp_path / "a.lock").write_text(DEMO, "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(tmp_path), "--require-hashes"]
    told = subprocess.run([*command, "-r", str(tmp_path / "a.lock")], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "a.lock"]


FAULT = {"id": "PYSEC-1", "fix_versions": ["1.1"]}
REPORTS: list[tuple[str, list[dict[str, Any]] | None, int, str]] = [
    ("nothing known", [{"name": "a", "version": "1", "vulns": []}], CLEAN, "nothing is known against any of 1 packages"),
    ("a fault", [{"name": "a", "version": "1", "vulns": [FAULT]}], VULNERABLE, "a 1: PYSEC-1, mended in 1.1"),
    ("a fault without cure", [{"name": "a", "version": "1", "vulns": [{"id": "X"}]}], VULNERABLE, "mended in no version"),
    ("one not asked about", [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "?"}], NOT_ASKED, "1 of 2"),
    ("a fault beside one not asked about", [{"name": "b", "skip_reason": "?"}, {"name": "a", "version": "1", "vulns": [FAULT]}],
     VULNERABLE, "PYSEC-1"),
    ("no report", None, NOT_ASKED, "the advisory database was not reached, so nothing is proven: no route"),
]  # fmt: skip


@pytest.mark.parametrize(("packages", "code", "line"), [told[1:] for told in REPORTS], ids=[told[0] for told in REPORTS])
def test_an_audit_tells_faults_from_no_answer(packages: list[dict[str, Any]] | None, code: int, line: str) -> None:
    report = None if packages is None else {"dependencies": packages}
    found, lines = verdict(report, "no route")
    assert found == code
    assert line in "\n".join(lines)
