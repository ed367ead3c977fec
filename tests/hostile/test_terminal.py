"""Names of files and pieces of pages that would steer the terminal: shown as pictures of what they are."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli.printable import printable

TEXT = "昨日，厦门云\x1b]0;mine\x07帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。\x9b31m\n"
NAME = "a\x1b[2J\u202eb\x9b.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云帆\t1\n", "云帆\t1\n"),
        ("\x1b[2J", "␛[2J"),
        ("a\rb\x00\x7f", "a␍b␀␡"),
        ("\x9b\u202e\u2066", "\ufffd" * 3),
    ],
)
def test_pictures(text: str, expected: str) -> None:
    assert printable(text) == expected


def _terminal(command: list[str], directory: Path) -> str:
    """What a command sends to a terminal."""
    parent, child = pty.openpty()
    with subprocess.Popen([sys.executable, "-m", "extractor", *command], cwd=directory, stdout=child, stderr=child) as process:
        os.close(child)
        told = bytearray()
        while True:
            try:
                piece = os.read(parent, 65_536)
            except OSError:  # so Linux tells the end
                break
            if not piece:
                break
            told += piece
        os.close(parent)
    assert process.returncode in (0, 1, 2)
    return told.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with an article, a broken archive, a rule file and tables, whose names and texts would steer the terminal."""
    place = tmp_path_factory.mktemp("terminal")
    (place / NAME).write_text(TEXT, "utf-8")
    (place / "b\x1b[2J.zip").write_bytes(b"PK\x03\x04broken")
    (place / "mine\x1b[2J" / "facts").mkdir(parents=True)
    (place / "mine\x1b[2J" / "facts" / "awards.yaml").write_text('extends: "\\e[2J"\n', "utf-8")
    subprocess.run([sys.executable, "-m", "extractor", "run", ".", "--out", "out"], cwd=place, capture_output=True, check=True)
    return place


@pytest.mark.parametrize(
    "command",
    [
        ["run", ".", "--out", "more", "-v", "--progress", "none"],
        ["show", "out", "--table", "documents"],
        ["show", "out", "--table", "rejects"],
        ["query", "out", "SELECT source FROM documents"],
        ["clean", ".", "--explain"],
        ["clean", "."],
        ["explain", NAME],
        ["rules", "check", "--rules", "mine\x1b[2J"],
        ["run", "none\x1b[2J", "--out", "x"],
        ["run", "--none\x1b[2J"],
    ],
    ids=lambda command: " ".join(command[:4]).encode("ascii", "backslashreplace").decode(),
)
def test_nothing_steers_the_terminal(place: Path, command: list[str]) -> None:
    told = _terminal(command, place)
    assert "\x1b[2J" not in told
    assert "\x1b]0;" not in told
    assert not {"\x9b", "\u202e", "\x07"} & set(told)
    assert told.strip()
