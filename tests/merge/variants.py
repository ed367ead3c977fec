"""Ten copies of an article as mirror sites and reprints carry it, each named after its original."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractor.model import RawArticle
from extractor.rules.pack import load_pack
from extractor.sources import read_articles
from extractor.text.clean import TextRules, clean_article
from extractor.text.repair.damage import damage as mirrored
from tests import damage
from tests.quality import CORPUS

Variant = Callable[[str, int], str]


def _half(text: str) -> str:
    return text[: len(text) // 2]


VARIANTS: dict[str, Variant] = {
    "traditional": lambda text, _: damage.traditional(text),
    "mirror": lambda text, _: damage.mirror(text).text,
    "notes": lambda text, seed: damage.mirror(text, seed).text,
    "slips": lambda text, seed: mirrored(damage.traditional(text), damage.straddled([text], seed), questions=False).text,
    "teasers": damage.with_teasers,
    "spam": damage.with_spam,
    "mirror_teasers": lambda text, seed: damage.mirror(damage.with_spam(damage.with_teasers(text, seed), seed), seed).text,
    "half": lambda text, _: _half(text),
    "traditional_half": lambda text, _: damage.traditional(_half(text)),
    "mirror_half": lambda text, seed: damage.mirror(_half(text), seed).text,
}


def originals(every: int = 1) -> Iterator[RawArticle]:
    """The articles of the corpus that are no copies of others, or one in so many of them."""
    articles = (item for item in read_articles([str(CORPUS.articles)]) if isinstance(item, RawArticle))
    written = (article for article in articles if Path(article.source).name[0] not in "de")
    return (article for index, article in enumerate(written) if index % every == 0)


def write_originals(directory: Path, every: int = 1) -> None:
    """Writes the originals as files."""
    for article in originals(every):
        _write(directory / "original", article, article.text)


@cache
def _rules() -> TextRules:
    return load_pack().text


def _read(article: RawArticle) -> str:
    """What a reprint cuts: the text, not the page around it."""
    return article.text if article.media == "text" else clean_article(article, _rules()).text


def write_variants(directory: Path, every: int = 1) -> None:
    """Writes ten copies of each of the originals as files, a directory for each kind of copy."""
    for written in originals(every):
        for name, make in VARIANTS.items():
            article, text = written, written.text
            seed = zlib.crc32(f"{name} {article.source}".encode())
            if name.endswith("half"):
                text, article = _read(article), replace(article, media="text")
            _write(directory / name, article, make(text, seed))


def original_of(source: str) -> str:
    """The name of the article that a file is, or is a copy of."""
    return Path(source).stem


def _write(directory: Path, article: RawArticle, text: str) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    ending = ".html" if article.media == "html" else ".txt"
    (directory / f"{Path(article.source).stem}{ending}").write_text(text, "utf-8", errors="replace", newline="")
