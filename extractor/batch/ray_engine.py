"""Shards on a Ray cluster: each is a task of Ray core, done by the same function as on one machine.

Ray itself retries nothing: a document that ends its worker would be retried as often as a lost machine's tasks are. Which of
both it was is found out by the schedule.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
import threading
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.batch.outcomes import Outcome
from extractor.batch.pipelines import Choices, pipeline_for
from extractor.batch.tasks import How, Task
from extractor.errors import UsageError
from extractor.extras import MissingExtraError
from extractor.rules.files import names_under

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody

try:
    import ray
    from ray.exceptions import RayError, RayTaskError, TaskCancelledError
except ImportError as missing:
    raise MissingExtraError("ray", "ray", "--engine ray") from missing

REACHED_WITHIN = 10.0
"""Seconds that a cluster has to answer."""

LOCAL = "local"
"""The address that starts a cluster on this machine, which ends with the run."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """Directories of rules and user dictionaries as they travel: the name of each directory, and its files."""

    directories: tuple[tuple[str, tuple[tuple[str, bytes], ...]], ...]
    dictionaries: tuple[bytes, ...]

    @classmethod
    def read(cls, choices: Choices) -> _Rules:
        def files(root: Path) -> tuple[tuple[str, bytes], ...]:
            return tuple((name, (root / name).read_bytes()) for name in names_under(root))

        directories = tuple((root.resolve().name, files(root)) for root in choices.rules)
        return cls(directories, tuple(path.read_bytes() for path in choices.user_words))


class RayEngine:
    """Does tasks on the cluster at `address`: `auto` finds it as `ray start` left it, a `ray://` or host:port is another one."""

    shares_fate = False

    def __init__(self, address: str, how: How, workers: int) -> None:
        _connect(address, workers)
        self._setting = ray.put((how, _Rules.read(how.choices)))
        self._do = ray.remote(num_cpus=1, max_retries=0)(_do)
        self._ready = ray.remote(num_cpus=1)(_ready)

    @property
    def width(self) -> int:
        return max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]

    def check(self) -> None:
        try:
            ray.get(self._ready.remote(self._setting))
        except RayTaskError as error:
            raise error.cause from None

    def submit(self, task: Task) -> Future[Outcome]:
        future: Future[Outcome] = self._do.remote(self._setting, task).future()
        return future

    def died(self, error: BaseException) -> bool:
        return isinstance(error, RayError) and not isinstance(error, RayTaskError | TaskCancelledError)

    def restart(self) -> None:
        """Nothing: Ray starts workers by itself."""

    def stop(self, *, at_once: bool = False) -> None:
        del at_once  # what is running ends with the job of this process
        ray.shutdown()


def _connect(address: str, workers: int) -> None:
    """Connects this process to the cluster. Raises UsageError where there is none."""
    own: dict[str, Any] = {"num_cpus": workers, "include_dashboard": False} if address == LOCAL else {}
    on_sigterm = signal.getsignal(signal.SIGTERM)
    try:
        _reach(address)
        ray.init(
            None if address == LOCAL else address,
            ignore_reinit_error=True,
            logging_level=logging.WARNING,
            log_to_driver=False,
            **own,
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"no Ray cluster at {address}: {str(error).splitlines()[0]}") from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, on_sigterm)  # Ray has put its own there


def _reach(address: str) -> None:
    """Raises OSError where nothing listens at HOST:PORT: Ray itself would try for minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host, int(port)), timeout=REACHED_WITHIN).close()


def _do(setting: tuple[How, _Rules], task: Task) -> Outcome:
    from extractor.batch.workshop import do

    return do(task, _here(*setting))


def _ready(setting: tuple[How, _Rules]) -> None:
    how = _here(*setting)
    pipeline_for(how.make, how.choices, how.rules)


def _here(how: How, rules: _Rules) -> How:
    """How shards are done on this machine: with the rules as files of its own, and a place for watches where others cannot see
    it."""
    directories, dictionaries = _unpacked(rules)
    choices = replace(how.choices, rules=directories, user_words=dictionaries)
    return replace(how, choices=choices, watches=how.watches or str(_scratch() / "watch"))


@lru_cache(maxsize=1)
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="extractor-"))


@lru_cache(maxsize=1)
def _unpacked(rules: _Rules) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    directories: list[Path] = []
    for number, (name, files) in enumerate(rules.directories):
        directory = Path(tempfile.mkdtemp(prefix=f"rules-{number}-", dir=_scratch())) / name
        directory.mkdir()
        for inside, content in files:
            (directory / inside).parent.mkdir(parents=True, exist_ok=True)
            (directory / inside).write_bytes(content)
        directories.append(directory)
    dictionaries = tuple(Path(tempfile.mkdtemp(prefix="words-", dir=_scratch())) / "words.txt" for _ in rules.dictionaries)
    for path, content in zip(dictionaries, rules.dictionaries, strict=True):
        path.write_bytes(content)
    return tuple(directories), dictionaries
