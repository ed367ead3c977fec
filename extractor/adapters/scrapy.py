"""An item pipeline for Scrapy: each item gets the facts of its article.

    ITEM_PIPELINES = {"extractor.adapters.scrapy.ExtractorPipeline": 300}

Settings, all optional:

    EXTRACTOR_FIELDS = {"text": "body", "html": "page"}   what the item's fields hold, where they are not named as usual
    EXTRACTOR_RULES = ["my-rules"]                        directories of rules laid over those of the product
    EXTRACTOR_TABLES = "award_facts,funding_facts"        only these tables
    EXTRACTOR_OUTPUT = "extracted"                        the item's field that they are put in

An item without a text keeps its place and gets {"error": "…"}; nothing is dropped. An article takes some milliseconds, in the
reactor's thread; the statistics extractor/articles and extractor/errors count them.
"""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler

from extractor.batch.work import extract_one
from extractor.errors import UnreadableError
from extractor.outputs.json_rows import checked_tables, encoded, json_tables
from extractor.pipeline import Pipeline
from extractor.sources import ReadOptions
from extractor.sources.records import article_of

OUTPUT = "extracted"


class ExtractorPipeline:
    """Puts the tables of an item's article into the item."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._stats = crawler.stats
        self._pipeline = Pipeline.default(settings.getlist("EXTRACTOR_RULES"))
        self._options = ReadOptions(fields=settings.getdict("EXTRACTOR_FIELDS"))
        self._tables = checked_tables(settings.get("EXTRACTOR_TABLES") or "")
        self._output = settings.get("EXTRACTOR_OUTPUT") or OUTPUT

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ExtractorPipeline:
        """The pipeline that the crawler's settings describe."""
        return cls(crawler)

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item, with its facts in the output field."""
        adapter = ItemAdapter(item)
        found = self._found(adapter.asdict(), getattr(spider, "name", "") or "item")
        adapter[self._output] = found
        if self._stats is not None:
            self._stats.inc_value("extractor/errors" if "error" in found else "extractor/articles")
        return item

    def _found(self, record: dict[str, Any], name: str) -> dict[str, Any]:
        try:
            article = article_of(record, str(record.get("url") or name), self._options)
        except UnreadableError as error:
            return {"error": str(error)}
        rows = extract_one(self._pipeline, article).rows
        return {"error": str(rows["rejects"][0][-1])} if "rejects" in rows else _plain(json_tables(rows, self._tables))


def _plain(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables as plain values that any exporter writes; numbers as Python's JSON reader gives them."""
    import json

    plain: dict[str, Any] = json.loads(encoded(tables))
    return plain
