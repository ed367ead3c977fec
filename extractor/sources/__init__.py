"""Reading: whatever a crawler saved becomes raw articles, and what cannot be read is told."""

from extractor.sources.decode import Decoded, decode
from extractor.sources.options import ReadOptions
from extractor.sources.reader import read_articles

__all__ = ["Decoded", "ReadOptions", "decode", "read_articles"]
