"""Who got which of the awards of one match: all got all, or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extractor.facts.clauses import Binding
from extractor.facts.prizes import Prize, editions_in, is_nomination
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import Mention

Named = Sequence[tuple[Mention | None, Prize]]
"""Awards with the mentions that tell them; None for one told before."""
Pairs = list[tuple[Mention, Mention | None, Prize]]


def pairs_of(view: DocumentView, recipients: list[Mention], prizes: Named, slotted: Slotted, binding: Binding) -> Pairs:
    """Each winner with an award: one by one where the sentence says 分别 and the numbers agree, else all got all."""
    named = [m for m in recipients if m.type != "count"]
    if _alternative(slotted, prizes) or (not named and _with_nominees(prizes)):
        prizes = prizes[:1]
    if len(named) != len(prizes):
        prizes = _without_base(prizes)
    if len(prizes) > 1 and len(named) == len(prizes) and _distributive(view, prizes, slotted, binding):
        groups = [(m, None, replace(prizes[0][1], grade=None)) for m in recipients if m.type == "count"]
        return [*groups, *((who, mention, prize) for who, (mention, prize) in zip(named, prizes, strict=True))]
    if not named and len(recipients) == len(prizes) > 1 and _one_by_one(view, slotted, binding):
        return [(group, mention, prize) for group, (mention, prize) in zip(recipients, prizes, strict=True)]
    editions = _editions(view, slotted, binding) if len(prizes) == 1 else []
    if len(editions) == len(named) > 1:
        (mention, prize) = prizes[0]
        return [(who, mention, replace(prize, edition=number)) for who, number in zip(named, editions, strict=True)]
    return [(who, mention, prize) for who in recipients for mention, prize in prizes]


def _distributive(view: DocumentView, prizes: Named, slotted: Slotted, binding: Binding) -> bool:
    """Whether awards and winners belong together one by one: a word says so, or the awards are grades."""
    grades = all(mention is not None and mention.type == "grade" for mention, _ in prizes)
    return grades or _one_by_one(view, slotted, binding)


def _one_by_one(view: DocumentView, slotted: Slotted, binding: Binding) -> bool:
    """Whether a word in the match or shortly before it says so (分别)."""
    around = slotted.text[max(0, binding.start - 20) : binding.end]
    return view.words.one_by_one.search(around) is not None


def _editions(view: DocumentView, slotted: Slotted, binding: Binding) -> list[int | None]:
    """The editions told one by one between the winners and their award (A、B分别在第六届、第八届评选中获银奖)."""
    if "award" not in binding.ranges or "recipient" not in binding.ranges:
        return []
    start, end = slotted.origin(binding.ranges["recipient"][1]), slotted.origin(binding.ranges["award"][1])
    between = view.document.text[start:end]
    return editions_in(between) if view.words.one_by_one.search(between) else []


def _alternative(slotted: Slotted, prizes: Named) -> bool:
    """Whether the awards are told as one or the other (中国质量奖或其提名奖)."""
    marks = [slotted.place(m) for m, _ in prizes if m is not None]
    return any("或" in slotted.text[a:b] for a, b in pairwise(marks))


def _with_nominees(prizes: Named) -> bool:
    """Whether the awards are one and the nomination for it (5家企业获得X及提名奖): a number told of both is of neither alone."""
    if len(prizes) != 2:
        return False
    (_, base), (_, grade) = prizes
    nominated = grade.grade is not None and is_nomination(grade.grade)
    return base.grade is None and base.name == grade.name and nominated


def _without_base(prizes: Named) -> Named:
    """The awards without the one that the others are grades of (创新奖，金、银、铜奖由 …)."""
    if len(prizes) < 2:
        return prizes
    (first, base), (second, grade) = prizes[:2]
    graded = first is not None and first.type == "award" and second is not None and second.type == "grade"
    return prizes[1:] if graded and base.grade is None and base.name == grade.name else prizes
