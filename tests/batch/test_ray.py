"""The same shards on a real cluster: two nodes on this machine's loopback, one killed, and a driver killed and started again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import RunOptions, run
from extractor.batch.options import Progress
from extractor.errors import RuleError, UsageError
from tests.batch.corpus import SMALL_SHARD, article, deadly, tables_of, write_files, write_lines
from tests.batch.test_runs import kept, rejects, when, write_rules

pytest.importorskip("ray", reason="Ray is not installed: pip install 'zh-news-extractor[ray]'")

ROOT = str(Path(__file__).parents[2])
OPTIONS = RunOptions(workers=2, shard_bytes=SMALL_SHARD, engine="ray")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes with one processor each; what they import is what these tests do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("PYTHONPATH", ROOT)
        from ray.cluster_utils import Cluster

        node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": 80 << 20}
        made: Any = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
        made.add_node(**node)
        yield made
        made.shutdown()


@pytest.fixture(scope="module")
def options(cluster: Any) -> RunOptions:
    return replace(OPTIONS, ray_address=cluster.address)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("news")
    write_files(directory / "files", 24)
    write_lines(directory / "lines.jsonl", [*map(article, range(100, 140)), ""])
    (directory / "more.csv").write_text("text\n" + "".join(f'"{article(n)}"\n' for n in range(200, 240)), "utf-8")
    return directory


@pytest.fixture(scope="module")
def expected(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the local engine writes."""
    out = tmp_path_factory.mktemp("expected")
    run([str(news)], out, replace(OPTIONS, engine="local"))
    return tables_of(out)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGKILL, -9), (signal.SIGTERM, 143)])
def test_the_driver_is_killed_and_started_again(
    number: int, code: int, news: Path, expected: dict[str, bytes], options: RunOptions, tmp_path: Path
) -> None:
    script = Path(__file__).with_name("script.py")
    command = [sys.executable, str(script), str(news), str(tmp_path), "--engine", "ray", "--ray-address", options.ray_address]
    driver = subprocess.Popen(command, stderr=subprocess.PIPE)
    when(lambda: kept(tmp_path) >= 3)
    driver.send_signal(number)
    _, told = driver.communicate()
    assert driver.returncode == code, told
    assert not list(tmp_path.glob("*.csv"))
    summary = run([str(news)], tmp_path, options)
    assert summary.resumed
    assert tables_of(tmp_path) == expected


def test_documents_that_kill_their_workers_are_rejected(options: RunOptions, tmp_path: Path) -> None:
    texts = [article(number) for number in range(20)]
    texts[13] += "毒"
    write_lines(tmp_path / "a.jsonl", texts)
    summary = run([str(tmp_path / "a.jsonl")], tmp_path / "out", replace(options, make=deadly))
    assert summary.rows["documents"] == 19
    assert rejects(tmp_path / "out") == [[f"{tmp_path}/a.jsonl#14", "", "failed: its worker process died"]]


def test_rules_of_this_machine_travel_to_the_others(news: Path, options: RunOptions, tmp_path: Path) -> None:
    rules = write_rules(tmp_path / "rules", "facts/awards.yaml", "extends: true\nfragments: {won: 擒得}\n")
    paths = [str(news / "lines.jsonl")]
    run(paths, tmp_path / "ray", replace(options, rules=rules))
    run(paths, tmp_path / "local", replace(options, rules=rules, engine="local"))
    assert tables_of(tmp_path / "ray") == tables_of(tmp_path / "local")
    wrong = write_rules(tmp_path / "wrong", "mentions/money.yaml", "no_such_key: 1\n")
    with pytest.raises(RuleError, match="no_such_key"):
        run(paths, tmp_path / "none", replace(options, rules=wrong))


def test_a_node_is_killed_in_the_middle(
    cluster: Any, news: Path, expected: dict[str, bytes], options: RunOptions, tmp_path: Path
) -> None:
    killed: list[Any] = []

    def kill_the_other_node(progress: Progress) -> None:
        if progress.shards >= 3 and not killed:
            killed.append(next(iter(cluster.worker_nodes)))
            cluster.remove_node(killed[0], allow_graceful=False)

    run([str(news)], tmp_path, replace(options, on_progress=kill_the_other_node))
    assert killed
    assert tables_of(tmp_path) == expected


def test_no_cluster_is_told(tmp_path: Path, news: Path) -> None:
    with pytest.raises(UsageError, match=r"no Ray cluster at 127\.0\.0\.1:1: .*refused"):
        run([str(news)], tmp_path, replace(OPTIONS, ray_address="127.0.0.1:1"))
