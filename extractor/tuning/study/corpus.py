"""A corpus in chunks, read by several processes under one or more sets of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from extractor.model import RawArticle
from extractor.processes import spawning
from extractor.sources import ReadOptions, read_articles
from extractor.sources.chunks import chunks
from extractor.tuning.study.reading import Reading
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.store import Store, store_for

# A chunk ends at whichever comes first: small enough that the last one does not keep one process waiting.
CHUNK_ARTICLES = 250
CHUNK_CHARACTERS = 500_000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles under some paths, how they are read, and by how many processes."""

    paths: tuple[str, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    workers: int = 1


def each_chunk(corpus: Corpus, rules: Sequence[RuleSet], task: Callable[..., _T], *more: object) -> Iterator[_T]:
    """What `task(index, *more)` gives for each chunk of the corpus, in order. It runs where `readings()` are those of `rules`.

    Raises UsageError for the corpus and RuleError for a set of rules.
    """
    store = store_for(corpus.paths, corpus.options)
    known = [store.chunks(of.text) for of in rules]
    small = None not in known and known[0] in (0, 1)
    with _Workers(store.directory, rules, 1 if small else corpus.workers) as workers:
        for of in rules:
            if store.chunks(of.text) is None:
                store.set_chunks(of.text, _clean(workers, of, corpus))
        number = store.chunks(rules[0].text) or 0
        yield from workers.each(task, ((index, *more) for index in range(number)))


def readings() -> Sequence[Reading]:
    """The corpus as each set of rules reads it, in this process."""
    return _readings


def _clean(workers: _Workers, rules: RuleSet, corpus: Corpus) -> int:
    """Reads the corpus and has it cleaned; how many chunks it has."""
    articles = (item for item in read_articles(corpus.paths, corpus.options) if isinstance(item, RawArticle))
    cut = chunks(articles, articles=CHUNK_ARTICLES, characters=CHUNK_CHARACTERS)
    tasks = ((rules.text, index, chunk) for index, chunk in enumerate(cut))
    return sum(1 for _ in workers.each(_clean_chunk, tasks))


_readings: list[Reading] = []


def _start_worker(directory: Path, rules: Sequence[RuleSet]) -> None:
    """Makes this process ready to read the corpus in a store, under the old and the new rules."""
    _readings[:] = [Reading(Store(directory), of) for of in rules]


def _clean_chunk(digest: str, index: int, articles: list[RawArticle]) -> None:
    """Cleans a chunk with whichever rules have that digest."""
    next(reading for reading in _readings if reading.rules.text == digest).clean(index, articles)


class _Workers:
    """Processes that read the corpus; this one alone where one is asked for."""

    def __init__(self, directory: Path, rules: Sequence[RuleSet], number: int) -> None:
        self._start = (directory, tuple(rules))
        self._number = number
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Workers:
        if self._number > 1:
            context = spawning()
            self._executor = ProcessPoolExecutor(
                self._number, mp_context=context, initializer=_start_worker, initargs=self._start
            )
        else:
            _start_worker(*self._start)
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    def each(self, task: Callable[..., _T], arguments: Iterable[tuple[object, ...]]) -> Iterator[_T]:
        """What the task gives for each tuple of arguments, in their order; a few are read ahead."""
        if self._executor is None:
            yield from (task(*these) for these in arguments)
            return
        waiting = []
        for these in arguments:
            waiting.append(self._executor.submit(task, *these))
            if len(waiting) > 3 * self._number:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
