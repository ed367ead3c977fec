"""Files are there whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.whole import whole, write_whole
from tests.quality import CORPUS


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    with whole(path) as part:
        part.write_text("half")
        assert path.read_text() == "before"
    assert path.read_text() == "half"
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_where_the_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    with pytest.raises(KeyboardInterrupt), whole(path) as part:
        raise KeyboardInterrupt(part.write_text("half"))
    assert (path.read_text(), list(tmp_path.iterdir())) == ("before", [path])


def test_line_ends_and_long_names_stay(tmp_path: Path) -> None:
    path = tmp_path / ("云" * 84 + "帆")
    write_whole(path, "a\r\nb\rc\n")
    assert path.read_bytes() == b"a\r\nb\rc\n"
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("before")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_whole(tmp_path / "link.txt", "after")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "after"


def test_a_pipe_is_written_to() -> None:
    code = "from pathlib import Path; from extractor.whole import write_whole; write_whole(Path('/dev/stdout'), '云帆')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.decode() == "云帆"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot write .*/none/a.txt: no such file or directory"):
        write_whole(tmp_path / "none" / "a.txt", "x")


@pytest.mark.parametrize(
    "command",
    [
        ["clean", "{corpus}", "--out", "{out}"],
        ["clean", "{corpus}", "--out", "{out}", "--format", "json"],
        ["schema", "--out", "{out}"],
    ],
    ids=lambda command: " ".join(command[:1] + command[4:]),
)
def test_commands_leave_no_pieces(tmp_path: Path, command: list[str]) -> None:
    told = [word.format(corpus=CORPUS.articles / "a01.txt", out=tmp_path / "out") for word in command]
    subprocess.run([sys.executable, "-m", "extractor", *told], capture_output=True, check=True)
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names
    assert [name for name in names if name.endswith(".part")] == []
