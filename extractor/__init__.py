"""Chinese news text in, tables of award, funding and count facts out.

What stands in `__all__` is imported when it is first asked for, so that the command line answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.batch.frames import extract_frames
    from extractor.model import RawArticle
    from extractor.outputs.frames import to_frames
    from extractor.pipeline import ArticleResult, Pipeline
    from extractor.sources.reader import read_articles

__version__: str
__all__ = ["ArticleResult", "Pipeline", "RawArticle", "extract_frames", "read_articles", "to_frames"]

_PLACES = {
    "ArticleResult": "extractor.pipeline",
    "Pipeline": "extractor.pipeline",
    "RawArticle": "extractor.model",
    "extract_frames": "extractor.batch.frames",
    "read_articles": "extractor.sources.reader",
    "to_frames": "extractor.outputs.frames",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("zh-news-extractor")
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
