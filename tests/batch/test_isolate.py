"""Which document ends its process."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.batch.isolate import culprit


@given(size=st.integers(0, 70), poison=st.sets(st.integers(0, 69)), guess=st.none() | st.integers(0, 80))
def test_the_first_deadly_item_is_found_or_the_one_guessed(size: int, poison: set[int], guess: int | None) -> None:
    deadly = {number for number in poison if number < size}
    trials: list[tuple[int, int]] = []

    def trial(first: int, end: int) -> int | None:
        trials.append((first, end))
        return None if deadly & set(range(first, min(end, size))) else min(end, size)

    found = culprit(trial, guess)
    assert found == (guess if guess in deadly else min(deadly, default=None))
    assert len(trials) <= 20


def test_an_item_that_died_by_chance_is_not_blamed() -> None:
    deaths = [(0, 4), (2, 3), (2, 3), (2, 3)]

    def trial(first: int, end: int) -> int | None:
        if (first, end) in deaths:
            deaths.remove((first, end))
            return None
        return min(end, 10)

    assert culprit(trial) == 2
    deaths = [(0, 4), (2, 3), (2, 3)]
    assert culprit(trial) is None
