"""Facts of articles with gold as samples for calibration: what supports each, and whether it is right."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from msgspec.structs import asdict

from corpus.make_variants import VARIANTS
from extractor.facts.evidence import Evidence
from extractor.model import AwardFact, FundingFact, RawArticle
from extractor.pipeline import ArticleResult, Pipeline
from extractor.sources import read_articles
from extractor.text.sentences import split_sentences
from extractor.tuning.gold import award_key, number, stem
from tests import damage
from tests.quality import GoldSet

Kind = Literal["award", "funding"]
Gold = Mapping[str, Any]
_ORIGINALS = {stem(variant.file): stem(variant.original) for variant in VARIANTS}


@dataclass(frozen=True)
class Sample:
    """A fact that gold says is right or wrong. `article` is the one it was made from, `damaged` tells of a copy."""

    kind: Kind
    article: str
    rule: str
    evidence: frozenset[str]
    right: bool
    confidence: Decimal | None
    damaged: bool = False


def samples_of(gold_set: GoldSet, pipeline: Pipeline, *, damaged: bool = False) -> Iterator[Sample]:
    """The samples of a set of articles, or of copies of it as mirror sites show them."""
    for article in read_articles([str(gold_set.articles)]):
        if not isinstance(article, RawArticle):
            continue
        name = stem(article.source)
        gold = _gold(gold_set, name)
        if gold is None:
            continue
        if damaged:
            article = RawArticle(article.source, damage.mirror(article.text).text, article.media)
        result = pipeline.extract(article)
        document = result.document
        evidence = Evidence(pipeline.view(document), split_sentences(document.text, document.blocks))
        yield from _samples(result, evidence, gold, _ORIGINALS.get(name, name), damaged=damaged)


def _gold(gold_set: GoldSet, name: str) -> Gold | None:
    """The gold of an article, by its own name or by the name of its source."""
    path = gold_set.gold / f"{name}.json"
    if path.is_file():
        return _loaded(path)
    golds = (_loaded(other) for other in gold_set.gold.glob("*.json"))
    return next((gold for gold in golds if stem(gold.get("source") or "") == name), None)


def _loaded(path: Path) -> Gold:
    gold: Gold = json.loads(path.read_text("utf-8"))
    return gold


def _samples(result: ArticleResult, evidence: Evidence, gold: Gold, article: str, *, damaged: bool) -> Iterator[Sample]:
    judged: Iterable[tuple[Kind, AwardFact | FundingFact, frozenset[str], bool | None]] = (
        *(("award", fact, evidence.of_award(fact), award_is_right(asdict(fact), gold)) for fact in result.award_facts),
        *(("funding", fact, evidence.of_funding(fact), funding_is_right(asdict(fact), gold)) for fact in result.funding_facts),
    )
    for kind, fact, told, right in judged:
        if right is not None:
            yield Sample(kind, article, fact.rule, told, right, fact.confidence, damaged)


def award_is_right(fact: Mapping[str, Any], gold: Gold) -> bool | None:
    """Whether gold tells the fact: award, recipient, status, edition, grade, number; None where it is optional."""
    key = award_key(fact)
    if key in {award_key(told) for told in gold["award_facts"]}:
        return True
    optional = {award_key(told)[:3] for told in gold.get("optional_award_facts", [])}
    return None if key[:3] in optional else False


def funding_is_right(fact: Mapping[str, Any], gold: Gold) -> bool | None:
    """Whether gold tells the sum: amount, currency, kind, per (of a policy only amount and currency); None where optional."""
    policies = {_sum(told)[:2] for told in gold["funding_facts"] if told.get("rule")}
    key = _sum(fact)
    if str(fact["is_policy"]).lower() in ("true", "1"):
        return True if key[:2] in policies else None if key[:2] in _optional(gold) else False
    if key in {_sum(told) for told in gold["funding_facts"] if not told.get("rule")}:
        return True
    return None if key[:2] in policies | _optional(gold) else False


def _optional(gold: Gold) -> set[tuple[Any, ...]]:
    return {_sum(told)[:2] for told in gold.get("optional_funding_facts", [])}


def _sum(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    return number(fact["amount"]), fact.get("currency") or "CNY", fact.get("kind"), fact.get("per") or "total"
