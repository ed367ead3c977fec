"""The few frozen types that travel through the pipeline.

All offsets are half-open code-point offsets. `start`/`end` without a prefix count in the text the object belongs to
(an `Edit` in its stage's input, a `Block` or `Mention` in `Document.text`); `raw_start`/`raw_end` count in the decoded raw text.

Mentions, edits, blocks and facts are msgspec structs: a text has thousands of them, and facts are made anew several times on
their way, with one field more (`msgspec.structs.replace`); a dataclass of as many fields takes forty times as long for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from extractor.text.edits import EditChain

Media = Literal["text", "html"]
BlockKind = Literal["title", "heading", "paragraph", "item", "table"]
Region = Literal["CN", "TW", "HK"]
MentionType = Literal[
    "district",
    "company",
    "award",
    "amount",
    "count",
    "organisation",
    "person",
    "project",
    "grade",
    "grantor",
    "award_ref",
]
Status = Literal["granted", "nominee", "applied"]
FundingKind = Literal["reward", "subsidy", "relief", "financing", "investment"]
Check = Literal["enumeration", "list", "table", "product", "total"]
"""What is held against a number that the text tells: the names of an enumeration, the items of a list, the rows of a table,
each × number, the sums over a total."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Edit(Struct, frozen=True, gc=False):
    """One replacement: `source[start:end]` becomes `text`, because of `rule`.

    `confidence` is 1.0 for a change that cannot be wrong (a note stripped, an entity decoded) and below 1.0 where a
    candidate was chosen (a byte slip restored).
    """

    start: int
    end: int
    text: str
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as it was read: its decoded text and how it was decoded; never changed afterwards.

    `source` is the path or URL, with `#N` for the N-th record (from 1) of a container. `meta` holds what the container told
    beside the text, under the keys title, published, publisher, author, url.
    """

    source: str
    text: str
    media: Media = "text"
    encoding: str = "utf-8"
    encoding_reason: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reject:
    """An input, or one record of it, that could not be read, and why."""

    source: str
    location: str
    reason: str


class Cell(Struct, frozen=True, gc=False):
    """One table cell: its place in `Document.text` and in the grid (row and col from 0)."""

    start: int
    end: int
    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    header: bool = False


class Block(Struct, frozen=True, gc=False):
    """One piece of the article's structure. `cells` is filled for kind "table" only; `level` is a heading's level or a
    list item's depth, 0 where unknown."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page tells of itself; a value is None where it tells nothing. `published` is ISO 8601 (YYYY-MM-DD)."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None


class Removed(Struct, frozen=True, gc=False):
    """A piece of the raw text that is not part of the article, and the rule that says so."""

    raw_start: int
    raw_end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article: Simplified text, its structure, and the way back to the raw text.

    `repairs` are the pieces of damaged text that were restored, `unrepaired` those that were found and could not be; both count
    in `raw`. What was only made uniform (line ends, full-width letters) is in neither, but in the chain's edits.
    """

    source: str
    raw: str
    text: str
    chain: EditChain
    blocks: tuple[Block, ...]
    meta: Metadata
    script: Literal["hans", "hant"]
    region: Region
    removed: tuple[Removed, ...] = ()
    repairs: tuple[Edit, ...] = ()
    unrepaired: tuple[Edit, ...] = ()

    def _repr_html_(self) -> str:
        from extractor.notebook import document_html

        return document_html(self)


class Mention(Struct, frozen=True, gc=False):
    """A typed piece of `Document.text` with its normalised value.

    `value` is the adcode of a district, the name of a company, the canonical name of an award; amounts and counts carry
    `number` (and `number_max` for a range) in whole units of `currency` or `unit`.
    """

    type: MentionType
    start: int
    end: int
    value: str
    rule: str
    number: Decimal | None = None
    number_max: Decimal | None = None
    unit: str | None = None
    object: str | None = None
    qualifier: str | None = None
    currency: str | None = None
    edition: int | None = None
    year: int | None = None
    grade: str | None = None


class Group(Struct, frozen=True):
    """Facts that stand together, and the number (or for sums the total) that the text `told` of them at `start` to `end`.

    A number that is not `firm` stands apart from the facts, so it can be met, but not be contradicted. `times` is how many get a
    sum for each whose own clause does not tell it.
    """

    check: Check
    start: int
    end: int
    told: Decimal | None = None
    firm: bool = True
    times: Decimal | None = None


class Contradiction(Struct, frozen=True):
    """A number that the text `told` at `start` to `end`, and another that was `counted`; `subject` is the award or the kind of
    funding that it is told of, `rule` what found the facts."""

    check: Check
    subject: str
    told: Decimal
    counted: Decimal
    start: int
    end: int
    rule: str


class AwardFact(Struct, frozen=True):
    """One award × recipient; a counted group has `recipient` None and `recipient_count` set.

    `consistency` tells how the fact's `group` agrees with the number told of it, `tellings` how often the article tells the fact.
    """

    award: str
    kind: Literal["prize", "title"]
    status: Status
    start: int
    end: int
    rule: str
    edition: int | None = None
    year: int | None = None
    grade: str | None = None
    recipient: str | None = None
    recipient_kind: str | None = None
    recipient_count: Decimal | None = None
    recipient_unit: str | None = None
    district: str | None = None
    adcode: str | None = None
    grantor: str | None = None
    amount: Decimal | None = None
    group: Group | None = None
    consistency: str | None = None
    confidence: Decimal | None = None
    tellings: int = 1

    def _repr_html_(self) -> str:
        from extractor.notebook import fact_html

        return fact_html(self)


class FundingFact(Struct, frozen=True):
    """One sum that somebody gives, gets or saves. `per` tells whether `amount` is the whole sum or one recipient's."""

    kind: FundingKind
    amount: Decimal
    currency: str
    start: int
    end: int
    rule: str
    amount_max: Decimal | None = None
    qualifier: str | None = None
    per: Literal["total", "each"] = "total"
    recipients: tuple[str, ...] = ()
    recipient_count: Decimal | None = None
    project_count: Decimal | None = None
    purpose: str | None = None
    funder: str | None = None
    period: str | None = None
    is_policy: bool = False
    district: str | None = None
    adcode: str | None = None
    group: Group | None = None
    consistency: str | None = None
    confidence: Decimal | None = None
    tellings: int = 1

    def _repr_html_(self) -> str:
        from extractor.notebook import fact_html

        return fact_html(self)


class CountFact(Struct, frozen=True):
    """One counted thing."""

    number: Decimal
    unit: str
    object: str | None
    qualifier: str | None
    start: int
    end: int
    rule: str

    def _repr_html_(self) -> str:
        from extractor.notebook import fact_html

        return fact_html(self)


def field_names(found: Mention | AwardFact | FundingFact | CountFact) -> tuple[str, ...]:
    """The names of the fields of a mention or fact, in their order."""
    return found.__struct_fields__
