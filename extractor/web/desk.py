"""What all views work on: the run, its articles, its rules, its index."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extractor.errors import RuleError, UsageError
from extractor.model import RawArticle
from extractor.pipeline import ArticleResult, Pipeline
from extractor.rules.districts import load_gazetteer
from extractor.rules.files import RuleFiles
from extractor.rules.pack import files_of
from extractor.text.clean import clean_article
from extractor.tuning.explain import Explainer
from extractor.web.index import search
from extractor.web.index.live import Index
from extractor.web.judge.judging import Judging
from extractor.web.judge.ledger import GoldLedger
from extractor.web.setting import Setting
from extractor.web.shelf import Place, Shelf

_KEPT_OPEN = 32


@dataclass(frozen=True)
class Opened:
    """An article of the run under the rules of today, and what explains it."""

    item: search.Item
    result: ArticleResult
    explainer: Explainer

    @property
    def as_in_tables(self) -> bool:
        """Whether the tables were made with the same rules."""
        return bool(self.item["rules"]) and self.item["rules"] == self.result.rules


class Rules:
    """The rules in effect, loaded once; `digest` changes with any of their files."""

    def __init__(self, layers: Sequence[Path]) -> None:
        self.files: RuleFiles = files_of(layers)
        self._lock = threading.Lock()

    @cached_property
    def digest(self) -> str:
        return self.files.digest()

    @property
    def pipeline(self) -> Pipeline:
        """The pipeline. Raises RuleError."""
        with self._lock:  # several threads ask at once when the server starts
            return self._pipeline

    @cached_property
    def _pipeline(self) -> Pipeline:
        return Pipeline.default(self.files.roots[1:])


class Desk:
    """Everything that a view needs; safe to be used by several threads."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.shelf = Shelf(setting.base, setting.reading)
        self.rules = Rules(setting.layers)
        self.index = Index(setting.out, self._texts, self.place_name)
        self.ledger = GoldLedger(setting.gold)
        self.judging = Judging(self.ledger)
        self._open: OrderedDict[str, Opened] = OrderedDict()
        self._lock = threading.Lock()
        self._closing: list[Callable[[], None]] = []

    def on_close(self, call: Callable[[], None]) -> None:
        """Has something called when the workbench ends."""
        self._closing.append(call)

    def warm(self) -> None:
        """Loads what the first article needs, so that its reader need not wait."""
        with contextlib.suppress(RuleError):  # told where an article is opened
            self.rules.pipeline  # noqa: B018 loaded by being asked for

    def close(self) -> None:
        """Ends what goes on in the background."""
        for call in self._closing:
            call()
        self.index.close()

    @cached_property
    def _place_names(self) -> dict[str, str]:
        return {division.code: division.name for division in load_gazetteer(self.rules.files).divisions}

    def place_name(self, code: str) -> str:
        """The name of an administrative division; "" where there is none."""
        return self._place_names.get(code, "")

    def item(self, doc_id: str) -> search.Item:
        """What the index knows of an article. Raises UsageError for one that the run has not."""
        found = search.article(self.index.connection, doc_id) or self._early(doc_id)
        if found is None:
            raise UsageError(f"no article {doc_id}")
        return found

    def _early(self, doc_id: str) -> search.Item | None:
        """The same before the index has it: only the first articles are listed by then."""
        return next((item for item in self.index.first() if item["doc_id"] == doc_id), None)

    def open(self, doc_id: str) -> Opened:
        """The article under the rules of today. Raises UsageError where it cannot be read, RuleError for rules."""
        rules = self.rules_now()
        key = f"{doc_id} {rules.digest}"
        with self._lock:
            if key not in self._open:
                item = self.item(doc_id)
                result = rules.pipeline.extract(self.article(item))
                self._open[key] = Opened(item, result, Explainer(rules.pipeline, rules.files, result))
            self._open.move_to_end(key)
            while len(self._open) > _KEPT_OPEN:
                self._open.popitem(last=False)
            return self._open[key]

    def article(self, item: search.Item) -> RawArticle:
        """The article as it was read. Raises UsageError."""
        return self.shelf.read(Place(item["doc_id"], item["source"]))

    def rules_now(self) -> Rules:
        """The rules as their files are now; loaded again where one has changed."""
        with self._lock:
            now = Rules(self.setting.layers)
            if now.digest != self.rules.digest:
                self.rules = now
            return self.rules

    def _texts(self, places: Sequence[Place]) -> Iterator[str]:
        """The cleaned texts of articles, "" for those that cannot be read."""
        for article in self.shelf.each(places):
            yield "" if isinstance(article, str) else _clean(article, self.rules.pipeline)


def _clean(article: RawArticle, pipeline: Pipeline) -> str:
    try:
        return clean_article(article, pipeline.pack.text).text
    except Exception:  # noqa: BLE001 the run has told it as a reject; it is only not searched
        return ""
