"""Running the pipeline over many articles."""

from extractor.batch.job import run
from extractor.batch.options import RunOptions, Summary

__all__ = ["RunOptions", "Summary", "run"]
