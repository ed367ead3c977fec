"""What is kept of an article between two readings, and how it becomes what the pipeline works on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal

import msgspec

from extractor.facts.stretches import stretches
from extractor.facts.view import DocumentView
from extractor.match.mentions import Found, own_region
from extractor.model import Block, Document, Mention, Metadata, Region
from extractor.rules.pack import RulePack
from extractor.text.edits import EditChain
from extractor.text.sentences import split_sentences


class Cleaned(msgspec.Struct, frozen=True):
    """An article after cleaning, without the way back to its raw text; `failed` tells the error that cleaning it met."""

    source: str
    text: str
    blocks: tuple[Block, ...]
    meta: Metadata
    script: Literal["hans", "hant"]
    region: Region
    failed: str = ""

    @classmethod
    def of(cls, document: Document) -> Cleaned:
        """What is kept of a document."""
        return cls(document.source, document.text, document.blocks, document.meta, document.script, document.region)

    def document(self) -> Document:
        """The document again; its raw text is the clean one."""
        return Document(
            source=self.source,
            raw=self.text,
            text=self.text,
            chain=EditChain(),
            blocks=self.blocks,
            meta=self.meta,
            script=self.script,
            region=self.region,
        )


class Mentioned(msgspec.Struct, frozen=True):
    """The mentions of an article; `failed` tells the error that was met in cleaning it or in finding them."""

    all: tuple[Mention, ...] = ()
    top: tuple[Mention, ...] = ()
    districts: tuple[Mention, ...] = ()
    home: str | None = None
    failed: str = ""

    @classmethod
    def of(cls, found: Found) -> Mentioned:
        """What is kept of what was found."""
        return cls(found.all, found.top, found.districts, found.home)

    def found(self, document: Document, pack: RulePack) -> Found:
        """What was found in the document, again."""
        return Found(self.all, self.top, self.districts, self.home, own_region(document, self.home, pack))


class Slots(msgspec.Struct, frozen=True):
    """The slotted texts that fact rules are tried on: of each sentence, and of each block."""

    sentences: tuple[str, ...]
    blocks: tuple[str, ...]

    @classmethod
    def of(cls, view: DocumentView) -> Slots:
        """The slotted texts of a document."""
        sentences = split_sentences(view.document.text, view.document.blocks)
        passages = stretches(view, "paragraph")
        return cls(tuple(view.slotted(span).text for span in sentences), tuple(view.slotted(span).text for span in passages))


class Told(msgspec.Struct, frozen=True):
    """One row that an article gave: its table, the rule, the values by column, and the sentence with where in it it stands."""

    table: str
    rule: str
    values: dict[str, str]
    sentence: str
    start: int
    end: int


class Facts(msgspec.Struct, frozen=True):
    """The facts of an article; `failed` tells the error that the pipeline met on it, at whatever stage."""

    told: tuple[Told, ...] = ()
    failed: str = ""


def encoded(parts: list[Any]) -> bytes:
    """The parts of a chunk of articles as bytes."""
    return msgspec.msgpack.encode(parts)


def decoded(content: bytes, kind: Any, only: Collection[int] | None = None) -> list[Any]:
    """The parts again, or those with the numbers in `only`, in their order; `kind` is their type.

    Raises msgspec.DecodeError where the bytes hold something else.
    """
    if only is None:
        found: list[Any] = msgspec.msgpack.decode(content, type=list[kind])
        return found
    packed = msgspec.msgpack.decode(content, type=list[msgspec.Raw])
    return [msgspec.msgpack.decode(packed[number], type=kind) for number in only]
