"""Cleaned articles as Parquet, with the way back to their raw text: after a change of other rules they are not cleaned again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from extractor.model import Block, Document, Edit, Metadata, RawArticle, Region, Removed
from extractor.text.edits import EditChain, EditList


class _Rest(msgspec.Struct, array_like=True, frozen=True):
    """What a document is made of besides its texts."""

    chain: tuple[tuple[int, tuple[Edit, ...]], ...]
    blocks: tuple[Block, ...]
    meta: Metadata
    script: Literal["hans", "hant"]
    region: Region
    removed: tuple[Removed, ...]
    repairs: tuple[Edit, ...]
    unrepaired: tuple[Edit, ...]


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Rest)


class CleanedShard:
    """The cleaned articles of one shard by their numbers, as they were kept."""

    def __init__(self, content: bytes | None = None) -> None:
        self._kept: dict[int, tuple[str, int, str, bytes]] = {}
        if content:
            self._kept = _rows(content)

    def document(self, number: int, article: RawArticle) -> Document | None:
        """The cleaned article, as cleaning it again would give it; None where it is not there."""
        kept = self._kept.get(number)
        if kept is None or kept[:2] != (article.source, len(article.text)):
            return None
        rest = _DECODER.decode(kept[3])
        return Document(
            source=article.source,
            raw=article.text,
            text=kept[2],
            chain=EditChain(EditList(length, edits) for length, edits in rest.chain),
            blocks=rest.blocks,
            meta=rest.meta,
            script=rest.script,
            region=rest.region,
            removed=rest.removed,
            repairs=rest.repairs,
            unrepaired=rest.unrepaired,
        )


Row = tuple[int, str, int, str, bytes]
"""An article's number in its shard, its source, the length of its raw text, its clean text, and the rest as MessagePack."""


def cleaned_row(number: int, document: Document) -> Row:
    """The document as it is kept."""
    return number, document.source, len(document.raw), document.text, _rest(document)


def cleaned_shard(rows: Sequence[Row]) -> bytes:
    """The rows as a Parquet file."""
    import pyarrow
    from pyarrow.parquet import write_table

    from extractor.outputs.arrow_tables import table_of

    whole, text = pyarrow.int64(), pyarrow.string()
    fields = (("number", whole), ("source", text), ("raw_length", whole), ("text", text), ("rest", pyarrow.binary()))
    sink = pyarrow.BufferOutputStream()
    options = {"compression": "zstd", "compression_level": 1, "use_dictionary": False, "write_statistics": False}
    write_table(table_of(rows, pyarrow.schema(fields)), sink, **options)
    return bytes(sink.getvalue())


def _rows(content: bytes) -> dict[int, tuple[str, int, str, bytes]]:
    """What stands in the file; nothing where it is damaged."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(pyarrow.BufferReader(content)).read(use_threads=False)
    except (pyarrow.ArrowException, OSError):
        return {}
    numbers, *columns = (table[name].to_pylist() for name in ("number", "source", "raw_length", "text", "rest"))
    return dict(zip(numbers, zip(*columns, strict=True), strict=True))


def _rest(document: Document) -> bytes:
    rest = _Rest(
        chain=tuple((stage.source_length, stage.edits) for stage in document.chain.stages),
        blocks=document.blocks,
        meta=document.meta,
        script=document.script,
        region=document.region,
        removed=document.removed,
        repairs=document.repairs,
        unrepaired=document.unrepaired,
    )
    return _ENCODER.encode(rest)
