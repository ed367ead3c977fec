"""Which document of a shard ends the process that works on it."""

from __future__ import annotations

from collections.abc import Callable

Trial = Callable[[int, int], int | None]
"""Does the items from the first number up to the second in a process of their own: how many items there are below that end, or
None where the process died."""


def culprit(trial: Trial, guess: int | None = None) -> int | None:
    """The number of an item that ends the process whenever it is done, by itself too; None where none does.

    `guess` is tried first. Else the beginning of the shard is done, twice as many items each time, and what died is halved.
    """
    if guess is not None and _dies_alone(trial, guess):
        return guess
    alive, dead = 0, 1
    while (found := trial(0, dead)) is not None:
        if found < dead:
            return None
        alive, dead = dead, dead * 2
    while dead - alive > 1:
        middle = (alive + dead) // 2
        alive, dead = (alive, middle) if trial(alive, middle) is None else (middle, dead)
    return alive if _dies_alone(trial, alive) else None


def _dies_alone(trial: Trial, number: int) -> bool:
    """Twice, as a process may be killed by chance at that moment."""
    return all(trial(number, number + 1) is None for _ in range(2))
