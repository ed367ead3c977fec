"""A corpus held ready by processes of its own, so that a change of rules is answered while one types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from extractor.model import RawArticle
from extractor.processes import spawning
from extractor.sources.chunks import chunks
from extractor.tuning.study.reading import Reading
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.store import Store

CHUNK_ARTICLES = 125
CHUNK_CHARACTERS = 250_000
_KEPT_SETS = 4
"""Sets of rules whose facts are kept in memory: the one compared with, and those tried last."""
_T = TypeVar("_T")


class KeptStore(Store):
    """A store that keeps what it has read or made in memory too; facts of rules that are only tried are never written."""

    def __init__(self, directory: Path, base: RuleSet) -> None:
        super().__init__(directory)
        self.base = base
        self._kept: dict[tuple[str, str, int], list[Any]] = {}

    def load(self, part: str, digest: str, index: int, kind: Any, only: Collection[int] | None = None) -> list[Any] | None:
        known = self._kept.get((part, digest, index))
        if known is None:
            known = super().load(part, digest, index, kind)
            if known is None:
                return None
            self._keep(part, digest, index, known)
        return list(known) if only is None else [known[number] for number in only]

    def save(self, part: str, digest: str, index: int, parts: list[Any]) -> None:
        self._keep(part, digest, index, parts)
        if part != "facts" or digest == self.base.facts:
            super().save(part, digest, index, parts)

    def _keep(self, part: str, digest: str, index: int, parts: list[Any]) -> None:
        self._kept[part, digest, index] = parts
        sets = list(dict.fromkeys(told for kind, told, _ in self._kept if kind == part))
        for old in [told for told in sets[:-_KEPT_SETS] if told not in (self.base.facts, self.base.mentions, self.base.text)]:
            for key in [key for key in self._kept if key[:2] == (part, old)]:
                del self._kept[key]


class LiveStudy:
    """Compares a fixed set of rules with others over a fixed list of articles, by `workers` processes that each hold a share."""

    def __init__(self, store: Store, base: RuleSet, articles: Iterable[RawArticle], *, workers: int = 2) -> None:
        self.base = base
        context = spawning()
        start = (store.directory, base)
        self._workers = [ProcessPoolExecutor(1, mp_context=context, initializer=_start, initargs=start) for _ in range(workers)]
        self._ready: list[Future[int]] = []
        for index, chunk in enumerate(chunks(iter(articles), articles=CHUNK_ARTICLES, characters=CHUNK_CHARACTERS)):
            self._ready.append(self._worker(index).submit(_prepare, index, chunk))

    def _worker(self, index: int) -> ProcessPoolExecutor:
        return self._workers[index % len(self._workers)]

    @property
    def articles(self) -> int:
        """How many articles are ready."""
        return sum(made.result() for made in self._ready if made.done() and made.exception() is None)

    @property
    def ready(self) -> bool:
        """Whether all of them are."""
        return all(made.done() for made in self._ready)

    def each(self, task: Callable[[Reading, Reading, int], _T], rules: RuleSet) -> list[_T]:
        """What `task(old, new, index)` gives for each chunk, in order. Raises RuleError for the rules."""
        waiting = [self._worker(index).submit(_run, task, rules, index) for index in range(len(self._ready))]
        return [made.result() for made in waiting]

    def rebase(self, base: RuleSet) -> None:
        """Compares with other rules from now on, such as those that were just saved."""
        self.base = base
        for worker in self._workers:
            worker.submit(_rebase, base).result()

    def close(self) -> None:
        """Ends the processes, whatever they do."""
        for worker in self._workers:
            worker.shutdown(wait=False, cancel_futures=True)


_bases: list[Reading] = []
_tried: dict[str, Reading] = {}


def _start(directory: Path, base: RuleSet) -> None:
    """Makes this process ready to read its share."""
    _bases[:] = [Reading(KeptStore(directory, base), base)]


def _rebase(base: RuleSet) -> None:
    store = _bases[0].store
    assert isinstance(store, KeptStore)  # _start made it
    store.base = base
    _bases[:] = [_tried.get(base.facts) or Reading(store, base)]


def _prepare(index: int, articles: Sequence[RawArticle]) -> int:
    """Reads a chunk under the fixed rules, as far as it is not kept; how many articles it has."""
    base = _bases[0]
    if len(base.cleaned(index)) != len(articles):
        base.clean(index, articles)
    base.facts(index)
    base.slots(index)
    return len(articles)


def _run(task: Callable[[Reading, Reading, int], _T], rules: RuleSet, index: int) -> _T:
    """Runs the task on one chunk of this process."""
    if rules.facts not in _tried:
        _tried.clear()
        _tried[rules.facts] = Reading(_bases[0].store, rules)
    return task(_bases[0], _tried[rules.facts], index)
