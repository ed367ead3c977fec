"""One article in, its mentions and facts out: the chain of pure functions that everything else is built around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.facts.collect import award_facts
from extractor.facts.counts import count_facts
from extractor.facts.evidence import Evidence, with_confidence
from extractor.facts.funding import funding_facts
from extractor.facts.trace import Dropped
from extractor.facts.view import DocumentView
from extractor.match.definitions import definitions
from extractor.match.mentions import Found, find_mentions
from extractor.match.normalise import normaliser
from extractor.model import AwardFact, Contradiction, CountFact, Document, FundingFact, Mention, RawArticle, Span
from extractor.rules.pack import RulePack, load_pack
from extractor.text.clean import clean_article
from extractor.text.convert import Conversion
from extractor.text.sentences import sentence_at
from extractor.text.tokens import DEFAULT, Tokenizer, using

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class ArticleResult:
    """What one article says: the document, its mentions and its facts.

    `contradictions` tells where its numbers do not agree with what they count, `timed_out` names rules that ran out of time,
    `dropped` tells what was matched and thrown away, `rules` which they were.
    `home` is the code of the place the article is about, `defined` each full name with a short name defined for it,
    `sentences` are those of the document's blocks.
    """

    article: RawArticle
    document: Document
    mentions: tuple[Mention, ...]
    award_facts: tuple[AwardFact, ...]
    funding_facts: tuple[FundingFact, ...]
    count_facts: tuple[CountFact, ...]
    contradictions: tuple[Contradiction, ...] = ()
    timed_out: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    rules: str = ""
    home: str | None = None
    defined: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Span, ...] = ()

    def sentence(self, start: int, end: int) -> str:
        """The sentence around a range of the clean text."""
        span = sentence_at(self.sentences, start, end)
        return self.document.text[span.start : span.end]

    def raw_span(self, start: int, end: int) -> Span:
        """The range of the raw text that a non-empty range of the clean text comes from."""
        return self.document.chain.to_source(start, end)

    def _repr_html_(self) -> str:
        from extractor.notebook import result_html

        return result_html(self)


class Pipeline:
    """Extracts articles with one rule pack; it keeps no state between articles. `words` cuts text where matchers ask it."""

    def __init__(self, pack: RulePack, words: Tokenizer = DEFAULT) -> None:
        self.pack = pack
        self.words = words

    @classmethod
    def default(
        cls,
        rules: Sequence[Path | str] = (),
        *,
        disabled: Collection[str] = (),
        conversion: Conversion = "auto",
        words: Tokenizer = DEFAULT,
    ) -> Pipeline:
        """A pipeline with the rules that come with the product and the `rules` directories laid over them, without the fact
        rules `disabled`. Raises RuleError where a rule file is wrong."""
        return cls(load_pack([Path(path) for path in rules], disabled=disabled, conversion=conversion), words)

    def extract(self, article: RawArticle | str) -> ArticleResult:
        """The mentions and facts of an article, given as read or as plain text.

        A half of a surrogate pair, which no file can hold, is read as U+FFFD; places stay the same.
        """
        if isinstance(article, str):
            article = RawArticle(source="", text=article)
        if _LONE_SURROGATE.search(article.text):
            article = replace(article, text=_LONE_SURROGATE.sub("\ufffd", article.text))
        return self.extract_cleaned(article, clean_article(article, self.pack.text))

    def extract_cleaned(self, article: RawArticle, document: Document) -> ArticleResult:
        """The mentions and facts of an article that was cleaned."""
        with using(self.words):
            return self.conclude(article, document, find_mentions(document, self.pack))

    def conclude(self, article: RawArticle, document: Document, found: Found) -> ArticleResult:
        """The facts of a cleaned article whose mentions were found."""
        view = self.view_of(document, found)
        awards = award_facts(view, self.pack.award_facts)
        timed_out = [*awards.timed_out]
        funding, of_sums = funding_facts(view, self.pack.funding, timed_out)
        told, paid = with_confidence(Evidence(view, view.sentences), awards.facts, funding, self.pack.confidence)
        return ArticleResult(
            article=article,
            document=document,
            mentions=found.all,
            award_facts=tuple(told),
            funding_facts=tuple(paid),
            count_facts=tuple(count_facts(found.all)),
            timed_out=tuple(sorted({limit.rule for limit in timed_out})),
            dropped=tuple(awards.dropped),
            contradictions=tuple(sorted((*awards.contradictions, *of_sums), key=lambda found: found.start)),
            rules=self.pack.label,
            home=found.home,
            defined=tuple(definitions(document.text, view.companies, self.pack.names)),
            sentences=view.sentences,
        )

    def view(self, document: Document) -> DocumentView:
        """What the fact rules look at in a document."""
        return self.view_of(document, find_mentions(document, self.pack))

    def view_of(self, document: Document, found: Found) -> DocumentView:
        """The same for a document whose mentions were found."""
        return DocumentView(
            document=document,
            mentions=found.top,
            districts=found.districts,
            companies=tuple(m for m in found.all if m.type == "company"),
            organisations=tuple(m for m in found.all if m.type == "organisation"),
            home=found.home,
            place_name=self.pack.gazetteer.name,
            region_of=found.region_of,
            words=self.pack.context,
            normalise=normaliser(self.pack, document.region),
        )

    def extract_many(self, articles: Iterable[RawArticle | str]) -> Iterator[ArticleResult]:
        """The results of many articles, one after another, in their order."""
        return (self.extract(article) for article in articles)
