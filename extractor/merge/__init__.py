"""One row per real-world fact: what many articles tell, merged."""

from extractor.merge.job import MergeOptions, MergeSummary, merge

__all__ = ["MergeOptions", "MergeSummary", "merge"]
