"""A step of a datatrove pipeline: each document gets the facts of its text.

    from extractor.adapters.datatrove import ExtractorStep

    pipeline = [JsonlReader("crawl/"), ExtractorStep(tables="award_facts"), JsonlWriter("facts/")]

The tables stand in `document.metadata["extracted"]`, numbers as plain ones, so that every writer takes them; a document that
cannot be extracted gets `{"error": "…"}` there, and goes on. The step is pickled to workers and loads its rules there, once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from extractor.batch.work import extract_one
from extractor.model import RawArticle
from extractor.outputs.json_rows import checked_tables, encoded, json_tables
from extractor.pipeline import Pipeline

OUTPUT = "extracted"
_META = {
    "title": "title",
    "url": "url",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "author": "author",
}


class ExtractorStep(PipelineStep):  # type: ignore[misc]
    """Adds the tables of each document to its metadata."""

    name = "📰 Chinese news facts"
    type = "🔎 - EXTRACTOR"

    def __init__(self, tables: str = "", rules: Sequence[str] = (), output: str = OUTPUT) -> None:
        super().__init__()
        self.tables = checked_tables(tables)
        self.rules = tuple(rules)
        self.output = output

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The same documents in their order."""
        del rank, world_size
        pipeline = Pipeline.default(self.rules)
        for document in data:
            with self.track_time():
                document.metadata[self.output] = found = self._found(document, pipeline)
                self.stat_update("errors" if "error" in found else "articles")
                self.update_doc_stats(document)
            yield document

    def _found(self, document: Document, pipeline: Pipeline) -> dict[str, Any]:
        told = {_META[key]: str(value) for key, value in document.metadata.items() if key in _META and value}
        rows = extract_one(pipeline, RawArticle(str(document.id), document.text, meta=told)).rows
        if "rejects" in rows:
            return {"error": str(rows["rejects"][0][-1])}
        plain: dict[str, Any] = json.loads(encoded(json_tables(rows, self.tables)))
        return plain
