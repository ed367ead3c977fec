"""Places that cannot be written: told before the work begins where that can be known, and never a table that is not whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。全市新增省级专精特新企业3家。\n"
APART = ["unshare", "--map-root-user", "--mount"]


def _told(options: str, articles: Path, disk: Path, first: str = "true") -> subprocess.CompletedProcess[str]:
    """What a run tells that writes to a disk of its own, mounted with these options after `first` was done; with a list of what
    is on the disk in the end."""
    if shutil.which("unshare") is None or subprocess.run([*APART, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine mounts nothing for tests")
    run = f"{sys.executable} -m extractor run {articles} --out {disk}/out --format csv,jsonl"
    script = (
        f"mount -t tmpfs -o {options} tmpfs {disk} && {first} && {{ {run}; code=$?; find {disk} -type f -size +0; exit $code; }}"
    )
    return subprocess.run([*APART, "sh", "-c", script], capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Articles whose tables take some 200 kB, of which each is small."""
    directory = tmp_path / "articles"
    directory.mkdir()
    (tmp_path / "disk").mkdir()
    for number in range(60):
        (directory / f"{number}.txt").write_text(TEXT.replace("第六届", f"第{number}届"), "utf-8")
    return directory


def test_a_read_only_disk_is_told_before_the_work_begins(articles: Path, tmp_path: Path) -> None:
    told = _told("ro,size=1m", articles, tmp_path / "disk")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == f"extractor: cannot write to {tmp_path}/disk/out: Read-only file system\n"


def test_a_full_disk_leaves_no_table_and_no_piece_of_one(articles: Path, tmp_path: Path) -> None:
    told = _told("size=40k", articles, tmp_path / "disk")
    assert told.returncode == 2, told.stderr
    assert "No space left on device" in told.stderr
    assert told.stdout == ""


def test_a_full_disk_leaves_the_tables_of_before(articles: Path, tmp_path: Path) -> None:
    before = f"mkdir {tmp_path}/disk/out && echo before > {tmp_path}/disk/out/award_facts.csv"
    told = _told("size=40k", articles, tmp_path / "disk", before)
    assert told.returncode == 2, told.stderr
    assert told.stdout.splitlines() == [f"{tmp_path}/disk/out/award_facts.csv"]


def test_an_output_that_is_there_and_no_table_is_told_before_the_work_begins(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "count_facts.csv").mkdir(parents=True)
    command = [sys.executable, "-m", "extractor", "run", str(articles), "--out"]
    told = subprocess.run([*command, str(out)], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (2, f"extractor: cannot write to {out}: count_facts.csv is a directory there\n")
    assert [path.name for path in out.iterdir()] == ["count_facts.csv"]
    (tmp_path / "file").touch()
    told = subprocess.run([*command, str(tmp_path / "file")], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (2, f"extractor: cannot write to {tmp_path}/file: File exists\n")


def test_a_table_that_was_changed_by_hand_is_kept(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "extractor", "run", str(articles), "--out", str(out)]
    subprocess.run(command, capture_output=True, check=True)
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "note" not in again.stderr
    with (out / "award_facts.csv").open("a", encoding="utf-8") as file:
        file.write("a line of my own\n")
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "note      award_facts.csv was changed after the last run; it is kept as award_facts.csv.before" in told.stderr
    assert "a line of my own" in (out / "award_facts.csv.before").read_text("utf-8")
    assert "a line of my own" not in (out / "award_facts.csv").read_text("utf-8")
    assert [path.name for path in out.glob("*.before")] == ["award_facts.csv.before"]
