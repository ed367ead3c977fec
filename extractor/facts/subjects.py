"""Who a clause without a name speaks of: the sentence's subject, or the one of the sentence before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import Mention, Span
from extractor.rules.alphabet import NAMED_CHARS, NAMED_TYPES, SLOT_GROUPS
from extractor.rules.facts import CuePatterns

# So many sentences back the names are looked for that 前者 and 后者 stand for.
PAIR_REACH = 4
# How long the name of a unit that no matcher knows is, in a clause of its own.
LEAST_UNIT, LONGEST_UNIT = 4, 12
_ITEM = f"[{NAMED_CHARS}](?:[（(][^（）()]*[）)])?"
_ROW = re.compile(f"{_ITEM}(?:(?:[、，]|以及|[和与及]){_ITEM})+")


class Subjects:
    """Remembers the subject of the last sentence; `heard` are the sentences before the one being read, `block_start` is where
    its paragraph begins."""

    def __init__(self, view: DocumentView, cues: CuePatterns) -> None:
        self._view = view
        self._cues = cues
        self._known: Mention | None = None
        # How many of the sentences `heard` the known subject is from.
        self._read = 0
        self.heard: list[Span] = []
        self.block_start = 0

    def _last(self) -> Mention | None:
        """The subject of the last sentence that has one; few sentences ask for it, so that it is sought when one does."""
        unread = (self._view.slotted(self.heard[index]) for index in range(len(self.heard) - 1, self._read - 1, -1))
        self._known = next(filter(None, map(self._subject, unread)), self._known)
        self._read = len(self.heard)
        return self._known

    def _subject(self, slotted: Slotted) -> Mention | None:
        """A place that opens a sentence is its subject, else the first name in it."""
        opening = slotted.at(0)
        if opening is not None and opening.type == "district" and slotted.text[1:2] not in ("的", "、"):
            return opening
        for mention in slotted.mentions:
            if mention.type == "project":
                owner = self._company_at(mention)  # A公司选送的“X”: the sentence speaks of the company too.
                if owner is not None:
                    return owner
            elif mention.type in NAMED_TYPES and not self._announces(mention, slotted):
                return self.employer(mention)
        return None

    def _company_at(self, mention: Mention) -> Mention | None:
        """The company that a longer mention begins with."""
        return next((m for m in self._view.companies if m.start == mention.start), None)

    def _announces(self, mention: Mention, slotted: Slotted) -> bool:
        """Whether an association publishes or confers something there, so that nobody speaks of it."""
        behind = slotted.place(mention) + 1
        return mention.type == "organisation" and self._view.words.announces.match(slotted.text, behind) is not None

    def of_clause(self, slotted: Slotted, start: int, awards: Sequence[Mention]) -> list[Mention]:
        """The recipient of the clause that begins at `start` of a sentence and names none; empty where it is not clear."""
        named = [m for m in slotted.within(0, start) if m.type in NAMED_TYPES]
        institution = self._cues.institution.search(slotted.text, 0, start) is not None
        pronoun = institution or self._cues.pronoun.search(slotted.text, 0, start) is not None
        if not pronoun and self._cues.person_meant.search(slotted.text, 0, start):
            return self._person(named)
        if not pronoun and self._unknown_unit(slotted, start):
            return []
        ordinal = next((at for at, word in enumerate(self._cues.ordinals) if word.search(slotted.text, 0, start)), None)
        if ordinal is not None and not named:
            return self._of_pair(ordinal)
        own, reach = self._view.self_named, start if named else len(slotted.text)
        if own is not None and self._cues.self_name.search(slotted.text, 0, reach):
            return [own]
        last = self._last()
        if institution and last is not None and last.type == "person":
            last = next((m for m in self._view.organisations if m.start == last.start), None)
        if named and not (pronoun and last is not None and all(m.type == "organisation" for m in named)):
            return named[-1:] if self._one(named) else []
        if last is None:
            return []
        others = [m for m in slotted.within(0, start) if m.type not in SLOT_GROUPS["prize"]]
        continued = not others and slotted.span.start > last.end > self.block_start
        if not others and self._cues.chronicle.match(slotted.text):
            continued = slotted.span.start == self.block_start or continued
        if last.type == "district":
            fit = all(self._view.words.place_award.search(m.value) for m in awards)
            return [last] if continued and fit else []
        return [last] if pronoun or continued else []

    def _person(self, named: Sequence[Mention]) -> list[Mention]:
        """The person whom 他 or 她 means: the last one named in the sentence, else the subject of the one before if it is one."""
        last = self._last()
        person = next((m for m in reversed(named) if m.type == "person"), last)
        return [person] if person is not None and person.type == "person" else []

    def _of_pair(self, ordinal: int) -> list[Mention]:
        """The first or the second of the two names enumerated last in the sentences before (A和B是…。前者…；后者…)."""
        for heard in reversed(self.heard[-PAIR_REACH:]):
            slotted = self._view.slotted(heard)
            for row in reversed(list(_ROW.finditer(slotted.text))):
                names = [m for m in slotted.within(*row.span()) if m.type in NAMED_TYPES]
                return names[ordinal : ordinal + 1] if len(names) == 2 else []
        return []

    def _unknown_unit(self, slotted: Slotted, start: int) -> bool:
        """Whether a clause opens, right before `start`, with a unit that no matcher knows (…，重症医学科荣获X): that has won."""
        clause = re.split("[，,；;。：:“”]", slotted.text[:start])[-1]
        plain = not any(char in NAMED_CHARS for char in clause)
        return plain and LEAST_UNIT <= len(clause) <= LONGEST_UNIT and clause.endswith(self._view.words.unit_ends)

    def meant(self, group: Mention, slotted: Slotted) -> list[Mention]:
        """The names that a counted group stands for: as many as it counts, enumerated last before it in its sentence or the
        one before (…A公司和B公司，两家企业获奖); empty where there is no such enumeration."""
        place = slotted.place(group)
        if not self._view.words.back_reference.search(slotted.text[:place]):
            return []
        sources = [(slotted, slotted.text[:place])]
        if self.heard:
            earlier = self._view.slotted(self.heard[-1])
            sources.append((earlier, earlier.text))
        for source, text in sources:
            rows = list(_ROW.finditer(text))
            if rows:
                names = [m for m in source.within(*rows[-1].span()) if m.type in NAMED_TYPES]
                return names if len(names) == group.number and not text.startswith("等", rows[-1].end()) else []
        return []

    def speaker(self, mention: Mention, slotted: Slotted) -> Mention | None:
        """The employer that a person speaks for (A公司总经理张三透露，公司已申报 …); None where there is none."""
        place = slotted.place(mention)
        if mention.type != "person" or not self._view.words.speech.match(slotted.text, place + 1):
            return None
        employer = self.employer(mention)
        return employer if employer is not mention else None

    def _one(self, named: Sequence[Mention]) -> bool:
        """Whether the names are one and the same, a full name and its short forms."""
        full = self._view.full_names
        return len({full.get(m.value, m.value) for m in named}) == 1

    def employer(self, mention: Mention) -> Mention:
        """The company that a person is named with (A公司总经理张三): a later 公司 means it, not the person."""
        if mention.type != "person":
            return mention
        return self._company_at(mention) or mention
