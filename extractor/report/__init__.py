"""The report: one page that tells what a run found."""

from extractor.report.page import Asked, report

__all__ = ["Asked", "report"]
