"""What was extracted from an article as rows of the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from extractor.model import AwardFact, Contradiction, CountFact, FundingFact, Mention, Reject
from extractor.text.sentences import cut_sentences

if TYPE_CHECKING:
    from extractor.pipeline import ArticleResult

Value = str | int | Decimal | bool | None
Row = tuple[Value, ...]
TableRows = Mapping[str, list[Row]]

RECIPIENT_SEPARATOR = "；"


def doc_id(source: str, raw: str) -> str:
    """16 hexadecimal digits that are the same wherever and whenever this text comes from this source."""
    return hashlib.sha256(f"{source}\0{raw}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain_number(number: Decimal) -> str:
    """The number without exponent, trailing zeros and negative zero: `1.20E+3` gives `1200`."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def rows_of(result: ArticleResult, *, mentions: bool = True) -> TableRows:
    """The rows of every table that the article has any in, by table name, each in the order of the table's columns; those of
    `mentions` only where they are wanted."""
    maker = _RowMaker(result, doc_id(result.article.source, result.article.text))
    return {
        "documents": [maker.document()],
        "mentions": [maker.mention(mention) for mention in result.mentions] if mentions else [],
        "award_facts": [maker.award_fact(fact) for fact in result.award_facts],
        "funding_facts": [maker.funding_fact(fact) for fact in result.funding_facts],
        "count_facts": [maker.count_fact(fact) for fact in result.count_facts],
        "contradictions": [maker.contradiction(found) for found in result.contradictions],
    }


def reject_rows(reject: Reject) -> TableRows:
    """The row of one input that could not be read."""
    return {"rejects": [(reject.source, reject.location, reject.reason)]}


@dataclass(frozen=True, slots=True)
class _RowMaker:
    result: ArticleResult
    doc_id: str

    def document(self) -> Row:
        article, document = self.result.article, self.result.document
        meta = document.meta
        status = "empty" if not document.text.strip() else "repaired" if document.repairs else "ok"
        lengths = (len(document.raw), len(document.text), len(document.repairs))
        told = (article.meta.get("url"), document.region, article.media, article.encoding, article.encoding_reason)
        head = (self.doc_id, article.source, meta.title, meta.published, meta.publisher, meta.author, document.script)
        timed_out = RECIPIENT_SEPARATOR.join(self.result.timed_out) or None
        cut = cut_sentences(document.text, document.blocks)
        return (*head, *lengths, status, *told, timed_out, self.result.rules or None, cut)

    def mention(self, mention: Mention) -> Row:
        document = self.result.document
        start, end = self.result.raw_span(mention.start, mention.end)
        value = mention.value if mention.number is None else plain_number(mention.number)
        return (
            self.doc_id,
            mention.type,
            document.text[mention.start : mention.end],
            value,
            mention.number_max,
            mention.unit,
            mention.object,
            mention.qualifier,
            mention.currency,
            start,
            end,
            document.raw[start:end],
            self.result.sentence(mention.start, mention.end),
            mention.rule,
            mention.edition,
            mention.year,
            mention.grade,
        )

    def award_fact(self, fact: AwardFact) -> Row:
        award = (fact.award, fact.kind, fact.edition, fact.year, fact.grade, fact.status)
        recipient = (fact.recipient, fact.recipient_kind, fact.recipient_count, fact.recipient_unit)
        rest = (fact.district, fact.adcode, fact.grantor, fact.amount, self.result.document.meta.published)
        return (self.doc_id, self.result.article.source, *award, *recipient, *rest, *self._place(fact), *_trust(fact))

    def funding_fact(self, fact: FundingFact) -> Row:
        money = (fact.kind, fact.amount, fact.amount_max, fact.currency, fact.qualifier, fact.per)
        recipients = RECIPIENT_SEPARATOR.join(fact.recipients) or None
        whom = (recipients, fact.recipient_count, fact.project_count)
        rest = (fact.purpose, fact.funder, fact.period, fact.is_policy, fact.district, fact.adcode)
        return (self.doc_id, self.result.article.source, *money, *whom, *rest, *self._place(fact), *_trust(fact))

    def count_fact(self, fact: CountFact) -> Row:
        counted = (fact.number, fact.unit, fact.object, fact.qualifier)
        return (self.doc_id, self.result.article.source, *counted, *self._place(fact))

    def contradiction(self, found: Contradiction) -> Row:
        numbers = (found.check, found.subject, found.told, found.counted)
        return (self.doc_id, self.result.article.source, *numbers, *self._place(found))

    def _place(self, fact: AwardFact | FundingFact | CountFact | Contradiction) -> Row:
        """The sentence, the span in the raw text, and the rule."""
        start, end = self.result.raw_span(fact.start, fact.end)
        return (self.result.sentence(fact.start, fact.end), start, end, fact.rule)


def _trust(fact: AwardFact | FundingFact) -> Row:
    """How the fact agrees with what is told beside it, and how likely it is right."""
    return (fact.consistency, fact.confidence)
