"""Facts of the articles in a pandas data frame, as its accessor `extractor`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas

from extractor.batch.progress import counted
from extractor.batch.work import extract_one
from extractor.errors import UnreadableError, UsageError
from extractor.model import RawArticle, Reject
from extractor.outputs.frames import rows_to_frames
from extractor.outputs.rows import TableRows
from extractor.outputs.schema import TABLES
from extractor.pipeline import Pipeline
from extractor.sources import ReadOptions
from extractor.sources.records import article_of

if TYPE_CHECKING:
    from collections.abc import Hashable

FACTS = {"award": "award_facts", "funding": "funding_facts", "count": "count_facts"}
ROW = "row"
"""The name of the index of what is made: the label of the row that the article stands in."""


class ExtractorAccessor:
    """What `df.extractor` is: each row of the frame an article."""

    def __init__(self, frame: pandas.DataFrame) -> None:
        self._frame = frame

    def facts(
        self,
        text: str | None = None,
        *,
        kind: str = "award",
        pipeline: Pipeline | None = None,
        progress: bool = True,
        **fields: str,
    ) -> pandas.DataFrame:
        """The facts of a kind (`award`, `funding` or `count`); the index tells the row of the frame they come from.

        `text` names the column with the articles' text; `fields` names others by what they hold (html, title, url, date,
        publisher, author). What is not told is recognised by its usual name. Raises UsageError for a column or kind that is
        not there.
        """
        if kind not in FACTS:
            raise UsageError(f"no facts of kind {kind}; kinds: {', '.join(FACTS)}")
        return self.tables(text, pipeline=pipeline, progress=progress, **fields)[FACTS[kind]]

    def tables(
        self, text: str | None = None, *, pipeline: Pipeline | None = None, progress: bool = True, **fields: str
    ) -> dict[str, pandas.DataFrame]:
        """All tables by their names, indexed in the same way; rows that hold no article are in `rejects`."""
        told = {**({"text": text} if text else {}), **fields}
        missing = [name for name in told.values() if name not in self._frame.columns]
        if missing:
            raise UsageError(f"no column {missing[0]}; columns: {', '.join(map(str, self._frame.columns))}")
        used = pipeline or Pipeline.default()
        options = ReadOptions(fields=told)
        labels: dict[str, list[Hashable]] = {table.name: [] for table in TABLES}
        rows = self._rows(used, options, labels, progress=progress)
        frames = rows_to_frames(rows)
        return {name: frame.set_axis(pandas.Index(labels[name], name=ROW)) for name, frame in frames.items()}

    def _rows(
        self, pipeline: Pipeline, options: ReadOptions, labels: Mapping[str, list[Hashable]], *, progress: bool
    ) -> Iterator[TableRows]:
        """The rows of each article; `labels` gets where each comes from."""
        for number, label in enumerate(counted(self._frame.index, len(self._frame), shown=progress)):
            rows = extract_one(pipeline, _article(self._records[number], str(label), options)).rows
            for table, of_table in rows.items():
                labels[table].extend([label] * len(of_table))
            yield rows

    @cached_property
    def _records(self) -> list[dict[Hashable, Any]]:
        frame = self._frame.astype(object)
        return frame.where(frame.notna(), None).to_dict("records")


def _article(record: Mapping[Any, Any], source: str, options: ReadOptions) -> RawArticle | Reject:
    try:
        return article_of({str(name): value for name, value in record.items()}, source, options)
    except UnreadableError as error:
        return Reject(source, "", str(error))


def register() -> None:
    """Gives every data frame the accessor."""
    pandas.api.extensions.register_dataframe_accessor("extractor")(ExtractorAccessor)
