"""What does shards: processes of this machine, or a cluster."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Protocol

from extractor.batch.outcomes import Outcome
from extractor.batch.tasks import Task


class Engine(Protocol):
    """Does tasks, several at a time."""

    @property
    def width(self) -> int:
        """How many tasks are done at a time."""
        ...

    @property
    def shares_fate(self) -> bool:
        """Whether one process that dies takes the tasks of all others with it."""
        ...

    def check(self) -> None:
        """Makes ready to work. Raises RuleError and UsageError where rules cannot be used."""
        ...

    def submit(self, task: Task) -> Future[Outcome]:
        """The task's outcome to come."""
        ...

    def died(self, error: BaseException) -> bool:
        """Whether a task ended with this error because its process, or its machine, did."""
        ...

    def restart(self) -> None:
        """Makes ready again after a process died."""
        ...

    def stop(self, *, at_once: bool = False) -> None:
        """Ends all processes; `at_once` without waiting for what they are at."""
        ...
