"""Funding facts: what each sum in a sentence is for, who pays it to whom, and whether it is a payment or a rule."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, cast

from extractor.facts.clauses import Binding, TimedOut, bindings
from extractor.facts.funding_roles import funder_of, period_of, purpose_of, recipients_of
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import FundingFact, FundingKind, Mention
from extractor.rules.alphabet import SLOT_CHARS
from extractor.rules.funding import FundingRules
from extractor.text.sentences import split_sentences

_AMOUNT = SLOT_CHARS["amount"]
_COUNT = SLOT_CHARS["count"]
_GROUP_UNITS = frozenset("家户名人位间")
_PROJECT_UNITS = frozenset("个项宗笔")


def funding_facts(view: DocumentView, rules: FundingRules, timed_out: list[TimedOut]) -> list[FundingFact]:
    """The funding facts of an article in its order, each sum of each kind once a sentence and once an article."""
    facts: list[FundingFact] = []
    for block in view.document.blocks:
        if block.kind == "table":
            continue
        for sentence in split_sentences(view.document.text, [block]):
            slotted = view.slotted(sentence)
            if _AMOUNT in slotted.text:
                facts.extend(_sentence_facts(view, slotted, rules, timed_out))
    return _distinct(facts)


def _distinct(facts: Iterable[FundingFact]) -> list[FundingFact]:
    kept: dict[tuple[object, ...], FundingFact] = {}
    for fact in facts:
        key = (fact.amount, fact.amount_max, fact.currency, fact.kind, fact.per, fact.is_policy)
        other = kept.get(key)
        if other is None or len(fact.recipients) > len(other.recipients):
            kept[key] = fact
    return list(kept.values())


def _sentence_facts(view: DocumentView, slotted: Slotted, rules: FundingRules, timed_out: list[TimedOut]) -> list[FundingFact]:
    best: dict[int, Binding] = {}
    for found in bindings(slotted, rules.rules, timed_out):
        position = slotted.text.find(_AMOUNT, found.start, found.end)
        if position >= 0 and _better(found, best.get(position)):
            best[position] = found
    facts: list[FundingFact] = []
    previous: Binding | None = None
    for position in [at for at, char in enumerate(slotted.text) if char == _AMOUNT]:
        binding: Binding | None = best.get(position)
        if _continues(slotted, position, previous) and (binding is None or binding.rule.spec.priority < 80):
            binding = previous
        previous = binding
        mention = slotted.at(position)
        if binding is None or mention is None or mention.number is None or binding.rule.spec.kind == "none":
            continue
        facts.append(_fact(view, slotted, position, binding, rules))
    return facts


def _better(binding: Binding, other: Binding | None) -> bool:
    if other is None:
        return True
    mine, theirs = binding.rule.spec.priority, other.rule.spec.priority
    return (mine, other.end - other.start) > (theirs, binding.end - binding.start)


def _continues(slotted: Slotted, position: int, previous: Binding | None) -> bool:
    """Whether the sum goes on an enumeration of sums (分别给予100万元、50万元)."""
    return previous is not None and slotted.text[position - 2 : position] in (
        _AMOUNT + "、",
        _AMOUNT + "和",
        _AMOUNT + "及",
        _AMOUNT + "与",
    )


def _fact(view: DocumentView, slotted: Slotted, position: int, binding: Binding, rules: FundingRules) -> FundingFact:
    mention = cast(Mention, slotted.at(position))
    amount = cast(Decimal, mention.number)
    clause = _clause(slotted, position)
    counts = [m for m in slotted.within(*clause) if m.type == "count"]
    groups = [m.number for m in counts if m.unit in _GROUP_UNITS]
    projects = [m.number for m in counts if m.unit in _PROJECT_UNITS and "项目" in (m.object or "")]
    return FundingFact(
        kind=cast(FundingKind, binding.rule.spec.kind),
        amount=amount,
        amount_max=mention.number_max,
        currency=mention.currency or "CNY",
        qualifier=mention.qualifier,
        per=_per(slotted, position, rules),
        recipients=tuple(recipients_of(slotted, position, clause)),
        recipient_count=groups[0] if groups else None,
        project_count=projects[0] if projects else None,
        purpose=purpose_of(view, slotted, position, clause),
        funder=funder_of(slotted, position, clause),
        period=period_of(slotted, position),
        is_policy=_is_policy(slotted, position, rules),
        start=mention.start,
        end=mention.end,
        rule=binding.rule.spec.id,
    )


def _clause(slotted: Slotted, position: int) -> tuple[int, int]:
    """The stretch that belongs to the sum at `position`: from the sum before it to the next one."""
    before = slotted.text.rfind(_AMOUNT, 0, position)
    after = slotted.text.find(_AMOUNT, position + 1)
    comma = slotted.text.find("，", position)
    ends = [at for at in (after, comma) if at >= 0]
    return before + 1, min(ends, default=len(slotted.text))


def _per(slotted: Slotted, position: int, rules: FundingRules) -> Literal["total", "each"]:
    """Whether the sum is told for each recipient: by the last word before it that says each or all."""
    start = _clause(slotted, position)[0]
    while slotted.text[start - 1 : start + 1] in (_AMOUNT + "、", _AMOUNT + "和", _AMOUNT + "及", _AMOUNT + "与"):
        start = slotted.text.rfind(_AMOUNT, 0, start - 1) + 1
    before = slotted.text[max(start, position - 40) : position]
    each = max((m.start() for m in rules.each.finditer(before)), default=-1)
    total = max((m.start() for m in rules.total.finditer(before)), default=-1)
    return "each" if each > total else "total"


def _is_policy(slotted: Slotted, position: int, rules: FundingRules) -> bool:
    """Whether the sum is set by a standing rule: a condition before it, and no counted group that it was paid to."""
    before = slotted.text[:position]
    match = rules.policy.search(before[max(0, position - 120) :])
    if match is None:
        return False
    return _COUNT not in before[max(0, len(before) - 60) :] or any(word in before[-16:] for word in ("最高", "不超过", "上限"))
