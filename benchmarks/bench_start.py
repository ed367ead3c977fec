"""How long a command takes from start to end: `--help`, and a run over one article, for the first time and later.

    python -m benchmarks.bench_start [--times 9]

Seconds of the clock and of the processor, in turn with a bare `python -c pass`; medians. The first run has an empty cache.
Results: `benchmarks/results/start.json`.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import results

ARTICLE = Path(__file__).parents[1] / "corpus" / "articles" / "a01.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=9)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        measured = {name: _medians(found) for name, found in _measured(Path(directory), told.times).items()}
    for name, of in measured.items():
        print(f"{name:36} {of['seconds']:6.3f} s   {of['CPU seconds']:6.3f} s of the processor")
    print(f"kept in {results.save('start', {'times': told.times, 'commands': measured})}")


def _measured(directory: Path, times: int) -> dict[str, list[tuple[float, float]]]:
    """The seconds of each command, one after another so many times."""
    run = ["-m", "extractor", "run", str(ARTICLE), "--out", str(directory / "out")]
    commands = {
        "python -c pass": ["-c", "pass"],
        "extractor --help": ["-m", "extractor", "--help"],
        "extractor run ARTICLE, the first time": run,
        "extractor run ARTICLE": run,
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(times):
        for name, arguments in commands.items():
            kept = directory / f"cache{number if name.endswith('first time') else ''}"
            found[name].append(_seconds(arguments, {**os.environ, "EXTRACTOR_CACHE": str(kept)}))
    if times > 1:
        del found["extractor run ARTICLE"][0]  # its cache was empty, too
    return found


def _seconds(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return ended - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _medians(found: list[tuple[float, float]]) -> dict[str, float]:
    clock, processor = (statistics.median(values) for values in zip(*found, strict=True))
    return {"seconds": round(clock, 3), "CPU seconds": round(processor, 3)}


if __name__ == "__main__":
    main()
