"""What merging needs of an article besides its rows, in a Parquet file beside the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.outputs.rows import doc_id

if TYPE_CHECKING:
    from extractor.pipeline import ArticleResult

FILE = "fingerprints.parquet"
ROW_GROUP = 2_000
"""How many rows are held before they are written."""

BETWEEN = "\t"
"""What stands between a full name and the short name defined for it."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article as merging sees it.

    `signature` is the MinHash of its `n_shingles` shingles, `damage` how many pieces of damaged text were found (restored or
    not), `home` the code of its place, `companies` the companies it names, `defined` its definitions (full name, tab,
    short name).
    """

    doc_id: str
    n_shingles: int
    damage: int
    home: str | None
    companies: list[str]
    defined: list[str]
    signature: bytes


def fingerprint_of(result: ArticleResult) -> Fingerprint:
    """The fingerprint of an article's cleaned text, with the names that its companies have in it."""
    from extractor.text.fingerprints import shingles, signature  # who only writes the file needs no MinHash

    document = result.document
    pieces = shingles(document.text)
    return Fingerprint(
        doc_id=doc_id(result.article.source, result.article.text),
        n_shingles=len(pieces),
        damage=len(document.repairs) + len(document.unrepaired),
        home=result.home,
        companies=sorted({mention.value for mention in result.mentions if mention.type == "company"}),
        defined=sorted({BETWEEN.join(pair) for pair in result.defined}),
        signature=signature(pieces),
    )


class FingerprintFile:
    """The file at `path`, open for fingerprints; it is whole where the block ends without an error. Raises UsageError."""

    def __init__(self, path: Path) -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = _schema()
        try:
            self._writer = ParquetWriter(path, self._schema, compression="zstd")
        except OSError as error:
            raise UsageError(f"cannot write to {path.parent}: {error.strerror or error}") from error
        self._held: list[tuple[Any, ...]] = []

    def __enter__(self) -> FingerprintFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._held:
            self._write(self._held)
        self._writer.close()

    def write(self, fingerprints: Iterable[tuple[Any, ...]]) -> None:
        """Adds some, each as the tuple of its fields."""
        self._held.extend(fingerprints)
        while len(self._held) >= ROW_GROUP:
            self._write(self._held[:ROW_GROUP])
            del self._held[:ROW_GROUP]

    def _write(self, rows: list[tuple[Any, ...]]) -> None:
        from extractor.outputs.arrow_tables import table_of

        self._writer.write_table(table_of(rows, self._schema))


def _schema() -> Any:
    import pyarrow

    texts = pyarrow.list_(pyarrow.string())
    types = (pyarrow.string(), pyarrow.int64(), pyarrow.int64(), pyarrow.string(), texts, texts, pyarrow.binary())
    return pyarrow.schema(list(zip((field.name for field in fields(Fingerprint)), types, strict=True)))
