"""The Dockerfile: linted, and what it promises."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality import ROOT

DOCKERFILE = ROOT / "Dockerfile"
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")


def lint(path: Path) -> list[str]:
    assert HADOLINT
    done = subprocess.run([HADOLINT, "--format", "json", str(path)], capture_output=True, check=False, timeout=60)
    return [fault["code"] for fault in json.loads(done.stdout)]


@pytest.mark.skipif(HADOLINT is None, reason="hadolint is not there for this machine")
def test_hadolint_finds_nothing(tmp_path: Path) -> None:
    assert lint(DOCKERFILE) == []
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM debian:latest\nRUN cd /tmp && apt-get install curl\n")
    assert "DL3007" in lint(bad)


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", DOCKERFILE.read_text("utf-8"), flags=re.MULTILINE))
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in text.splitlines() if line.strip()]


def test_it_runs_as_a_user_without_rights_and_writes_only_to_tmp() -> None:
    steps = instructions()
    last = steps[max(index for index, (name, _) in enumerate(steps) if name == "FROM") :]
    users = [value for name, value in last if name == "USER"]
    assert users == ["10001:10001"]
    after = [name for name, _ in last[[name for name, _ in last].index("USER") :]]
    assert not {"RUN", "COPY", "ADD"} & set(after)
    settings = dict(re.findall(r"(\w+)=(\S+)", next(value for name, value in last if name == "ENV")))
    assert (settings["HOME"], settings["XDG_CACHE_HOME"], settings["PYTHONDONTWRITEBYTECODE"]) == ("/tmp", "/tmp/cache", "1")
    assert not any(name == "VOLUME" for name, _ in steps)
    assert ("ENTRYPOINT", '["extractor"]') in last
    assert ("STOPSIGNAL", "SIGTERM") in last
    assert any(name == "HEALTHCHECK" for name, _ in last)


def test_what_it_copies_is_there_and_not_ignored() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        source
        for name, value in instructions()
        if name == "COPY" and not value.startswith("--from")
        for source in value.split()[:-1]
    }
    assert copied <= kept
    assert all((ROOT / source).exists() for source in copied)
