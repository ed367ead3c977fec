"""Times on a machine that does other things too: CPU seconds, contestants in turn with a reference, medians of the ratios."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Run = Callable[[], object]


@dataclass(frozen=True)
class Contestant:
    """What is measured; `rounds` is the most that it is run, for slow ones."""

    name: str
    run: Run
    rounds: int = 99


@dataclass
class Times:
    """Seconds of a contestant, and of the reference around each."""

    own: list[float] = field(default_factory=list)
    reference: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """How many times as fast as the reference; the median over the rounds."""
        return statistics.median(reference / own for own, reference in zip(self.own, self.reference, strict=True))

    @property
    def seconds(self) -> float:
        """The median over the rounds."""
        return statistics.median(self.own)


def seconds(run: Run) -> float:
    """The CPU seconds that this process needs for it."""
    gc.collect()
    started = time.process_time()
    run()
    return time.process_time() - started


def alternate(reference: Run, contestants: Sequence[Contestant], rounds: int) -> dict[str, Times]:
    """The times of each contestant: reference, contestant, reference, contestant …, round after round.

    A contestant is held against the mean of the reference's runs right before and behind it. Each is run once before, untimed.
    """
    for run in (reference, *(contestant.run for contestant in contestants)):
        run()
    times = {contestant.name: Times() for contestant in contestants}
    before = seconds(reference)
    for number in range(rounds):
        for contestant in contestants:
            if number >= contestant.rounds:
                continue
            own = seconds(contestant.run)
            behind = seconds(reference)
            times[contestant.name].own.append(own)
            times[contestant.name].reference.append((before + behind) / 2)
            before = behind
    return times
