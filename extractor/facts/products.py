"""Sums of one sentence that multiply to a total (8家企业每家奖励50万元，共400万元)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from extractor.facts.funding_terms import Scope
from extractor.facts.ledger import number_of
from extractor.model import FundingFact, Group
from extractor.rules.funding import FundingRules

Told = tuple[FundingFact, Scope]


def with_products(told: Sequence[Told], rules: FundingRules) -> list[FundingFact]:
    """The facts of a passage, those of a sentence that tells sums for each and their only total in one group."""
    facts = [fact for fact, _ in told]
    sentences: dict[int, list[int]] = {}
    for index, (_, scope) in enumerate(told):
        sentences.setdefault(scope.start, []).append(index)
    for members in sentences.values():
        group = _group([told[index] for index in members], rules)
        if group is None:
            continue
        for index in members:
            if facts[index].per == "each" or facts[index].end == group.end:
                facts[index] = replace(facts[index], group=group)
    return facts


def _group(told: Sequence[Told], rules: FundingRules) -> Group | None:
    """The group of a sentence's sums for each, with its total; None where nothing can be held against it.

    A single sum without a number of its own takes the total's or the one counted before it: such a number may be another's, so
    that the total can be met but not contradicted.
    """
    totals = [(fact, scope) for fact, scope in told if _adds_up(fact, scope, rules)]
    each = [(fact, scope) for fact, scope in told if fact.per == "each"]
    if len(totals) != 1 or not each:
        return None
    total = totals[0][0]
    if any(not _exact(fact) or (fact.kind, fact.currency) != (total.kind, total.currency) for fact, _ in each):
        return None
    firm = all(number_of(fact) is not None for fact, _ in each) and not any(fact.is_policy for fact, _ in each)
    times = total.recipient_count or _counted_before(each[0][1], rules) if len(each) == 1 else None
    alone = all(fact is total or fact.per == "each" for fact, _ in told)
    firm = firm and alone and not _per_thing(each[0][1], rules)
    return Group("product", total.start, total.end, total.amount, firm=firm, times=times)


def _per_thing(scope: Scope, rules: FundingRules) -> bool:
    """Whether the number before a sum is itself told for each of something (每个赛道评出一等奖1名)."""
    counts = [m for m in scope.slotted.within(scope.start, scope.first) if m.type == "count"]
    end = scope.slotted.place(counts[0]) if counts else scope.start
    return rules.cues.per_thing.search(scope.slotted.text, scope.start, end) is not None


def _adds_up(fact: FundingFact, scope: Scope, rules: FundingRules) -> bool:
    """Whether a sum is told as the total of others: 共, 合计 … right before it, and nothing that counts in earlier years."""
    sentence = scope.slotted.text[scope.start : scope.last]
    cues = rules.cues
    return (
        fact.per == "total"
        and _exact(fact)
        and cues.adds_up.search(scope.before) is not None
        and cues.over_years.search(sentence) is None
    )


def _exact(fact: FundingFact) -> bool:
    return fact.qualifier is None and fact.amount_max is None


def _counted_before(scope: Scope, rules: FundingRules) -> Decimal | None:
    """The number of recipients told last before a sum in its passage."""
    counts = [m for m in scope.slotted.within(0, scope.first) if m.type == "count"]
    fitting = [m.number for m in counts if m.unit in rules.roles.recipient_units]
    return fitting[-1] if fitting else None
