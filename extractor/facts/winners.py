"""The winners of one match: those in its slot, and those whom it means besides them."""

from __future__ import annotations

from extractor.facts.clauses import Binding, open_brackets
from extractor.facts.subjects import Subjects
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import Mention
from extractor.rules.alphabet import SLOT_GROUPS


def winners_of(
    view: DocumentView, subjects: Subjects, recipients: list[Mention], binding: Binding, slotted: Slotted
) -> list[Mention]:
    """The winners among the recipients that a match binds: companies for those who speak for them, the names before a bracket,
    those named earlier who have won as well, and the names that a counted group stands for."""
    # In 获得X奖的A公司、获得Y奖的B公司 the pattern's enumeration holds the prizes before the winners too.
    recipients = [_spoken_for(subjects, m, slotted) for m in recipients if m.type not in SLOT_GROUPS["prize"]]
    recipients = _all_of_them(view, subjects, _outside_bracket(recipients, binding, slotted), binding, slotted)
    if len(recipients) == 1 and recipients[0].type == "count" and slotted.holds(recipients[0]):
        return [*recipients, *subjects.meant(recipients[0], slotted)]
    return recipients


def _spoken_for(subjects: Subjects, winner: Mention, slotted: Slotted) -> Mention:
    """The winner, or the company that a person speaks for."""
    return (subjects.speaker(winner, slotted) or winner) if slotted.holds(winner) else winner


def _outside_bracket(recipients: list[Mention], binding: Binding, slotted: Slotted) -> list[Mention]:
    """The recipients of an award; of one told in the bracket behind a name, that name alone."""
    if "award" not in binding.ranges or "recipient" not in binding.ranges:
        return recipients
    between = slotted.text[binding.ranges["recipient"][1] : binding.ranges["award"][0]]
    return recipients[-1:] if open_brackets(between) > 0 else recipients


def _all_of_them(
    view: DocumentView, subjects: Subjects, recipients: list[Mention], binding: Binding, slotted: Slotted
) -> list[Mention]:
    """The recipients with those named earlier in the sentence where 双双 or 一道 says that both have won."""
    if "award" not in binding.ranges or "recipient" not in binding.ranges:
        return recipients
    start, end = binding.ranges["recipient"]
    if not view.words.together.search(slotted.text, end, binding.ranges["award"][0]) or len(recipients) > 1:
        return recipients
    earlier = [m for m in slotted.within(0, start) if m.type in SLOT_GROUPS["who"]]
    return [*(subjects.employer(m) for m in earlier[-1:]), *recipients]
