"""Runs that are killed at random moments, or run out of disk, and are then resumed: `python -m tests.faults [--kills 100]`.

Each kill is SIGKILL of the main process or of one of its workers, by a seeded chance; a run whose main process was killed is
started again into the same directory. When it is whole its tables are compared, row by row after sorting, with those of an
undisturbed run, and the next one begins in a new directory, until so many kills were done. `--full` fills a small tmpfs instead
(it needs the right to mount). The exit code is 1 where tables differ.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.batch.corpus import article, write_lines

SHARD = 40_000
"""Bytes of a shard: some 80 of these articles, so that 5,000 make 60."""

FILES = 10
LONGEST_WAIT = 0.6
"""The time until the next kill, at most, in times of the undisturbed run; so most runs are killed more than once."""

SHORTEST_WAIT = 0.2
"""Seconds until the next kill, at least."""

LEAST_ROOM = 100_000
ARTICLES = 5_000
CHILD = "--child"
GIVEN_UP = "what is done is kept"
"""So says a run that ended as its workers died three times before they had begun with a document; it is started again."""


@dataclass
class Count:
    """What happened so far."""

    main: int = 0
    worker: int = 0
    given_up: int = 0
    runs: int = 0
    different: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        return self.main + self.worker


def write_corpus(directory: Path, number: int) -> Path:
    """So many articles in JSON Lines files, an empty record in each so that there are rejects."""
    for part in range(FILES):
        texts = [article(index) + f"编号{index}。\n" for index in range(part, number, FILES)]
        write_lines(directory / f"{part}.jsonl", [*texts, ""])
    return directory


def sorted_tables(out: Path) -> dict[str, list[bytes]]:
    """The rows of every table, sorted; the header stays a row among them."""
    return {path.name: sorted(path.read_bytes().splitlines()) for path in sorted(out.glob("*.csv"))}


def start(corpus: Path, out: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [sys.executable, "-m", "tests.faults", CHILD, str(corpus), str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def workers_of(pid: int) -> list[int]:
    """The processes that work for a run: those of its fork server, by their parents in /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    children = {child for child, parent in parents.items() if parent == pid}
    return sorted(child for child, parent in parents.items() if parent in children)


def disturbed(corpus: Path, out: Path, moments: Iterator[float], chance: random.Random, count: Count) -> None:
    """One run that is killed at these moments (seconds after the one before) and started again until it is whole."""
    process = start(corpus, out)
    while True:
        try:
            process.wait(next(moments, None))
        except subprocess.TimeoutExpired:
            victims = workers_of(process.pid)
            if victims and chance.random() < 0.7:
                _kill(chance.choice(victims))
                count.worker += 1
                continue
            process.kill()
            process.wait()
            count.main += 1
            process = start(corpus, out)
            continue
        told = process.stderr.read().decode() if process.stderr else ""
        if process.returncode == 2 and GIVEN_UP in told:
            count.given_up += 1
            process = start(corpus, out)
            continue
        if process.returncode:
            count.different.append(f"exit code {process.returncode}: {told[-300:]}")
        return


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def compare(expected: dict[str, list[bytes]], out: Path, count: Count) -> None:
    """Notes the tables that differ from the expected ones."""
    found = sorted_tables(out)
    names = sorted(expected.keys() | found.keys())
    count.runs += 1
    count.different += [f"run {count.runs}: {name}" for name in names if expected.get(name) != found.get(name)]


def killed_runs(place: Path, corpus: Path, expected: dict[str, list[bytes]], *, kills: int, seconds: float, seed: int) -> Count:
    """Kills runs, which take so many seconds undisturbed, until there were so many kills; what differs is in the count."""
    chance, count = random.Random(seed), Count()

    def moments() -> Iterator[float]:
        while count.kills < kills:
            yield chance.uniform(SHORTEST_WAIT, SHORTEST_WAIT + LONGEST_WAIT * seconds)

    while count.kills < kills:
        out = place / f"killed-{count.runs}"
        disturbed(corpus, out, moments(), chance, count)
        compare(expected, out, count)
        kinds = f"{count.kills} kills ({count.main} of main processes, {count.worker} of workers)"
        print(f"{kinds}, {count.given_up} times given up, {count.runs} runs, {len(count.different)} differ", flush=True)
    return count


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[Path]:
    """A tmpfs of so many bytes; OSError where this process may not mount one."""
    place.mkdir(parents=True)
    told = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False)
    if told.returncode:
        raise OSError(told.stderr.decode().strip())
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def full_disks(place: Path, corpus: Path, expected: dict[str, list[bytes]], *, times: int, seed: int) -> Count:
    """Runs into disks that are too small, which are then made large: no table before, the same tables after."""
    chance, count = random.Random(seed), Count()
    needed = sum(len(row) + 1 for rows in expected.values() for row in rows)
    for number in range(times):
        with small_disk(place / f"disk-{number}", chance.randrange(LEAST_ROOM, needed)) as disk:
            process = start(corpus, disk / "out")
            _, told = process.communicate()
            if process.returncode != 2 or b"No space left" not in told:
                count.different.append(f"full disk: exit code {process.returncode}: {told[-300:].decode()}")
            if tables := sorted(path.name for path in (disk / "out").glob("*.csv")):
                count.different.append(f"full disk: tables in spite of it: {tables}")
            subprocess.run(["mount", "-o", "remount,size=1g", str(disk)], check=True)
            count.different += [] if start(corpus, disk / "out").wait() == 0 else ["resumed: failed"]
            compare(expected, disk / "out", count)
        print(f"{count.runs} full disks, {len(count.different)} differ", flush=True)
    return count


def _child(corpus: str, out: str) -> int:
    """A run with small shards, in this process."""
    import functools

    from extractor.batch.options import RunOptions
    from extractor.cli import run as command
    from extractor.cli.app import exit_code

    setattr(command, "RunOptions", functools.partial(RunOptions, shard_bytes=SHARD))  # noqa: B010 mypy refuses the plain form
    return exit_code(["run", corpus, "--out", out, "--workers", "2"])


def main() -> int:
    """Runs it, prints what was done, and returns 1 where tables differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--full", type=int, default=0, metavar="TIMES", help="fill a small tmpfs so many times instead of killing"
    )
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="faults-") as directory:
        place = Path(directory)
        corpus = write_corpus(place / "in", told.articles)
        started = time.monotonic()
        if start(corpus, place / "expected").wait():
            raise RuntimeError("the undisturbed run failed")
        seconds = time.monotonic() - started
        print(f"undisturbed: {told.articles:,} articles in {seconds:.1f} s", flush=True)
        expected = sorted_tables(place / "expected")
        if told.full:
            count = full_disks(place, corpus, expected, times=told.full, seed=told.seed)
        else:
            count = killed_runs(place, corpus, expected, kills=told.kills, seconds=seconds, seed=told.seed)
    print("\n".join(count.different) or "all tables equal those of the undisturbed run")
    return min(len(count.different), 1)


if __name__ == "__main__":
    sys.exit(_child(*sys.argv[2:]) if sys.argv[1:2] == [CHILD] else main())
