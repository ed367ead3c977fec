"""Who gets a sum, who pays it, what for, when and where: read from the sentence the sum stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.facts.funding_terms import Scope
from extractor.facts.places import own_place
from extractor.facts.view import DocumentView
from extractor.model import FundingFact, FundingKind, Mention
from extractor.rules.alphabet import NAMED_CHARS, SLOT_CHARS
from extractor.rules.funding import FundingRules, RolePatterns

_COMPANY = SLOT_CHARS["company"]
_AMOUNT = SLOT_CHARS["amount"]
_GRANTOR = SLOT_CHARS["grantor"]
_PLACE = SLOT_CHARS["district"]
_JOINS = "、和与及，"
# Behind a sum, who gets or pays it is told within this many characters (…给了A公司, 由区财政列支).
BEHIND = 24
# A clause of the same sentence that goes on about the same recipient is no longer than this.
GOING_ON = 30


@dataclass(slots=True)
class Parties:
    """The named recipients of a sum and its named payers, in the order of the text."""

    recipients: list[str] = field(default_factory=list)
    payers: list[str] = field(default_factory=list)


def parties_of(scope: Scope, kind: FundingKind, roles: RolePatterns) -> Parties:
    """Who gets and who pays, from the names between the sum before and this one, and from those told right behind it."""
    parties, text = Parties(), scope.slotted.text
    into = parties.recipients
    for at in (*range(scope.own, scope.first), *range(scope.last + 1, min(scope.end, scope.last + BEHIND))):
        if at > scope.last and text[at] == _AMOUNT:
            break
        mention = scope.slotted.at(at) if text[at] in NAMED_CHARS else None
        if mention is None:
            continue
        if at > scope.last and not text[max(scope.last, at - 3) : at].rstrip("了").endswith(roles.to):
            break
        if text[max(scope.own, at - 4) : at].endswith(roles.with_) and not mention.value.endswith(roles.banks):
            continue
        joined = text[at - 1] in _JOINS and at - 2 >= scope.own and (text[at - 2] in NAMED_CHARS or text[at - 2] in "）)")
        if not joined:
            pays = at < scope.first and _pays(scope, at, mention, kind, roles)
            into = parties.payers if pays else parties.recipients
        into.append(mention.value)
    return parties


def _pays(scope: Scope, at: int, mention: Mention, kind: FundingKind, roles: RolePatterns) -> bool:
    """Whether the one named at `at`, before the sum, is the payer."""
    text = scope.slotted.text
    before = text[max(scope.own, at - 3) : at]
    if mention.value.endswith(roles.banks) and mention.type == "company":
        return True
    if before.endswith(roles.to):
        return False
    if kind == "investment" or before.endswith(roles.from_) or roles.pays_after.match(text, at + 1):
        return True
    return kind in ("subsidy", "relief") and roles.pays_for.search(text, at + 1, scope.first) is not None


def recipients_of(
    scope: Scope, parties: Parties, kind: FundingKind, roles: RolePatterns, *, before: FundingFact | None
) -> tuple[str, ...]:
    """The named recipients: those of the clause, one for each sum where both are as many, the company that a pronoun means,
    or, in a clause that names and counts nobody, those of the sum before it in the sentence (`before`)."""
    named = tuple(dict.fromkeys(parties.recipients))
    sums = (scope.last - scope.first) // 2 + 1
    if named:
        place = (scope.position - scope.first) // 2
        return (named[place],) if sums == len(named) > 1 else named
    if kind == "investment":
        return ()
    if roles.pronouns.search(scope.before):
        company = _company_before(scope, roles)
        return (company,) if company else ()
    counted = any(m.type == "count" for m in scope.slotted.within(scope.own, scope.first))
    goes_on = before is not None and before.per == "total" and len(scope.before) <= GOING_ON and not counted
    return before.recipients if goes_on and before is not None else ()


def _company_before(scope: Scope, roles: RolePatterns) -> str | None:
    """The company named last before the sum's clause, no bank."""
    place = scope.own
    while (place := scope.slotted.text.rfind(_COMPANY, 0, place)) >= 0:
        mention = scope.slotted.at(place)
        if mention is not None and not mention.value.endswith(roles.banks):
            return mention.value
    return None


def funder_of(
    view: DocumentView, scope: Scope, parties: Parties, kind: FundingKind, *, roles: RolePatterns, before: FundingFact | None
) -> str | None:
    """Who pays: the named payers, for an investment the company a pronoun means, else a body, a budget or a place told before
    the sum, or behind it (由区财政列支), else who pays the sum of the same kind before it in the sentence (`before`)."""
    if parties.payers:
        return "、".join(dict.fromkeys(parties.payers))
    if kind == "investment" and roles.pronouns.search(scope.before):
        return _company_before(scope, roles)
    told = [*_bodies(view, scope, roles)]
    if told:
        return max(told)[1]
    behind = _behind(scope, roles)
    if behind:
        return behind
    return before.funder if before is not None and before.kind == kind else None


def _behind(scope: Scope, roles: RolePatterns) -> str | None:
    """The body or budget that a sum is said to come from behind it (由区财政列支)."""
    text = scope.slotted.text
    at = text.find("由", scope.last, min(scope.end, scope.last + BEHIND))
    if at < 0:
        return None
    mention = scope.slotted.at(at + 1)
    if mention is not None and mention.type == "grantor":
        return mention.value
    match = roles.payers.search(text, at, at + 16)
    return match.group() if match else None


def _bodies(view: DocumentView, scope: Scope, roles: RolePatterns) -> Iterator[tuple[int, str]]:
    """The bodies, budgets and places before a sum that can pay it, each with where it stands; not those that only tell of it."""
    text = scope.slotted.text
    for match in roles.payers.finditer(text, scope.start, scope.first):
        if not roles.tells.match(text, match.end()):
            yield match.start(), match.group()
    for at in range(scope.start, scope.first):
        mention = scope.slotted.at(at) if text[at] in (_GRANTOR, _PLACE) else None
        if mention is None:
            continue
        if text[at] == _GRANTOR and not roles.tells.match(text, at + 1):
            yield at, mention.value
        if text[at] == _PLACE and roles.places_pay.match(text, at + 1):
            yield at, view.document.text[mention.start : mention.end]


def recipient_count(scope: Scope, roles: RolePatterns) -> Decimal | None:
    """How many got the sum: the group counted before it, else the one it is said to have reached (惠及企业743家)."""

    def counts(mention: Mention) -> bool:
        return mention.unit in roles.recipient_units and not (mention.object or "").endswith(roles.banks)

    return _counted(scope, roles, counts)


def project_count(scope: Scope, roles: RolePatterns) -> Decimal | None:
    """How many projects the sum is for."""

    def counts(mention: Mention) -> bool:
        return mention.unit in roles.project_units and roles.project_objects.search(mention.object or "") is not None

    return _counted(scope, roles, counts)


def _counted(scope: Scope, roles: RolePatterns, fits: Callable[[Mention], bool]) -> Decimal | None:
    slotted = scope.slotted
    near = [m for m in slotted.within(scope.own, scope.first) if m.type == "count" and fits(m)]
    if near:
        return near[-1].number
    reach = roles.reach.search(slotted.text, scope.last, min(scope.end, scope.last + BEHIND))
    if reach is None:
        return None
    behind = [m for m in slotted.within(scope.last, min(scope.end, reach.end() + BEHIND)) if m.type == "count" and fits(m)]
    return behind[0].number if behind else None


def period_of(scope: Scope, roles: RolePatterns) -> str | None:
    """The period told last before the sum in its sentence, as written."""
    told = [match.group() for match in roles.period.finditer(scope.slotted.text, scope.start, scope.first)]
    return told[-1] if told else None


def purpose_of(
    view: DocumentView, scope: Scope, kind: FundingKind, rules: FundingRules, *, before: FundingFact | None
) -> str | None:
    """What the sum is for, as written: an award named in its clause, else what the purpose patterns find; a loan, a relief or an
    investment that goes on from the sum before it (`before`) is for the same."""
    prizes = [m for m in scope.slotted.within(scope.own, scope.first) if m.type in ("award", "grade")]
    if prizes and kind in ("reward", "subsidy"):
        share = (scope.position - scope.first) // 2
        one_each = (scope.last - scope.first) // 2 + 1 == len(prizes)
        prize = prizes[share if one_each else -1]
        return prize.value if prize.type == "award" else view.document.text[prize.start : prize.end]
    window = scope.slotted.text[scope.own : min(scope.last, scope.first + BEHIND) + 40]
    for kinds, pattern in rules.purposes:
        if kind not in kinds:
            continue
        for match in pattern.expression.finditer(window, timeout=1):
            if scope.own + match.start("amount") in (scope.position, scope.first):
                begin, end = (scope.own + at for at in match.span("what"))
                what = view.document.text[scope.slotted.origin(begin) : scope.slotted.origin(end)]
                what = rules.purpose_ends.sub("", what).strip("“” ")
                if what and not rules.purpose_not.fullmatch(what):
                    return what
    goes_on = before is not None and before.kind == kind and kind in ("financing", "relief", "investment")
    return before.purpose if goes_on and before is not None else None


def place_of(view: DocumentView, scope: Scope, roles: RolePatterns) -> str | None:
    """The adcode of the place told last before the sum in its sentence, by name or by a word such as 全市."""
    slotted = scope.slotted
    named = view.districts_within(slotted.origin(scope.start), slotted.origin(scope.first))
    at, place = (named[-1].start, named[-1].value) if named else (-1, None)
    for match in roles.own.finditer(slotted.text, scope.start, scope.first):
        if slotted.origin(match.start()) > at:
            at, place = slotted.origin(match.start()), own_place(view, match.lastgroup or "city")
    return place
