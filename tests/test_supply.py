"""What the program is made of and may reach: no foreign code, no foreign objects, no network."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.merge.queries import answer
from tests.quality import CORPUS, ROOT

PACKAGE = ROOT / "extractor"
UNSAFE_MODULES = {
    "pickle",
    "_pickle",
    "cPickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "joblib",
    "imp",
    "runpy",
    "code",
    "ctypes",
}
"""They make objects or code of bytes, which may be another's."""

NETWORK_MODULES = {"urllib.request", "http.client", "ftplib", "smtplib", "telnetlib", "requests", "httpx", "aiohttp", "urllib3"}
"""Clients; the workbench serves on the loopback address by way of its own libraries."""

UNSAFE_CALLS = {"eval", "exec", "__import__", "breakpoint"}
UNSAFE_METHODS = {
    ("os", "system"),
    ("os", "popen"),
    ("yaml", "load"),
    ("yaml", "unsafe_load"),
    ("yaml", "full_load"),
    ("tempfile", "mktemp"),
    ("tempfile", "gettempdir"),  # a name in a place where others write can be taken before
}
ARTICLE = "昨日，厦门云帆机械有限公司获得第六届厦门市质量奖，市政府奖励100万元。\n"
COMMAND = str(Path(sys.executable).parent / "extractor")
GUARD = """
import socket, sys
def refused(*told, **more):
    sys.stderr.write(f"NETWORK {told!r}\\n")
    raise OSError("no network in this test")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = socket.getaddrinfo = socket.create_connection = refused
"""


OWN = {"extractor/cli/messages.py": ["yaml.load"]}
"""Uses that meet nothing of others: the safe loader, on a file of the package."""


def unsafe_parts(source: str) -> Iterator[str]:
    """What a module imports or calls that it must not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            names = []
        yield from (name for name in names if name in UNSAFE_MODULES | NETWORK_MODULES)
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in UNSAFE_CALLS:
                yield called.id
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
                pair = (called.value.id, called.attr)
                if pair in UNSAFE_METHODS:
                    yield ".".join(pair)
            yield from ("shell=True" for word in node.keywords if word.arg == "shell" and not _is_false(word.value))


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def test_nothing_unsafe_is_imported_or_called() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert len(modules) > 200
    found = {str(path.relative_to(ROOT)): list(unsafe_parts(path.read_text("utf-8"))) for path in modules}
    assert {name: parts for name, parts in found.items() if parts} == OWN


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("import pickle", "pickle"),
        ("from urllib import request", "urllib.request"),
        ("import yaml\nyaml.load(x)", "yaml.load"),
        ("eval('1')", "eval"),
        ("import subprocess\nsubprocess.run('x', shell=True)", "shell=True"),
    ],
)
def test_the_search_finds_what_is_unsafe(source: str, part: str) -> None:
    assert part in list(unsafe_parts(source))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("offline")
    (directory / "a.txt").write_text(ARTICLE * 2, "utf-8")
    page = f"<!DOCTYPE html SYSTEM 'http://198.51.100.1/x.dtd'><img src='http://198.51.100.1/a.png'><p>{ARTICLE}</p>"
    (directory / "b.html").write_text(page, "utf-8")
    return directory


def _run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120)


def test_a_run_reaches_for_no_network(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(GUARD, "utf-8")
    out = tmp_path / "out"
    told = _run(
        [sys.executable, "-m", "extractor", "run", str(articles), "--out", str(out), "--merge", "--format", "csv,xlsx,parquet"],
        {"PYTHONPATH": str(tmp_path)},
    )
    assert told.returncode == 0, told.stderr
    assert "NETWORK" not in told.stderr
    assert (out / "award_facts.csv").is_file()


def test_a_run_works_without_a_network(articles: Path, tmp_path: Path) -> None:
    apart = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*apart, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine makes no network namespaces")
    command = [sys.executable, "-m", "extractor", "run", str(articles), "--out", str(tmp_path), "--workers", "2"]
    told = _run([*apart, *command], {})
    assert told.returncode == 0, told.stderr
    assert "厦门市质量奖" in (tmp_path / "award_facts.csv").read_text("utf-8")


def test_no_module_is_loaded_from_the_current_directory(tmp_path: Path) -> None:
    for name in ("multiprocessing", "signal", "json", "regex", "jieba", "yaml", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'a').write({name!r})\n", "utf-8")
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"text": ARTICLE * 40 + str(number)}) + "\n" for number in range(120)), "utf-8")
    told = subprocess.run(
        [COMMAND, "run", str(many), "--out", str(tmp_path / "out"), "--workers", "2"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "out" / ".run" / "rows").is_dir()  # there were workers
    assert not (tmp_path / "loaded").exists()


def test_no_module_is_loaded_from_the_current_directory_when_rules_are_compared(tmp_path: Path) -> None:
    (tmp_path / "multiprocessing.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'a')\n", "utf-8")
    (tmp_path / "mine" / "facts").mkdir(parents=True)
    (tmp_path / "mine" / "facts" / "awards.yaml").write_text("extends: true\nfragments: {won: 擒得}\n", "utf-8")
    command = [COMMAND, "rules", "diff", str(ROOT / "rules"), str(tmp_path / "mine"), str(CORPUS.articles), "--workers", "2"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode in (0, 1), told.stderr
    assert not (tmp_path / "loaded").exists()


def test_a_query_loads_no_extension(tmp_path: Path) -> None:
    (tmp_path / "documents.jsonl").write_text('{"doc_id": "x"}\n', "utf-8")
    assert answer(tmp_path, "SELECT count(*) FROM documents")[1] == [(1,)]
    with pytest.raises(UsageError, match="httpfs"):
        answer(tmp_path, "SELECT * FROM read_csv('https://198.51.100.1/a.csv')")
