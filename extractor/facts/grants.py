"""Who grants an award and the money that goes with it, told in other sentences than the winners."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from extractor.facts.prizes import Prize, PrizeResolver
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import AwardFact
from extractor.rules.alphabet import SLOT_CHARS
from extractor.rules.facts import CuePatterns

# Prize money told without its award belongs to one told at most this many characters before.
NEAR = 240
_BODY = SLOT_CHARS["grantor"]
_AMOUNT = SLOT_CHARS["amount"]


def with_grants(view: DocumentView, resolver: PrizeResolver, facts: list[AwardFact], cues: CuePatterns) -> list[AwardFact]:
    """The facts with their grantor and the money that goes with the award to one recipient, where the article tells them."""
    grantors: dict[str, str] = {}
    money: dict[tuple[str, str | None], Decimal] = {}
    for span in view.sentences_with("grantor", "amount"):
        slotted = view.slotted(span)
        if _BODY in slotted.text:
            _add_grantors(view, grantors, slotted)
        if _AMOUNT in slotted.text and not cues.policy.search(slotted.text):
            for prize, amount in _paid(view, slotted, resolver, facts):
                money.setdefault((prize.name, prize.grade), amount)
    current = {fact.award: (fact.edition, fact.year) for fact in reversed(facts) if fact.edition or fact.year}
    return [
        _completed(fact, grantors, money) if (fact.edition, fact.year) == current.get(fact.award, (None, None)) else fact
        for fact in facts
    ]


def _completed(fact: AwardFact, grantors: dict[str, str], money: dict[tuple[str, str | None], Decimal]) -> AwardFact:
    """The fact of the edition that the article is about, with what is known of its award."""
    if fact.status == "applied":
        return fact
    grantor = fact.grantor or grantors.get(fact.award)
    amount = fact.amount or money.get((fact.award, fact.grade))
    return replace(fact, grantor=grantor, amount=amount) if grantor or amount else fact


def _add_grantors(view: DocumentView, grantors: dict[str, str], slotted: Slotted) -> None:
    match = view.words.grant.search(slotted.text)
    if match is None:
        return
    bodies = "、".join(m.value for m in slotted.within(*match.span("body")) if m.type == "grantor")
    for mention in slotted.within(match.end(), len(slotted.text)):
        if mention.type == "award":
            grantors.setdefault(mention.value, bodies)


def _paid(
    view: DocumentView, slotted: Slotted, resolver: PrizeResolver, facts: list[AwardFact]
) -> Iterator[tuple[Prize, Decimal]]:
    """Each award of the sentence with the sum that one winner of it gets.

    A run of sums (分别奖励100万元、50万元) goes to the awards before it in order; a single sum to the award or to the counted
    group of its own stretch of the sentence. A sum that is not told for each is one winner's where there is only one.
    """
    start = 0
    for run in re.finditer(f"{_AMOUNT}(?:[、和与及]{_AMOUNT})*", slotted.text):
        amounts = [m.number for m in slotted.within(*run.span()) if m.number is not None]
        prizes = [m for m in slotted.within(start, run.end() + 6) if m.type in ("award", "grade")]
        if amounts and _is_each(view, slotted, start, run):
            if len(prizes) == len(amounts):
                for mention, number in zip(prizes, amounts, strict=True):
                    prize = resolver.resolve(mention, slotted.span)
                    if prize is not None:
                        yield prize, number
            elif not prizes:
                yield from _told_before(slotted, start, run.start(), facts, amounts)
        elif len(amounts) == len(prizes) == 1 and _is_paid(view, slotted, start, run):
            prize = resolver.resolve(prizes[0], slotted.span)
            if prize is not None and _has_one_winner(prize, facts):
                yield prize, amounts[0]
        start = run.end()


def _told_before(
    slotted: Slotted, start: int, end: int, facts: list[AwardFact], numbers: list[Decimal]
) -> Iterator[tuple[Prize, Decimal]]:
    """The awards that sums without an award beside them belong to.

    That of the counted group a single sum is told of (5家获奖企业每家奖励100万元); else those told in the sentence or shortly
    before it, one for each sum in order (分别给予每家50万元、20万元).
    """
    groups = [m for m in slotted.within(start, end) if m.type == "count" and m.unit != "次"]
    counted = [f for f in facts if groups and (f.recipient_count, f.recipient_unit) == (groups[-1].number, groups[-1].unit)]
    if counted and len(numbers) == 1:
        yield from ((Prize(fact.award, fact.kind, grade=fact.grade), numbers[0]) for fact in counted)
        return
    place = slotted.origin(start)
    near = [f for f in facts if place - NEAR <= f.start <= slotted.origin(end) and f.kind == "prize" and f.status != "applied"]
    told = list(dict.fromkeys((fact.award, fact.grade) for fact in near))
    if len(told) == len(numbers) and not groups:
        yield from ((Prize(name, "prize", grade=grade), number) for (name, grade), number in zip(told, numbers, strict=True))


def _has_one_winner(prize: Prize, facts: list[AwardFact]) -> bool:
    """Whether the article names a single winner of the prize, whose share is the whole sum (获提名奖，奖金50万元)."""
    told = [fact for fact in facts if (fact.award, fact.grade) == (prize.name, prize.grade)]
    return len(told) == 1 and told[0].recipient is not None


def _is_each(view: DocumentView, slotted: Slotted, start: int, run: re.Match[str]) -> bool:
    """Whether the sums are one winner's."""
    before = slotted.text[max(start, run.start() - 30) : run.start()]
    return view.words.each.search(before) is not None and _is_paid(view, slotted, start, run)


def _is_paid(view: DocumentView, slotted: Slotted, start: int, run: re.Match[str]) -> bool:
    """Whether the sums are prize money."""
    before = slotted.text[max(start, run.start() - 30) : run.start()]
    return view.words.paid.search(before + slotted.text[run.end() : run.end() + 8]) is not None
