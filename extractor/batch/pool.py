"""Articles to rows in several processes, in the order of the input."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from extractor.batch.work import NO_CHOICES, Done, WorkerStart, extract_chunk, failed, start_worker
from extractor.model import RawArticle, Reject
from extractor.outputs.rows import reject_rows
from extractor.sources.chunks import chunks

Chunk = list[RawArticle | Reject]

CHUNK_ARTICLES = 32
CHUNK_CHARACTERS = 200_000
"""A chunk ends at whichever comes first: enough work to pay for the way to a worker, little to do again after a crash."""

CHUNKS_AHEAD = 3
"""How many chunks per worker are read ahead; bounds what is held in memory."""


def extract_in_pool(items: Iterable[RawArticle | Reject], workers: int, start: WorkerStart = NO_CHOICES) -> Iterator[Done]:
    """The rows of each input, in order. An article that kills its worker becomes a reject; nothing else is lost or doubled."""
    pool = _Pool(workers, start)
    waiting: deque[tuple[Chunk, Future[list[Done]]]] = deque()
    try:
        for chunk in chunks(items, articles=CHUNK_ARTICLES, characters=CHUNK_CHARACTERS):
            waiting.append((chunk, pool.submit(chunk)))
            if len(waiting) >= workers * CHUNKS_AHEAD:
                yield from _next(waiting, pool)
        while waiting:
            yield from _next(waiting, pool)
    finally:
        pool.stop()


class _Pool:
    """A process pool that can be started again after one of its workers died."""

    def __init__(self, workers: int, start: WorkerStart) -> None:
        self._start = start
        self._workers = workers
        self._executor = self._started()

    def submit(self, chunk: Chunk) -> Future[list[Done]]:
        """The chunk's rows to come; where the pool is broken, a future that says so."""
        try:
            return self._executor.submit(extract_chunk, chunk)
        except BrokenProcessPool as error:
            failed_future: Future[list[Done]] = Future()
            failed_future.set_exception(error)
            return failed_future

    def restart(self) -> None:
        """A new pool in place of the broken one. All futures of the old one are done, failed or cancelled then."""
        self.stop()
        self._executor = self._started()

    def stop(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _started(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=start_worker, initargs=self._start)


def _next(waiting: deque[tuple[Chunk, Future[list[Done]]]], pool: _Pool) -> Iterator[Done]:
    """The rows of the oldest chunk. After a crash its articles are done again one by one, and the other chunks anew."""
    chunk, future = waiting.popleft()
    try:
        yield from future.result()
        return
    except (BrokenProcessPool, CancelledError):
        pool.restart()
    for item in chunk:
        yield from _alone(item, pool)
    for index, (other, lost) in enumerate(waiting):
        if lost.cancelled() or lost.exception() is not None:
            waiting[index] = (other, pool.submit(other))


def _alone(item: RawArticle | Reject, pool: _Pool) -> list[Done]:
    try:
        return pool.submit([item]).result()
    except BrokenProcessPool:
        pool.restart()
    reject = failed(item, "its worker process died") if isinstance(item, RawArticle) else item
    return [Done(reject_rows(reject))]
