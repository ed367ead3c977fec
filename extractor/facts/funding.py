"""Funding facts: what each sum of an article is for, who pays it to whom, and whether it is a payment or a rule."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from msgspec.structs import replace

from extractor.facts.clauses import TimedOut
from extractor.facts.funding_kinds import AMOUNT, Decided, decide
from extractor.facts.funding_roles import (
    funder_of,
    parties_of,
    period_of,
    place_of,
    project_count,
    purpose_of,
    recipient_count,
    recipients_of,
)
from extractor.facts.funding_tables import funding_rows
from extractor.facts.funding_terms import Scope, is_policy, per_of, scope_of
from extractor.facts.ledger import CONTRADICTS, funding_ledger
from extractor.facts.products import with_products
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import Block, Contradiction, FundingFact, FundingKind, Span
from extractor.rules.funding import FundingRules

# A sum is compared with at most this many others that are as high (a table may give one to thousands).
MAX_TWINS = 100


def funding_facts(
    view: DocumentView, rules: FundingRules, timed_out: list[TimedOut]
) -> tuple[list[FundingFact], list[Contradiction]]:
    """The funding facts of an article in its order, and where its sums do not add up; a sum told again of the same kind to
    nobody else is not repeated."""
    facts: list[FundingFact] = []
    for block in _blocks_with_sums(view):
        if block.kind == "table":
            facts.extend(funding_rows(view, block, rules))
            continue
        slotted = view.slotted(Span(block.start, block.end))
        if AMOUNT in slotted.text:
            facts.extend(_passage_facts(view, slotted, rules, timed_out))
    marked, contradictions = funding_ledger(facts)
    return _distinct(marked), contradictions


def _blocks_with_sums(view: DocumentView) -> list[Block]:
    """The blocks in which a sum begins."""
    blocks = view.document.blocks
    starts = [block.start for block in blocks]
    return [blocks[index] for index in sorted({bisect_right(starts, at) - 1 for at in view.starts_of("amount")})]


def _passage_facts(view: DocumentView, slotted: Slotted, rules: FundingRules, timed_out: list[TimedOut]) -> list[FundingFact]:
    told: list[tuple[FundingFact, Scope]] = []
    previous: Decided | None = None
    before: FundingFact | None = None
    ended = -1
    for sum_ in decide(view, slotted, rules, timed_out):
        if previous is not None and previous.run is not sum_.run and previous.run != sum_.run:  # long runs compare slowly
            ended = previous.run[-1]
        scope = scope_of(slotted, sum_.run, sum_.position, ended)
        if ended < scope.start:
            before = None
        if sum_.kind is not None and scope.mention.number is not None:
            before = _fact(view, scope, sum_, rules, before=before)
            told.append((before, scope))
        previous = sum_
    return with_products(told, rules)


def _fact(view: DocumentView, scope: Scope, decided: Decided, rules: FundingRules, *, before: FundingFact | None) -> FundingFact:
    """The fact of a sum; `before` is the one before it in its sentence."""
    mention, roles, kind = scope.mention, rules.roles, cast(FundingKind, decided.kind)
    policy = is_policy(scope, view, rules, paid_before=before is not None and not before.is_policy)
    parties = parties_of(scope, kind, roles)
    adcode = place_of(view, scope, roles)
    fact = FundingFact(
        kind=kind,
        amount=mention.number if mention.number is not None else Decimal(0),
        amount_max=mention.number_max,
        currency=mention.currency or "CNY",
        qualifier=mention.qualifier,
        per=per_of(scope, kind, rules, policy=policy, each_before=before is not None and before.per == "each"),
        recipients=() if policy else recipients_of(scope, parties, kind, roles, before=before),
        recipient_count=recipient_count(scope, roles),
        project_count=project_count(scope, roles),
        purpose=purpose_of(view, scope, kind, rules, before=before),
        funder=funder_of(view, scope, parties, kind, roles=roles, before=before),
        period=period_of(scope, roles),
        is_policy=policy,
        district=view.place_name(adcode) if adcode else None,
        adcode=adcode,
        start=mention.start,
        end=mention.end,
        rule=decided.rule,
    )
    return replace(fact, **decided.values) if decided.values else fact


def _distinct(facts: Iterable[FundingFact]) -> list[FundingFact]:
    """The facts without repetitions: the same sum of the same kind, told of nobody or of the same ones; the fullest is kept."""
    kept: list[FundingFact] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for fact in facts:
        same = places.setdefault((fact.amount, fact.amount_max, fact.currency, fact.kind, fact.per, fact.is_policy), [])
        twin = next((index for index in same[:MAX_TWINS] if _repeats(fact, kept[index])), None)
        if twin is None:
            same.append(len(kept))
            kept.append(fact)
        else:
            fuller = fact if _fullness(fact) > _fullness(kept[twin]) else kept[twin]
            kept[twin] = replace(fuller, tellings=kept[twin].tellings + 1, consistency=_consistency(kept[twin], fact))
    return kept


def _consistency(one: FundingFact, other: FundingFact) -> str | None:
    """What is known of two tellings of a sum: a contradiction before an agreement."""
    told = [fact.consistency for fact in (one, other) if fact.consistency]
    return CONTRADICTS if CONTRADICTS in told else told[0] if told else None


def _repeats(fact: FundingFact, other: FundingFact) -> bool:
    if fact.recipients and other.recipients:
        return bool(set(fact.recipients) & set(other.recipients))
    return fact.purpose == other.purpose or fact.purpose is None or other.purpose is None


def _fullness(fact: FundingFact) -> int:
    told = (fact.recipient_count, fact.project_count, fact.purpose, fact.funder, fact.period, fact.adcode)
    return 2 * len(fact.recipients) + sum(value is not None for value in told)
