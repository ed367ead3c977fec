"""`import extractor.pandas` gives every data frame `df.extractor.facts(text="content")` and `df.extractor.tables(...)`."""

from extractor.batch.accessor import ExtractorAccessor, register

__all__ = ["ExtractorAccessor"]

register()
