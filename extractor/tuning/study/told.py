"""What an article gave as plain rows: without offsets that depend on how it was cleaned, so that two readings can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extractor.model import AwardFact, FundingFact, Mention, Span, field_names
from extractor.outputs.rows import RECIPIENT_SEPARATOR, plain_number
from extractor.text.sentences import sentence_at, split_sentences
from extractor.tuning.study.parts import Cleaned, Told

# Where it stands and what found it; confidence depends on repairs, which are not kept, and on how often a thing is told.
_PLACE = frozenset(("start", "end", "rule", "group", "confidence", "tellings"))


def facts_of(cleaned: Cleaned, awards: Iterable[AwardFact], funding: Iterable[FundingFact]) -> list[Told]:
    """The award and funding facts of an article."""
    place = _Sentences(cleaned.text, split_sentences(cleaned.text, cleaned.blocks))
    rows = [place.told("award_facts", fact) for fact in awards]
    return rows + [place.told("funding_facts", fact) for fact in funding]


def mentions_of(cleaned: Cleaned, mentions: Sequence[Mention]) -> Iterator[Told]:
    """The mentions of an article, with their text beside their value."""
    place = _Sentences(cleaned.text, split_sentences(cleaned.text, cleaned.blocks))
    for mention in mentions:
        row = place.told("mentions", mention)
        value = {} if mention.number is None else {"value": plain_number(mention.number)}
        row.values.update(value, text=cleaned.text[mention.start : mention.end])
        yield row


class _Sentences:
    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._sentences = sentences

    def told(self, table: str, found: AwardFact | FundingFact | Mention) -> Told:
        """The row of a fact or mention, with its sentence."""
        span = sentence_at(self._sentences, found.start, found.end)
        sentence = self._text[span.start : span.end]
        values = {name: _cell(getattr(found, name)) for name in field_names(found) if name not in _PLACE}
        kept = {name: value for name, value in values.items() if value}
        return Told(table, found.rule, kept, sentence, found.start - span.start, found.end - span.start)


def _cell(value: object) -> str:
    """A value as the tables write it, "" where it is absent."""
    if value is None or value is False:
        return ""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, tuple):
        return RECIPIENT_SEPARATOR.join(value)
    return "true" if value is True else str(value)
