"""Writing: extracted articles become tables in files or data frames."""

from extractor.outputs.frames import to_frames
from extractor.outputs.rows import doc_id, reject_rows, rows_of
from extractor.outputs.schema import TABLES
from extractor.outputs.tables import OutputTables

__all__ = ["TABLES", "OutputTables", "doc_id", "reject_rows", "rows_of", "to_frames"]
