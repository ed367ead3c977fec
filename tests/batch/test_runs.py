"""Whole runs over several processes: the same tables whatever happens on the way."""

from __future__ import annotations

import csv
import importlib
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from extractor.batch import RunOptions, Summary, run
from extractor.batch.options import Progress
from extractor.errors import ExtractorError, RuleError, UsageError
from tests.batch.corpus import SHARD, SMALL_SHARD, article, counting, deadly, tables_of, write_files, write_lines

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
OPTIONS = RunOptions(workers=2, shard_bytes=SHARD)
KILLED = RunOptions(workers=2, shard_bytes=SMALL_SHARD)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of files and a container of more than one shard, with something to reject."""
    directory = tmp_path_factory.mktemp("news")
    write_files(directory / "files", 40)
    (directory / "files" / "empty.txt").touch()
    write_lines(directory / "lines.jsonl", [*map(article, range(100, 140)), ""])
    return directory


@pytest.fixture(scope="module")
def expected(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of the corpus by one process and in one shard for each file."""
    out = tmp_path_factory.mktemp("expected")
    run([str(news)], out, RunOptions(workers=1, shard_bytes=SHARD * 20))
    return tables_of(out)


def rejects(out: Path) -> list[list[str]]:
    with (out / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def in_hand(out: Path) -> list[str]:
    """What should be empty when a run has ended."""
    return [str(path) for name in ("parts", "spool", "watch") for path in (out / ".run" / name).glob("*")]


@pytest.mark.parametrize(("workers", "shard"), [(1, SHARD), (3, SHARD // 3)])
def test_workers_shards_and_the_order_of_paths_do_not_matter(
    workers: int, shard: int, news: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    paths = [str(path) for path in (*news.glob("files/*"), news / "lines.jsonl")]
    random.Random(workers).shuffle(paths)
    run(paths, tmp_path, RunOptions(workers=workers, shard_bytes=shard))
    assert tables_of(tmp_path) == expected
    assert in_hand(tmp_path) == []


def test_a_second_run_takes_over_what_the_first_did(news: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    copied = tmp_path / "in"
    for path in sorted(news.rglob("*")):
        if path.is_file():
            (copied / path.relative_to(news)).parent.mkdir(parents=True, exist_ok=True)
            (copied / path.relative_to(news)).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    first = run([str(copied)], out, OPTIONS)
    tables = tables_of(out)
    again = run([str(copied)], out, replace(OPTIONS, formats=("csv", "jsonl")))
    assert (first.resumed, again.resumed) == (0, first.rows["documents"])
    assert again.rows == first.rows
    assert {name: content for name, content in tables_of(out).items() if not name.endswith("jsonl")} == tables
    with (copied / "lines.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"text": "云帆机械有限公司获得厦门市市长质量奖。"}\n')
    (copied / "files" / "2" / "999.txt").write_text(article(999), "utf-8")
    more = run([str(copied)], out, OPTIONS)
    assert more.rows["documents"] == first.rows["documents"] + 2
    assert first.rows["documents"] // 2 < more.resumed < first.rows["documents"]
    tables = tables_of(out)
    fresh = run([str(copied)], out, replace(OPTIONS, resume=False))
    assert fresh.resumed == 0
    assert tables_of(out) == tables
    assert len(tables) == len(expected) + 7  # those of the run that wrote JSON Lines stay


def test_nothing_is_lost_or_doubled_when_workers_are_killed(news: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    killed: list[int] = []

    def kill_one(progress: Progress) -> None:
        children = multiprocessing.active_children()
        if progress.shards in (1, 4, 8) and children and progress.shards not in killed:
            killed.append(progress.shards)
            victim = random.Random(progress.shards).choice(children)
            os.kill(victim.pid or 0, signal.SIGKILL)

    run([str(news)], tmp_path, replace(OPTIONS, on_progress=kill_one))
    assert killed
    assert tables_of(tmp_path) == expected


@pytest.mark.parametrize("container", ["files", "jsonl", "csv"])
def test_a_document_that_kills_its_worker_is_rejected_and_the_rest_is_done(container: str, tmp_path: Path) -> None:
    texts = [article(number) for number in range(30)]
    texts[7] += "毒"
    texts[21] += "毒"
    if container == "files":
        write_files(tmp_path / "in", 30)
        for number in (7, 21):
            (tmp_path / "in" / f"{number % 3}" / f"{number:03}.txt").write_text(texts[number], "utf-8")
    elif container == "jsonl":
        write_lines(tmp_path / "in" / "a.jsonl", texts)
    else:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.csv").write_text("text\n" + "".join(f'"{text}"\n' for text in texts), "utf-8")
    summary = run([str(tmp_path / "in")], tmp_path / "out", replace(OPTIONS, make=deadly))
    assert summary.rows["documents"] == 28
    told = [(source.removeprefix(f"{tmp_path}/in/"), reason) for source, _, reason in rejects(tmp_path / "out")]
    names = {"files": ["0/021.txt", "1/007.txt"], "jsonl": ["a.jsonl#8", "a.jsonl#22"], "csv": ["a.csv#8", "a.csv#22"]}[container]
    assert told == [(name, "failed: its worker process died") for name in names]


def test_a_document_that_takes_too_long_is_rejected_and_the_rest_is_done(tmp_path: Path) -> None:
    texts = [article(number) for number in range(30)]
    texts[11] += "慢"
    write_lines(tmp_path / "a.jsonl", texts)
    summary = run([str(tmp_path / "a.jsonl")], tmp_path / "out", replace(OPTIONS, make=deadly, seconds=1.5))
    assert summary.rows["documents"] == 29
    assert rejects(tmp_path / "out") == [[f"{tmp_path}/a.jsonl#12", "", "failed: not done within 1.5 s"]]


@pytest.mark.parametrize("letter", ["毒", "慢"])
def test_a_run_of_one_shard_is_guarded_too(letter: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(article(number) + letter * (number == 1), "utf-8")
    command = [sys.executable, str(Path(__file__).with_name("guarded.py")), str(tmp_path / "in"), str(tmp_path / "out")]
    subprocess.run(command, env=ENVIRONMENT, check=True, timeout=60)
    reason = {"毒": "its worker process died", "慢": "not done within 1.5 s"}[letter]
    assert rejects(tmp_path / "out") == [[f"{tmp_path}/in/1.txt", "", f"failed: {reason}"]]


def started(news: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own, which hears Ctrl-C although these tests may run behind a shell that keeps it from them."""
    script = Path(__file__).with_name("script.py")
    command = [sys.executable, str(script), str(news), str(out)]
    return subprocess.Popen(
        command, env=ENVIRONMENT, stderr=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    )


def when(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until the condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def kept(out: Path) -> int:
    """How many shards are kept."""
    return sum(1 for path in (out / ".run" / "rows").rglob("*") if path.is_file() and not path.name.startswith("."))


def children_of(process: int) -> set[int]:
    """The processes below this one."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(told[1])
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def killed_when_kept(news: Path, out: Path, number: int) -> None:
    """A run whose main process is killed when so many shards are kept; its workers end by themselves."""
    process = started(news, out)
    when(lambda: kept(out) >= number or process.poll() is not None)
    below = children_of(process.pid)
    process.kill()
    process.communicate()
    when(lambda: not any(map(is_alive, below)))


def test_a_run_goes_on_after_its_main_process_is_killed_at_any_moment(
    news: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    done = 0
    for moment in (0, 1, 4):
        killed_when_kept(news, tmp_path, done + moment)
        done = kept(tmp_path)
        assert not list(tmp_path.glob("*.csv"))
    assert done >= 5
    summary = run([str(news)], tmp_path, KILLED)
    assert summary.resumed
    assert tables_of(tmp_path) == expected
    assert in_hand(tmp_path) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_end_keeps_what_is_done(number: int, code: int, news: Path, tmp_path: Path) -> None:
    process = started(news, tmp_path)
    when(lambda: kept(tmp_path) >= 2)
    below = children_of(process.pid)
    os.kill(process.pid, number)
    _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert b"interrupted; what is done is kept" in told
    assert b"Traceback" not in told
    when(lambda: not any(map(is_alive, below)))
    assert run([str(news)], tmp_path, KILLED).resumed


def cleaned_now(directory: Path) -> int:
    files = list(directory.iterdir())
    for path in files:
        path.unlink()
    return len(files)


@pytest.fixture
def cleaned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """How many articles have been cleaned since it was asked last."""
    directory = tmp_path / "cleaned"
    directory.mkdir()
    monkeypatch.setenv("CLEANED_HERE", str(directory))
    stop_forkserver()
    yield lambda: cleaned_now(directory)
    stop_forkserver()


def stop_forkserver() -> None:
    """So that the next one has the environment of now."""
    forkserver = importlib.import_module("multiprocessing.forkserver")
    forkserver._forkserver._stop()


def write_rules(directory: Path, name: str, content: str) -> tuple[Path, ...]:
    (directory / name).parent.mkdir(parents=True, exist_ok=True)
    (directory / name).write_text(content, "utf-8")
    return (directory,)


def test_only_what_cleaning_depends_on_makes_it_be_done_again(tmp_path: Path, cleaned: Callable[[], int]) -> None:
    lines = write_lines(tmp_path / "a.jsonl", map(article, range(30)))
    out = tmp_path / "out"

    def done(options: RunOptions) -> Summary:
        return run([str(lines)], out, replace(options, make=counting))

    assert done(OPTIONS).cleaned_before == 0
    assert cleaned() == 30
    facts = write_rules(tmp_path / "facts", "facts/awards.yaml", "extends: true\nfragments: {won: 擒得}\n")
    with_facts = done(replace(OPTIONS, rules=facts))
    assert (with_facts.cleaned_before, with_facts.resumed, cleaned()) == (30, 0, 0)
    tables = tables_of(out)
    assert done(replace(OPTIONS, rules=facts, keep_cleaned=False, resume=False)).cleaned_before == 0
    assert cleaned() == 30
    assert tables_of(out) == tables
    text = "lines: [{name: mine.app, max_chars: 40, starts: [打开云帆APP阅读]}]\n"
    done(replace(OPTIONS, rules=write_rules(tmp_path / "text", "cleaning/mine.yaml", text)))
    assert cleaned() == 30
    done(replace(OPTIONS, conversion="none"))
    assert cleaned() == 30
    assert len(list((out / ".run" / "cleaned").iterdir())) >= 1


def test_only_facts_leaves_mentions_out_and_nothing_else(news: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "mentions.csv").write_text("old", "utf-8")
    run([str(news)], tmp_path, replace(OPTIONS, only="facts"))
    assert tables_of(tmp_path) == {name: content for name, content in expected.items() if name != "mentions.csv"}


@pytest.mark.parametrize("scheme", ["file", "local"])
def test_inputs_and_tables_at_urls(scheme: str, news: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    """`file` is a file system of Arrow's, `local` one of fsspec's."""
    pytest.importorskip("fsspec")
    out = tmp_path / "out"
    for again in (False, True):
        summary = run([f"{scheme}://{news}"], f"{scheme}://{out}", OPTIONS)
        assert bool(summary.resumed) == again
    doc_id = re.compile(rb"^[0-9a-f]{16},", re.MULTILINE)  # it is made of the source, and that is the URL
    for name, content in tables_of(out).items():
        if name.endswith(".csv"):
            written = content.replace(f"{scheme}://".encode(), b"")
            assert doc_id.sub(b"", written) == doc_id.sub(b"", expected[name]), name
    with pytest.raises(UsageError, match="no such file or directory"):
        run([f"{scheme}://{news}/gone"], f"{scheme}://{out}", OPTIONS)


def test_wrong_rules_and_directories_are_told_before_a_table_is_written(news: Path, tmp_path: Path) -> None:
    wrong = write_rules(tmp_path / "rules", "mentions/money.yaml", "no_such_key: 1\n")
    with pytest.raises(RuleError, match="no_such_key"):
        run([str(news)], tmp_path / "out", replace(OPTIONS, rules=wrong))
    assert list((tmp_path / "out").glob("*.csv")) == []
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot write to"):
        run([str(news)], tmp_path / "file", OPTIONS)


def test_two_runs_do_not_write_into_one_directory(news: Path, tmp_path: Path) -> None:
    process = started(news, tmp_path)
    try:
        when(lambda: kept(tmp_path) >= 1)
        with pytest.raises(ExtractorError, match="another run is writing to"):
            run([str(news)], tmp_path, OPTIONS)
    finally:
        process.kill()
        process.communicate()
