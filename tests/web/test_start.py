"""Starting the command: on tables, on articles, and in vain."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli.app import exit_code
from extractor.cli.workbench import WorkbenchOptions, setting_of
from extractor.errors import UsageError
from tests.web.conftest import CORPUS, Run


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_articles_are_extracted_first_and_served(tmp_path: Path, end: signal.Signals) -> None:
    (tmp_path / "articles").mkdir()
    shutil.copy(CORPUS / "a01.txt", tmp_path / "articles")
    command = [sys.executable, "-m", "extractor", "workbench", "articles", "--no-open", "--lang", "en"]
    environment = os.environ | {"EXTRACTOR_CACHE": str(tmp_path / "cache")}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = next(found for line in process.stderr if (found := re.search(r"http://127\.0\.0\.1:(\d+)(/\?token=\S+)", line)))
        connection = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=60)
        connection.request("GET", address[2])
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 303
        connection.request("GET", "/", headers={"Cookie": (answer.headers["set-cookie"] or "").partition(";")[0]})
        page = connection.getresponse().read().decode()
        connection.close()
        process.send_signal(end)
        assert process.wait(60) == 0
    assert "articles/a01.txt" in page
    assert "News facts workbench" in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "cache"]


def test_sources_are_found_from_the_tables_upwards(run_made: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    setting = setting_of(run_made.out, WorkbenchOptions())
    assert (setting.base, setting.gold) == (run_made.home, run_made.home / "gold")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere"], "no such file or directory: nowhere"),
        ([".", "--lang", "fr"], "--lang fr: choose from"),
        ([".", "--port", "0"], "--port"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["workbench", "--no-open", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_rules_that_are_a_file_are_refused(run_made: Run, tmp_path: Path) -> None:
    (tmp_path / "rules").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="not a directory"):
        setting_of(run_made.out, WorkbenchOptions(rules=tmp_path / "rules"))
