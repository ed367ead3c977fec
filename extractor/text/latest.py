"""What is made of rules once, for the rule sets in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")

MOST = 8
"""How many objects are remembered: more than a process works with at once, few enough that one which loads rules after every
change, as the workbench does, keeps nothing of the old ones for long."""


def of_latest(make: Callable[[Key], Made]) -> Callable[[Key], Made]:
    """The function, which is called once for each of the last `MOST` arguments.

    Arguments are told apart by their identity, as structs with a dict inside cannot be hashed; they must never change.
    """
    known: dict[int, tuple[Key, Made]] = {}
    lock = Lock()

    @wraps(make)
    def remembered(key: Key) -> Made:
        found = known.get(id(key))
        if found is None or found[0] is not key:
            found = (key, make(key))
            with lock:
                known.pop(id(key), None)
                while len(known) >= MOST:
                    del known[next(iter(known))]
                known[id(key)] = found
        return found[1]

    return remembered
