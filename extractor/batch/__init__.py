"""Running the pipeline over many articles."""

from extractor.batch.run import RunOptions, Summary, run

__all__ = ["RunOptions", "Summary", "run"]
