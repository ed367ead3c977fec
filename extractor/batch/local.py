"""Shards on this machine: a process pool over a forkserver, made again after a process died."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Any

from extractor.batch.outcomes import Outcome
from extractor.batch.pipelines import default_pipeline, pipeline_for
from extractor.batch.tasks import How, Task
from extractor.processes import SAFE_PATH, spawning

_FORKSERVER_MODULES = ["__main__", "extractor.batch.warm"]
VARIABLE = "EXTRACTOR_FORKSERVER"
"""The environment variable that tells the forkserver the choices, as it has no other way to be told."""

_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MALLOC_MMAP_THRESHOLD_": str(128 << 10),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 10),
    **SAFE_PATH,
}
"""What keeps libraries from starting threads when they are imported, before the forkserver forks (the processes share the cores
among them anyway), gives freed memory back at once, so that workers do not copy it, and keeps modules of the current directory
out."""


class LocalEngine:
    """Does tasks in `workers` processes of this machine."""

    shares_fate = True

    def __init__(self, workers: int, how: How) -> None:
        self.width = workers
        self._how = how
        self._executor = self._started()

    def check(self) -> None:
        self._executor.submit(_ready).result()

    def submit(self, task: Task) -> Future[Outcome]:
        try:
            return self._executor.submit(_do, task)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def died(self, error: BaseException) -> bool:
        return isinstance(error, BrokenProcessPool)

    def restart(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._started()

    def stop(self, *, at_once: bool = False) -> None:
        if at_once:
            processes: dict[int, Any] = getattr(self._executor, "_processes", None) or {}
            for process in list(processes.values()):
                process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.width, mp_context=_context(self._how), initializer=_start, initargs=(self._how,))


def _context(how: How) -> BaseContext:
    """Where processes come from: a forkserver that has loaded the pipeline, or nothing where the system has none."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return spawning()
    from multiprocessing import forkserver

    context = multiprocessing.get_context("forkserver")
    with _forkserver_told(how):
        context.set_forkserver_preload(_FORKSERVER_MODULES)
        forkserver.ensure_running()
    return context


@contextmanager
def _forkserver_told(how: How) -> Iterator[None]:
    """The environment that the forkserver starts with, should it start now."""
    told = dict(_ENVIRONMENT)
    if how.make is default_pipeline:
        told[VARIABLE] = how.choices.written()
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


_how: list[How] = []


def _start(how: How) -> None:
    """Makes this process a worker: it leaves Ctrl-C to the main process, and ends when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _how[:] = [how]


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> None:
    pipeline_for(_how[0].make, _how[0].choices, _how[0].rules)


def _do(task: Task) -> Outcome:
    from extractor.batch.workshop import do

    return do(task, _how[0])
