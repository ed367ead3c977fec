"""Running the pipeline over many articles."""

from extractor.batch.job import RunOptions, Summary, run

__all__ = ["RunOptions", "Summary", "run"]
