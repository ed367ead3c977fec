"""The library changes nothing of the process that it runs in, and writes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.quality import CORPUS, ROOT

PROGRAM = """
import csv, decimal, gc, json, locale, logging, os, random, signal, sys, threading, warnings

def state():
    own = {name: one for name, one in logging.root.manager.loggerDict.items() if name.startswith("extractor")}
    return {
        "root logger": (list(map(repr, logging.root.handlers)), logging.root.level, logging.root.manager.disable),
        "own loggers": [name for name, one in own.items() if getattr(one, "handlers", None)],
        "locale": locale.setlocale(locale.LC_ALL),
        "decimal": repr(decimal.getcontext()),
        "random": hash(random.getstate()),
        "signals": [repr(signal.getsignal(number)) for number in sorted(signal.valid_signals())],
        "directory": os.getcwd(),
        "environment": dict(os.environ),
        "recursion": sys.getrecursionlimit(),
        "csv": csv.field_size_limit(),
        "threads": threading.active_count(),
        "hooks": (repr(sys.excepthook), repr(threading.excepthook), repr(sys.displayhook)),
        "collector": (gc.isenabled(), gc.get_threshold()),
        "streams": (repr(sys.stdout), repr(sys.stderr)),
        "own filters": [repr(one) for one in warnings.filters if "extractor" in repr(one)],
        "files": sorted(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else [],
    }

before = state()
import extractor
pipeline = extractor.Pipeline.default()
result = pipeline.extract("昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。")
frames = extractor.to_frames([result])
articles = list(extractor.read_articles(sys.argv[1:]))
assert len(result.award_facts) == 1 and len(articles) >= 3, articles
after = state()
print(json.dumps({name: [str(before[name]), str(after[name])] for name in before if before[name] != after[name]}))
"""


def test_importing_and_extracting_leaves_the_process_as_it_was(tmp_path: Path) -> None:
    """Neither settings of the process, nor a word on its streams, nor a file in the home, temporary or working directory."""
    places = {name: tmp_path / name for name in ("home", "tmp", "work")}
    for place in places.values():
        place.mkdir()
    (tmp_path / "a.csv").write_text("content\n昨日，厦门云帆机械有限公司获得第六届厦门市质量奖。\n", "utf-8")
    environment = {**os.environ, "HOME": str(places["home"]), "TMPDIR": str(places["tmp"]), "PYTHONPATH": str(ROOT)}
    environment.pop("XDG_CACHE_HOME", None)
    inputs = [str(CORPUS.articles / "e01.jsonl"), str(tmp_path / "a.csv")]
    done = subprocess.run(
        [sys.executable, "-B", "-c", PROGRAM, *inputs], cwd=places["work"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().strip() == "{}"
    assert done.stderr == b""
    assert [path for place in places.values() for path in place.rglob("*")] == []
