"""The articles of a run, read again from where they came from; believed only where they are still the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractor.errors import UsageError
from extractor.model import RawArticle
from extractor.outputs.rows import doc_id
from extractor.sources import ReadOptions, read_articles


class Place(NamedTuple):
    """An article of the tables: its id, which holds a hash of its text, and what its source is called."""

    doc_id: str
    source: str


class Shelf:
    """Reads articles; relative sources count from `base`.

    Only what has the hash that the tables tell is given out, so that a table from somewhere else cannot make the workbench show
    any other file.
    """

    def __init__(self, base: Path, options: ReadOptions) -> None:
        self._base = base
        self._options = options

    def read(self, place: Place) -> RawArticle:
        """The article. Raises UsageError where it is not there any more, or is another one."""
        found = next(self.each([place]))
        if isinstance(found, str):
            raise UsageError(found)
        return found

    def each(self, places: Sequence[Place]) -> Iterator[RawArticle | str]:
        """The article of each place, in their order, or why there is none; a file that holds several in a row is read once."""
        for name, group in groupby(places, lambda place: self.file_name(place.source)):
            if name is None:
                yield from (f"{place.source} is not there any more" for place in group)
            else:
                yield from self._from(name, list(group))

    def file_name(self, source: str) -> str | None:
        """The part of a source that names its file, the longest one that does; the rest is the place in it."""
        candidates = [source]
        if "#" in source:
            candidates.append(source.rpartition("#")[0])
        candidates += [parent.as_posix() for parent in PurePosixPath(candidates[-1]).parents]
        return next((name for name in candidates if (self._base / name).is_file()), None)

    def _from(self, name: str, places: Sequence[Place]) -> Iterator[RawArticle | str]:
        file = (self._base / name).as_posix()
        waiting = {file + place.source[len(name) :] for place in places}
        read = iter(read_articles([file], self._options))
        met: dict[str, RawArticle] = {}
        for place in places:
            source = file + place.source[len(name) :]
            while source not in met and (item := next(read, None)) is not None:
                if isinstance(item, RawArticle) and item.source in waiting:
                    met[item.source] = item
            yield _same(met.pop(source, None), place)


def _same(article: RawArticle | None, place: Place) -> RawArticle | str:
    if article is None:
        return f"{place.source} is not there any more"
    named = replace(article, source=place.source)
    if doc_id(named.source, named.text) != place.doc_id:
        return f"{place.source} has changed since the run; run it again"
    return named
