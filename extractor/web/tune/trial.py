"""What a draft does to the articles: gained, lost and changed facts, with the verdict of gold."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from extractor.errors import UsageError
from extractor.model import RawArticle
from extractor.rules.files import RuleFiles
from extractor.rules.pack import files_of
from extractor.tuning.diff.compare import Difference, compare_readings
from extractor.tuning.diff.report import RuleChanges, by_rule, totals
from extractor.tuning.study.live import LiveStudy
from extractor.tuning.study.rule_sets import RuleSet
from extractor.tuning.study.store import store_of
from extractor.web.desk import Desk
from extractor.web.shelf import Place

ARTICLES = 1000
"""How many articles a draft is tried on: those with gold first, then the first ones of the run."""


@dataclass(frozen=True, slots=True)
class Tried:
    """The changes by rule over so many articles, how many there are of each kind and verdict, and articles that failed."""

    groups: list[RuleChanges]
    counts: dict[str, int]
    articles: int
    ready: bool
    failed: list[tuple[str, str]]


class Superseded(UsageError):
    """A trial that a newer draft made needless."""


class Trials:
    """Tries drafts one at a time; of several that wait only the last one is tried."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._study: LiveStudy | None = None
        self._starting = threading.Lock()
        self._trying = threading.Lock()
        self._asked = 0

    def start(self) -> LiveStudy:
        """Has the articles read under the rules as they are saved, in the background. Raises RuleError."""
        with self._starting:
            if self._study is None:
                if not self._desk.index.has("articles"):
                    raise UsageError("the index is being built; try again in a moment")
                places = self._places()
                base = RuleSet.of("saved", files_of(self._desk.setting.layers))
                store = store_of(place.doc_id for place in places)
                self._study = LiveStudy(store, base, self._articles(places))
            return self._study

    @property
    def progress(self) -> tuple[int, bool]:
        """How many articles are ready, and whether all are."""
        return (self._study.articles, self._study.ready) if self._study is not None else (0, False)

    def run(self, files: RuleFiles) -> Tried:
        """What the draft changes. Raises RuleError for its rules and Superseded where another one came."""
        self._asked += 1
        number = self._asked
        study = self.start()
        with self._trying:
            if number != self._asked:
                raise Superseded("another draft came")
            saved = RuleSet.of("saved", files_of(self._desk.setting.layers))
            if saved.facts != study.base.facts:
                study.rebase(saved)
            return self._tried(study, RuleSet.of("draft", files))

    def _tried(self, study: LiveStudy, rules: RuleSet) -> Tried:
        whole = Difference()
        for part in study.each(partial(compare_readings, mentions=study.base.mentions != rules.mentions), rules):
            whole.add(part)
        groups = by_rule(whole.changes, self._desk.ledger.golds())
        return Tried(groups, dict(totals(groups)), whole.articles, study.ready, whole.failed[:10])

    def close(self) -> None:
        """Ends the processes."""
        if self._study is not None:
            self._study.close()

    def _places(self) -> list[Place]:
        rows = self._desk.index.connection.execute("SELECT doc_id, source FROM articles ORDER BY n").fetchall()
        places = [Place(*row) for row in rows]
        gold_of = self._desk.ledger.lookup()
        golden = [place for place in places if gold_of(place.source) is not None][:ARTICLES]
        with_gold = {place.doc_id for place in golden}
        chosen = with_gold | {p.doc_id for p in [p for p in places if p.doc_id not in with_gold][: ARTICLES - len(golden)]}
        return [place for place in places if place.doc_id in chosen]

    def _articles(self, places: list[Place]) -> Iterator[RawArticle]:
        return (article for article in self._desk.shelf.each(places) if isinstance(article, RawArticle))
