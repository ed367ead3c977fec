"""A corpus under two sets of rules, on several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from extractor.model import RawArticle
from extractor.sources import ReadOptions, read_articles
from extractor.tuning.diff.changes import Change, changes
from extractor.tuning.study.parts import Told
from extractor.tuning.study.reading import Reading
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.store import Store, store_for
from extractor.tuning.study.told import mentions_of

# A chunk ends at whichever comes first: small enough that the last one does not keep one process waiting.
CHUNK_ARTICLES = 250
CHUNK_CHARACTERS = 500_000
_T = TypeVar("_T")


@dataclass(slots=True)
class Difference:
    """The changes over a corpus in its order, how many articles it has, and those that the pipeline failed on."""

    changes: list[Change] = field(default_factory=list)
    articles: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Difference) -> None:
        """Adds the next chunk."""
        self.changes += other.changes
        self.articles += other.articles
        self.failed += other.failed


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared on what; `mentions` tells whether mentions are compared too, where they can differ."""

    old: RuleSet
    new: RuleSet
    paths: tuple[str, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    workers: int = 1
    mentions: bool = True


def compare(job: Comparison) -> Difference:
    """What the new rules change. Raises UsageError for the corpus and RuleError for either set of rules."""
    store = store_for(job.paths, job.options)
    with _Workers(store.directory, (job.old, job.new), job.workers) as workers:
        for rules in dict.fromkeys((job.old, job.new)):
            if store.chunks(rules.text) is None:
                store.set_chunks(rules.text, _clean(workers, rules, job))
        number = store.chunks(job.new.text) or 0
        mentions = job.mentions and job.old.mentions != job.new.mentions
        whole = Difference()
        for part in workers.each(compare_chunk, ((index, mentions) for index in range(number))):
            whole.add(part)
    return whole


def _clean(workers: _Workers, rules: RuleSet, job: Comparison) -> int:
    """Reads the corpus and has it cleaned; how many chunks it has."""
    articles = (item for item in read_articles(job.paths, job.options) if isinstance(item, RawArticle))
    tasks = ((rules.text, index, chunk) for index, chunk in enumerate(_chunks(articles)))
    return sum(1 for _ in workers.each(clean_chunk, tasks))


def _chunks(articles: Iterable[RawArticle]) -> Iterator[list[RawArticle]]:
    chunk: list[RawArticle] = []
    characters = 0
    for article in articles:
        chunk.append(article)
        characters += len(article.text)
        if len(chunk) >= CHUNK_ARTICLES or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


_readings: list[Reading] = []


def start_worker(directory: Path, rules: Sequence[RuleSet]) -> None:
    """Makes this process ready to read the corpus in a store, under the old and the new rules."""
    _readings[:] = [Reading(Store(directory), of) for of in rules]


def clean_chunk(digest: str, index: int, articles: list[RawArticle]) -> None:
    """Cleans a chunk with whichever rules have that digest."""
    next(reading for reading in _readings if reading.rules.text == digest).clean(index, articles)


def compare_chunk(index: int, mentions: bool) -> Difference:
    """The changes of one chunk."""
    old, new = _readings
    cleaned, before, after = new.cleaned(index), old.facts(index), new.facts(index, old)
    found = Difference(articles=len(cleaned))
    mentioned = zip(_mentions(old, index), _mentions(new, index), strict=True) if mentions else None
    for article, was, now in zip(cleaned, before, after, strict=True):
        pairs = [(was.told, now.told), *([next(mentioned)] if mentioned else [])]
        found.changes += (change for pair in pairs for change in changes(article.source, *pair))
        if now.failed:
            found.failed.append((article.source, now.failed))
    return found


def _mentions(reading: Reading, index: int) -> Iterator[list[Told]]:
    for cleaned, mentioned in zip(reading.cleaned(index), reading.mentioned(index), strict=True):
        yield list(mentions_of(cleaned, mentioned.all))


class _Workers:
    """Processes that read the corpus; this one alone where one is asked for."""

    def __init__(self, directory: Path, rules: Sequence[RuleSet], number: int) -> None:
        self._start = (directory, tuple(rules))
        self._number = number
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Workers:
        if self._number > 1:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self._number, mp_context=context, initializer=start_worker, initargs=self._start)
        else:
            start_worker(*self._start)
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
