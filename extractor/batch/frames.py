"""Articles on disk to data frames, for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.work import failed
from extractor.model import Reject
from extractor.outputs.frames import to_frames
from extractor.pipeline import ArticleResult, Pipeline
from extractor.sources import ReadOptions, read_articles

if TYPE_CHECKING:
    import pandas


def extract_frames(
    paths: Sequence[str | Path], pipeline: Pipeline | None = None, *, options: ReadOptions | None = None
) -> dict[str, pandas.DataFrame]:
    """A data frame for each table, by its name, over all articles under `paths` (files, directories, globs).

    What cannot be read or extracted is a row of `rejects`. Everything is held in memory: for more than some 100,000 articles
    write tables with `extractor run`. Raises UsageError where a path does not exist.
    """
    return to_frames(_results([str(path) for path in paths], pipeline or Pipeline.default(), options))


def _results(paths: list[str], pipeline: Pipeline, options: ReadOptions | None) -> Iterator[ArticleResult | Reject]:
    for item in read_articles(paths, options):
        if isinstance(item, Reject):
            yield item
            continue
        try:
            yield pipeline.extract(item)
        except Exception as error:  # noqa: BLE001 one bad article must not end the batch, and is told in rejects
            yield failed(item, f"{type(error).__name__}: {error}")
