"""Other tools, ready to be run over texts or pages; those that are not installed are left out."""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO

Step = Callable[[str], object]


@contextmanager
def quiet() -> Iterator[None]:
    """While the block runs, other tools print and warn nothing."""
    with warnings.catch_warnings(), redirect_stdout(StringIO()):
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


def jieba_lcut() -> Step:
    """jieba's cut of a text into a list, its dictionary loaded from the package and kept in a directory of our own."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as own:
        jieba.dt.tmp_dir = own
        jieba.initialize()
    return jieba.lcut


def text_tools() -> dict[str, Step]:
    """Tools that read a clean text."""
    import jieba.posseg

    tools: dict[str, Step] = {"jieba.posseg.lcut": jieba.posseg.lcut}
    try:
        import jionlp
    except ImportError:
        return tools
    return tools | {
        "JioNLP extract_money": jionlp.ner.extract_money,
        "JioNLP extract_time": jionlp.ner.extract_time,
        "JioNLP recognize_location": jionlp.recognize_location,
    }


def page_tools() -> dict[str, Step]:
    """Tools that find the main text of a page."""
    import trafilatura
    from readability import Document

    return {"readability-lxml": lambda raw: Document(raw).summary(), "trafilatura": trafilatura.extract}


def over(step: Step, texts: Sequence[str]) -> Callable[[], None]:
    """The step over all texts; where a tool fails on one, it goes on."""

    def run() -> None:
        with quiet():
            for text in texts:
                try:
                    step(text)
                except Exception:  # noqa: BLE001 another tool's failure is not ours to mend
                    continue

    return run
