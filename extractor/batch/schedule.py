"""Shards to an engine and their outcomes back, in order, whoever dies in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace

from extractor.batch.engine import Engine
from extractor.batch.isolate import culprit
from extractor.batch.outcomes import Outcome
from extractor.batch.shards import Shard
from extractor.batch.tasks import How, Task
from extractor.batch.watch import Last, last_document
from extractor.errors import ExtractorError

AHEAD = 2
"""How many shards for each process are given out at a time, so that none waits for the next one."""

TICK = 0.5
"""Seconds between two looks at the progress while nothing ends."""

FRUITLESS = 6
"""How often a shard whose process dies with no document to blame is tried. Three were too few where something else on the
machine kills a process every few seconds: one in a hundred such runs was given up."""

DIED = "its worker process died"


class Schedule:
    """The shards of a run on their way through an engine."""

    def __init__(self, engine: Engine, how: How, *, keeps_cleaned: Callable[[], bool] = lambda: True) -> None:
        self._engine = engine
        self._how = how
        self._keeps_cleaned = keeps_cleaned
        self._running: dict[Future[Outcome], tuple[int, Task]] = {}
        self._deaths: Counter[int] = Counter()

    def outcomes(self, shards: Iterator[Shard], tick: Callable[[], None] = lambda: None) -> Iterator[tuple[Shard, Outcome]]:
        """Each shard with its outcome, in the order of the shards; `tick` is called now and then."""
        ready: dict[int, tuple[Shard, Outcome]] = {}
        given = told = 0
        more = True
        while more or self._running:
            while more and len(self._running) < self._engine.width * AHEAD:
                shard = next(shards, None)
                more = shard is not None
                if shard is not None:
                    self._start(given, Task(shard, keeps_cleaned=self._keeps_cleaned()))
                    given += 1
            for number, task, outcome in self._ended():
                ready[number] = (task.shard, outcome)
            while told in ready:
                yield ready.pop(told)
                told += 1
            tick()

    def _start(self, number: int, task: Task) -> None:
        self._running[self._engine.submit(task)] = (number, task)

    def _ended(self) -> Iterator[tuple[int, Task, Outcome]]:
        """What has ended by now, or in a moment; what died is started again."""
        ended, _ = wait(self._running, timeout=TICK, return_when=FIRST_COMPLETED)
        if self._engine.shares_fate and any(self._has_died(future) for future in ended):
            ended, _ = wait(self._running)
            self._engine.restart()
        dead: list[tuple[int, Task]] = []
        for future in ended:
            number, task = self._running.pop(future)
            if self._has_died(future):
                dead.append((number, task))
            else:
                yield number, task, future.result()
        for number, task in sorted(dead, key=lambda pair: self._was_late(pair[1])):
            yield from self._again(number, task)

    def _was_late(self, task: Task) -> bool:
        last = self._last(task)
        return last is not None and last.late

    def _last(self, task: Task) -> Last | None:
        return last_document(self._how.watch_path(task.shard)) if self._how.watches else None

    def _has_died(self, future: Future[Outcome]) -> bool:
        if future.cancelled():
            return True
        error = future.exception()
        return error is not None and self._engine.died(error)

    def _again(self, number: int, task: Task) -> Iterator[tuple[int, Task, Outcome]]:
        """Starts a dead shard again, without the document whose time was over. One that may have died of a document of its own
        is done alone, and its outcome told."""
        last = self._last(task)
        self._deaths[number] += 1
        if last and last.late:
            self._start(number, without(task, last.number, self._out_of_time()))
        elif self._engine.shares_fate or self._deaths[number] > 1:
            yield number, task, self._alone(task, last.number if last else None)
        else:
            self._start(number, task)

    def _alone(self, task: Task, guess: int | None) -> Outcome:
        """The outcome of a shard with nothing else beside it; documents that end its process are found and rejected."""
        fruitless = 0
        while True:
            outcome = self._tried(task)
            if outcome is not None:
                return outcome
            last = self._last(task)
            found, reason = (last.number, self._out_of_time()) if last and last.late else (self._culprit(task, guess), DIED)
            guess = None
            fruitless += found is None
            if found is not None:
                task = without(task, found, reason)
            elif fruitless >= FRUITLESS:
                raise ExtractorError(
                    f"the process that works on {task.shard.name} died {fruitless} times with no document to blame; "
                    "what is done is kept"
                )

    def _culprit(self, task: Task, guess: int | None) -> int | None:
        def trial(first: int, end: int) -> int | None:
            outcome = self._tried(replace(task, only=(first, end)))
            return None if outcome is None else outcome.items

        return culprit(trial, guess)

    def _tried(self, task: Task) -> Outcome | None:
        """The outcome of a task that is done while nothing waits for it; None where its process died."""
        future = self._engine.submit(task)
        wait([future])
        if not self._has_died(future):
            return future.result()
        if self._engine.shares_fate:
            wait(self._running)
            self._engine.restart()
        return None

    def _out_of_time(self) -> str:
        return f"not done within {self._how.seconds:g} s"


def without(task: Task, number: int, reason: str) -> Task:
    """The task without that item; where it had been left out already, it cannot even be read."""
    if number in task.skipped:
        return replace(task, unreadable={**task.unreadable, number: reason})
    return replace(task, skipped={**task.skipped, number: reason})
