"""What is measured: sets of articles as they are read, each with its clean text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from extractor.model import RawArticle
from extractor.pipeline import Pipeline
from extractor.sources import read_articles

ROOT = Path(__file__).parents[1]
BESIDE = ROOT.parent / "shared"
SETS = {
    "corpus": ("the repository's sample articles", [ROOT / "corpus" / "articles"]),
    "dense": ("learning articles, full of awards and sums", [BESIDE / "seeds", BESIDE / "dev"]),
    "pages": ("ordinary news pages", [BESIDE / "data" / "pages" / "cwced"]),
}
"""Name, what it is, and where it is; those beside the repository are left out where they are not there."""

MOST_CHARACTERS = 100_000
"""So much clean text of a set is enough for figures that hold, and little enough for many rounds."""


@dataclass(frozen=True)
class Articles:
    """A set of articles; `clean` are their texts as the pipeline cleans them."""

    name: str
    about: str
    raw: list[RawArticle]
    clean: list[str]

    @property
    def characters(self) -> int:
        """The characters of the clean texts together."""
        return sum(map(len, self.clean))

    @property
    def pages(self) -> list[str]:
        """The sources of those articles that are HTML."""
        return [article.text for article in self.raw if article.media == "html"]


def articles_of(name: str, pipeline: Pipeline) -> Articles | None:
    """The set of that name, at most `MOST_CHARACTERS` of it; None where it is not there."""
    about, paths = SETS[name]
    if not all(path.is_dir() for path in paths):
        return None
    found = Articles(name, about, [], [])
    suffixes = (".html",) if name == "pages" else ()
    for item in read_articles([str(path) for path in paths]):
        if not isinstance(item, RawArticle) or not item.source.endswith(suffixes or item.source):
            continue
        text = pipeline.extract(item).document.text
        if not text:
            continue
        found.raw.append(item)
        found.clean.append(text)
        if found.characters >= MOST_CHARACTERS:
            break
    return found
