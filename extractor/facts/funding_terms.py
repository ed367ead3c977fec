"""How a sum is told: for each recipient or as a whole, by a standing rule or as a payment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import FundingKind, Mention
from extractor.rules.alphabet import NAMED_CHARS, SLOT_CHARS
from extractor.rules.funding import FundingRules

_PRIZES = (SLOT_CHARS["award"], SLOT_CHARS["grade"])
_ENDS = "。！？\n"
# A sentence is looked at this far back and on from a sum; what goes on from another sum without names is shorter than that.
SENTENCE = 240
ELLIPTIC = 30
# A total follows its parts within this many characters.
AHEAD = 60


@dataclass(frozen=True, slots=True)
class Scope:
    """A sum's surroundings in its passage: `start` to `end` is its sentence, `own` where the clause after the sum before begins,
    `first` and `last` the ends of the enumeration of sums it stands in."""

    slotted: Slotted
    start: int
    own: int
    first: int
    position: int
    last: int
    end: int

    @property
    def mention(self) -> Mention:
        """The sum itself."""
        found = self.slotted.at(self.position)
        if found is None:
            raise ValueError("a scope stands on a sum")
        return found

    @property
    def before(self) -> str:
        """The text from the sum before it to its enumeration."""
        return self.slotted.text[self.own : self.first]


def scope_of(slotted: Slotted, run: tuple[int, ...], position: int, previous: int) -> Scope:
    """The surroundings of the sum at `position`; `previous` is where the run before it ends, -1 for none."""
    text = slotted.text
    low = max(0, run[0] - SENTENCE)
    start = max(low, max(text.rfind(mark, low, run[0]) for mark in _ENDS) + 1)
    high = min(len(text), run[-1] + SENTENCE)
    end = min((at for mark in _ENDS if (at := text.find(mark, run[-1], high)) >= 0), default=high)
    return Scope(slotted, start, max(start, previous + 1), run[0], position, run[-1], end)


def is_policy(scope: Scope, view: DocumentView, rules: FundingRules, *, paid_before: bool) -> bool:
    """Whether a standing rule sets the sum, not a payment: a condition, a document or a cap, and nobody told who got it.

    `paid_before` says that the sum before it in the sentence is a payment: what goes on from it without a condition is one.
    """
    cues, own = rules.cues, scope.before
    if is_cap(scope, rules):
        return scope.mention.qualifier in cues.caps or cues.record.search(own) is None
    sentence = own if paid_before else scope.slotted.text[_statement(scope) : scope.first]
    condition = cues.condition.search(sentence)
    standing = cues.standing.search(sentence) or cues.rules_title.search(_title(view))
    entitled = cues.entitled.search(own) and not cues.winners.search(own)
    if not (condition or standing or entitled) or cues.paid.search(own) or _has_recipient(scope, rules) or _summed(scope, rules):
        return False
    return bool(standing or entitled) or not _applied(scope, rules)


def _statement(scope: Scope) -> int:
    """Where the statement around a sum begins: its sentence, or a part of it that has a place or a name of its own as subject
    (…每家奖励20万元；龙南市拿出1500万元)."""
    text = scope.slotted.text
    behind = text.rfind("；", scope.start, scope.first) + 1
    own_subject = behind > 0 and (text[behind] in NAMED_CHARS or text[behind] == SLOT_CHARS["district"])
    return behind if own_subject else scope.start


def is_cap(scope: Scope, rules: FundingRules) -> bool:
    """Whether the sum is the most that somebody may get."""
    return scope.mention.qualifier in rules.cues.caps or rules.cues.cap_words.search(scope.before) is not None


def _title(view: DocumentView) -> str:
    return view.document.text[view.title.start : view.title.end] if view.title else ""


def _has_recipient(scope: Scope, rules: FundingRules) -> bool:
    """Whether the clause names somebody or counts a group that the sum went to."""
    if any(char in NAMED_CHARS for char in scope.before):
        return True
    counts = [m for m in scope.slotted.within(scope.own, scope.first) if m.type == "count"]
    limits = rules.cues.caps
    return any(m.unit in rules.roles.recipient_units and (m.number or 0) > 1 and m.qualifier not in limits for m in counts)


def _summed(scope: Scope, rules: FundingRules) -> bool:
    """Whether the total of what was paid by the rule is told after it in the paragraph."""
    text, start = scope.slotted.text, scope.last
    paragraph = text.find("\n", start, start + AHEAD)
    return rules.cues.summed.search(text, start, paragraph if paragraph >= 0 else start + AHEAD) is not None


def _applied(scope: Scope, rules: FundingRules) -> bool:
    """Whether a condition names those of an award that the paragraph has just conferred (对获得市长质量奖的单位给予…)."""
    text = scope.slotted.text
    earlier = {m.value for m in scope.slotted.within(0, scope.start) if m.type == "award"}
    inside = {m.value for m in scope.slotted.within(scope.start, scope.first) if m.type == "award"}
    known = bool(inside & earlier) or (not inside and any(char in text[: scope.start] for char in _PRIZES))
    return known and rules.cues.conferred.search(text, 0, scope.start) is not None


def per_of(scope: Scope, kind: FundingKind, rules: FundingRules, *, policy: bool, each_before: bool) -> Literal["total", "each"]:
    """Whether the sum is told for each recipient; `each_before` says that the sum before it in the sentence is."""
    cues, before = rules.cues, scope.before[-60:]
    if cues.each_after.match(scope.slotted.text[scope.last + 1 : scope.last + 5]):
        return "each"
    each = _last(cues.each, before)
    if kind != "investment":
        each = max(each, _last(cues.apiece, before))
    total = _last(cues.total, before)
    if each > total or (policy and (total < 0 or is_cap(scope, rules))):
        return "each"
    if not each_before or total >= 0 or kind not in ("reward", "subsidy") or len(before) > ELLIPTIC:
        return "total"
    told_apart = cues.paid.search(before) or rules.roles.period.search(before) or any(char in NAMED_CHARS for char in before)
    return "total" if told_apart else "each"


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
