"""Articles on disk to data frames, for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.work import extract_one
from extractor.outputs.frames import rows_to_frames
from extractor.pipeline import Pipeline
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
    used = pipeline or Pipeline.default()
    items = read_articles([str(path) for path in paths], options)
    return rows_to_frames(extract_one(used, item).rows for item in items)
