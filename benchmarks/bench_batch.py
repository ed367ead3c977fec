"""What more processes give, and what memory a run takes, over articles made by benchmarks.multiply.

    python -m benchmarks.bench_batch [--articles 2000 20000] [--workers 1 2] [--characters N] [--again]

Each run is a process of its own into an empty directory. Memory is the sum of the proportional set sizes of the whole tree of
processes, looked at five times a second. `load` is the machine's load before the run: beside other work a speed-up says little.
`cpu` is the processor time of all processes, which other work does not change much. --again also measures runs that take over
what was done, and runs over kept cleaned text with other rules.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.multiply import write_multiplied

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.2


@dataclass
class Measured:
    """One run: wall-clock and processor seconds, the highest memory in MB, the load before it."""

    wall: float
    cpu: float
    peak: float
    load: float


def measured(arguments: list[str]) -> Measured:
    """What a run of the command takes."""
    load = os.getloadavg()[0]
    started = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "extractor", "run", *arguments], stderr=subprocess.DEVNULL)
    peak, cpu = 0.0, {process.pid: 0.0}
    while process.poll() is None:
        tree = _tree(process.pid)
        peak = max(peak, sum(_memory(one) for one in tree))
        for one in tree:
            cpu[one] = max(cpu.get(one, 0.0), _cpu(one))
        time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"extractor run ended with {process.returncode}")
    return Measured(time.monotonic() - started, sum(cpu.values()), peak, load)


def _tree(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        fields = _stat(int(path.parent.name))
        if fields:
            parents[int(path.parent.name)] = int(fields[1])
    found = {root}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def _stat(process: int) -> list[str]:
    """The fields of the process behind its name; none where it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _cpu(process: int) -> float:
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def _memory(process: int) -> float:
    """Megabytes (10^6 bytes) of the process, with its share of what it shares."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:"))


def main() -> None:
    """Prints a row for each run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[2000, 20000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--characters", type=int, help="cut each article to so many, for a run over very many")
    parser.add_argument("--again", action="store_true")
    told = parser.parse_args()
    print(f"{'articles':>9} {'workers':>7} {'what':<12} {'wall s':>8} {'speed-up':>8} {'cpu s':>7} {'peak MB':>8} {'load':>5}")
    with tempfile.TemporaryDirectory() as scratch:
        for number in told.articles:
            corpus = Path(scratch, f"{number}.jsonl")
            write_multiplied(number, corpus, characters=told.characters)
            _rows(number, corpus, told.workers, again=told.again)


def _rows(number: int, corpus: Path, workers: list[int], *, again: bool) -> None:
    first: float | None = None
    for processes in workers:
        with tempfile.TemporaryDirectory() as out:
            rules = Path(out, "rules")
            (rules / "facts").mkdir(parents=True)
            (rules / "facts" / "awards.yaml").write_text("extends: true\nfragments: {won: 擒得}\n", "utf-8")
            base = [str(corpus), "--out", f"{out}/out", "--workers", str(processes)]
            runs = {"no cache": [*base, "--no-resume", "--no-cache"]} if again else {}
            runs["new"] = [*base, "--no-resume"]
            runs |= {"resumed": base, "other rules": [*base, "--rules", str(rules)]} if again else {}
            for what, arguments in runs.items():
                found = measured(arguments)
                first = found.wall if first is None else first
                print(
                    f"{number:>9,} {processes:>7} {what:<12} {found.wall:>8.1f} {first / found.wall:>8.2f} {found.cpu:>7.1f}"
                    f" {found.peak:>8.0f} {found.load:>5.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
