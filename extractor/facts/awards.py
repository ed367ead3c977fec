"""Award facts from sentences: bindings of the award rules, with what the sentence and the article add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from extractor.facts.clauses import Binding, TimedOut, bindings, bindings_of, open_brackets
from extractor.facts.groups import enumeration_groups, led_lists
from extractor.facts.pairs import pairs_of
from extractor.facts.places import bracketed_place, group_place, own_tie, spread_places, tied_place, written_place
from extractor.facts.prizes import Prize, PrizeResolver, is_nomination, told_in, without_edition
from extractor.facts.setting import set_values
from extractor.facts.subjects import Subjects
from extractor.facts.telling import Telling
from extractor.facts.trace import Dropped
from extractor.facts.view import DocumentView
from extractor.facts.winners import winners_of
from extractor.match.award_names import NOMINATION
from extractor.match.slots import Slotted
from extractor.model import AwardFact, Block, Mention, Span, Status
from extractor.rules.alphabet import ALPHABET
from extractor.rules.facts import AwardFactRules, FactRule, RuleSpec

_PRIZES = ALPHABET.of("prize")
# A title is meant in a later sentence only near by, and only where that sentence goes on with a list of names.
TITLE_REACH = 300
# An award named further back than this many characters is not meant any more; the longest list between seen has 1,400.
REACH = 2000


@dataclass(slots=True)
class SentenceFacts:
    """Finds the award facts of one sentence after another; remembers the subject that a later pronoun points to."""

    view: DocumentView
    rules: AwardFactRules
    resolver: PrizeResolver
    subjects: Subjects
    telling: Telling
    default_status: Status = "granted"
    # The range of the heading that the sentence stands under.
    heading: tuple[int, int] = (0, 0)
    place: tuple[int, str] | None = None
    # The facts of the sentence being read.
    here: list[AwardFact] = field(default_factory=list)
    timed_out: list[TimedOut] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def of_stretch(self, stretch: Span, rule: FactRule) -> list[AwardFact]:
        """The facts that a rule of a wide scope finds in a stretch of the article."""
        slotted = self.view.slotted(stretch)
        used: dict[tuple[int, int], str] = {}
        return [fact for found in bindings_of(rule, slotted, self.timed_out) for fact in self._facts(found, slotted, used)]

    def of_block(self, block: Block, sentences: Sequence[Span]) -> list[AwardFact]:
        """The facts of a block's sentences."""
        self.subjects.block_start = block.start
        facts: list[AwardFact] = []
        for sentence in sentences:
            if sentence.start in self.telling.read:
                facts.extend(self._of(sentence))
            self.subjects.heard.append(sentence)
        return facts

    def _of(self, sentence: Span) -> list[AwardFact]:
        slotted = self.view.slotted(sentence)
        idle = self._idle(slotted) if sentence.start in self.telling.idle else None
        if idle is not None:
            self.dropped.append(Dropped("", sentence, f"the sentence grants nothing (void, policy): {idle}"))
            return []
        rules = self.rules.for_sentence(slotted.text)
        if not rules:
            return []
        self.here = []
        used: dict[tuple[int, int], str] = {}
        found = bindings(slotted, rules, self.timed_out)
        return led_lists([fact for binding in found for fact in self._facts(binding, slotted, used)], slotted, self.view.words)

    def _idle(self, slotted: Slotted) -> str | None:
        """The words by which a sentence grants nothing."""
        cues = self.rules.cues
        found = cues.void.search(slotted.text) or cues.policy.search(slotted.text)
        return self._written(slotted, found) if found else None

    def _written(self, slotted: Slotted, found: re.Match[str]) -> str:
        """The words of the article where something was found in a slotted sentence."""
        return self.view.document.text[slotted.origin(found.start()) : slotted.origin(found.end())]

    def _facts(self, binding: Binding, slotted: Slotted, used: dict[tuple[int, int], str]) -> Iterator[AwardFact]:
        spec = binding.rule.spec
        recipients = list(binding.slots.get("recipient", ()))
        awards = list(binding.slots.get("award", ()))
        denied = self._denied(binding, slotted)
        if denied:
            self._drop(binding, slotted, f"denied by {self._written(slotted, denied)}")
            return
        if self._bracketed_away(binding, slotted):
            self._drop(binding, slotted, "the award stands in another name's bracket")
            return
        prizes: list[tuple[Mention | None, Prize]] = [
            (m, p) for m in awards if (p := self.resolver.resolve(m, slotted.span)) and self._allowed(binding, p)
        ]
        if spec.inherit == "award":
            prizes = self._prize_before(slotted, binding)
        if spec.inherit == "subject":
            taken = any((-1, m.start) in used for m in awards)
            recipients = [] if taken else self.subjects.of_clause(slotted, binding.start, awards)
        recipients = winners_of(self.view, self.subjects, recipients, binding, slotted)
        pairs = pairs_of(self.view, recipients, prizes, slotted, binding)
        if not pairs:
            self._drop(binding, slotted, _why_no_pair(spec, awards, prizes))
        groups = enumeration_groups(binding, slotted, self.view.words)
        for winner, mention, prize in pairs:
            key = (winner.start, mention.start if mention else -1)
            if key in used:
                self._drop(binding, slotted, f"told by {used[key]} already")
                continue
            fact = self._fact(winner, prize, slotted, binding)
            if fact is not None and not (mention is None and self._contradicted(fact)):
                used[key] = spec.id
                if mention is not None:
                    used[-1, mention.start] = spec.id
                self.here.append(fact)
                fact = replace(fact, group=groups.get(winner.start), **set_values(binding, slotted, self.view))
                yield from self._spread(fact, winner, slotted)
            else:
                self._drop(binding, slotted, f"{self.view.document.text[winner.start : winner.end]} is no group of winners here")

    def _drop(self, binding: Binding, slotted: Slotted, reason: str) -> None:
        span = Span(slotted.origin(binding.start), slotted.origin(binding.end))
        self.dropped.append(Dropped(binding.rule.spec.id, span, reason, binding.slots))

    def _denied(self, binding: Binding, slotted: Slotted) -> re.Match[str] | None:
        """The word by which the sentence says that this has not come about: in the clause of the recipient where it stands
        before the award, anywhere before the award where it stands behind it."""
        award = binding.ranges["award"][0] if "award" in binding.ranges else binding.end
        recipient = binding.ranges.get("recipient", (award, award))[0]
        start = 0
        if recipient < award:
            start = 1 + max(slotted.text.rfind(mark, 0, recipient) for mark in "，,；;。")
        cues = self.rules.cues
        return (cues.denied if binding.rule.spec.status is None else cues.untrue).search(
            slotted.text, start, max(award, recipient)
        )

    def _allowed(self, binding: Binding, prize: Prize) -> bool:
        when = binding.rule.spec.when
        if when.award_kind and prize.kind != when.award_kind:
            return False
        return binding.rule.award is None or binding.rule.award.search(prize.name) is not None

    def _prize_before(self, slotted: Slotted, binding: Binding) -> list[tuple[Mention | None, Prize]]:
        """The award that a clause without one speaks of: the one named last before it, in its sentence or further back."""
        if any(char in slotted.text[binding.start : binding.end] for char in _PRIZES):
            return []
        mention = self.resolver.before(slotted.origin(binding.end))
        if mention is None or slotted.origin(binding.start) - mention.end > REACH:
            return []
        prize = self.resolver.resolve(mention, Span(mention.start, mention.end))
        here = mention.start >= slotted.span.start or self.heading[0] <= mention.start < self.heading[1]
        far = slotted.origin(binding.start) - mention.end > TITLE_REACH
        if prize is None or (prize.kind == "title" and not here and (far or not self.view.words.listing.search(slotted.text))):
            return []
        edition, year = told_in(slotted.text[: binding.end])
        if edition or year:
            prize = replace(prize, edition=edition, year=year)
        # Sentences are parted at a semicolon too: 在二等奖榜单上，A首次获奖；B同样上榜.
        between = self.view.document.text[mention.end : slotted.origin(binding.start)]
        among = self.view.words.among.search(slotted.text, binding.start, binding.end) and "\n" not in between
        same = here or among or not re.search("[。！？\n]", between)
        return [(None, prize if same else replace(prize, grade=None))]

    def _fact(self, winner: Mention, prize: Prize, slotted: Slotted, binding: Binding) -> AwardFact | None:
        # A winner taken over from the sentence before stands in none of this one's places.
        position = slotted.place(winner) if slotted.holds(winner) else 0
        counted = winner.type == "count"
        if counted and (self._no_group(winner, slotted, position) or self._apart(winner, slotted, binding)):
            return None
        cues = self.rules.cues
        if cues.cumulative.search(slotted.text, 0, max(position, binding.end)) and counted:
            prize = without_edition(prize, [self.resolver.undated(m) for m in slotted.mentions])
        place = self._group_place(slotted, position) if counted else self._own_place(slotted, position, binding)
        return AwardFact(
            award=prize.name,
            kind=prize.kind,
            status=self._status(binding, slotted, prize),
            start=slotted.origin(binding.start),
            end=slotted.origin(binding.end),
            rule=binding.rule.spec.id,
            edition=prize.edition,
            year=prize.year,
            grade=prize.grade.removesuffix(NOMINATION) if prize.grade else None,
            recipient=None if counted else self._name(winner),
            recipient_kind=None if counted else winner.type,
            recipient_count=winner.number if counted else None,
            recipient_unit=winner.unit if counted else None,
            district=self._place_name(place, slotted, position) if place else None,
            adcode=place,
        )

    def _place_name(self, adcode: str, slotted: Slotted, position: int) -> str:
        """The name of a place: overseas, where there are no codes below the region, as it is written before the winner."""
        written = written_place(self.view, slotted, position) if self.view.document.region != "CN" else None
        return written or self.view.place_name(adcode)

    def _contradicted(self, fact: AwardFact) -> bool:
        """Whether the sentence has told the same of the same winner with another status, naming the award."""
        same = (f for f in self.here if f.recipient == fact.recipient is not None and f.award == fact.award)
        return any(f.status != fact.status for f in same)

    def _spread(self, fact: AwardFact, winner: Mention, slotted: Slotted) -> Iterator[AwardFact]:
        """The fact, once for each of the places that a counted group is told of."""
        places = spread_places(slotted, slotted.place(winner)) if winner.type == "count" and slotted.holds(winner) else []
        for adcode in places:
            yield replace(fact, adcode=adcode, district=self.view.place_name(adcode) if adcode else None)
        if not places:
            yield fact

    def _no_group(self, counted: Mention, slotted: Slotted, position: int) -> bool:
        """Whether a counted thing cannot be a group of winners, by its measure word or its noun."""
        words = self.view.words
        return (
            counted.number is None
            or counted.unit not in words.group_units
            or slotted.text.startswith(words.not_winners, position + 1)
        )

    def _group_place(self, slotted: Slotted, position: int) -> str | None:
        """A counted group's division: told in the sentence, else the one of the groups before it in the paragraph."""
        told = group_place(self.view, slotted, position, self.rules.cues)
        if told is not None:
            self.place = (self.subjects.block_start, told)
        elif (
            self.place is not None
            and self.place[0] == self.subjects.block_start
            and not slotted.within(0, position - 1 if position else 0)
        ):
            return self.place[1]
        return told

    def _own_place(self, slotted: Slotted, position: int, binding: Binding) -> str | None:
        """A named winner's division: in its bracket, tied to it by 的, or of the group whose list it stands in."""
        told = bracketed_place(self.view, slotted, position) or tied_place(self.view, slotted, position)
        first = binding.ranges["recipient"][0] if "recipient" in binding.ranges else position
        told = told or own_tie(self.view, slotted, first, self.rules.cues)
        if told is None and (binding.rule.spec.id == "award.group_listed" or self._of_group(slotted, position, binding)):
            return group_place(self.view, slotted, binding.ranges.get("recipient", (position,))[0], self.rules.cues)
        return told

    def _of_group(self, slotted: Slotted, position: int, binding: Binding) -> bool:
        """Whether a winner is told as one of a group counted before it (全区8家企业获评，其中A…; …，A名列其中)."""
        counted = [m for m in slotted.within(0, position) if m.type == "count" and m.unit in self.view.words.group_units]
        if not counted:
            return False
        among = self.view.words.among
        between = slotted.text[slotted.place(counted[-1]) : position]
        return among.search(between) is not None or among.search(slotted.text, position, binding.end) is not None

    def _bracketed_away(self, binding: Binding, slotted: Slotted) -> bool:
        """Whether the award stands in a bracket that closes before the recipient: it is the name's before the bracket."""
        if "award" not in binding.ranges or "recipient" not in binding.ranges:
            return False
        between = slotted.text[binding.ranges["award"][1] : binding.ranges["recipient"][0]]
        return open_brackets(between) < 0

    def _apart(self, winner: Mention, slotted: Slotted, binding: Binding) -> bool:
        """Whether a comma parts a counted thing from the award behind it: then it is another clause's."""
        if "award" not in binding.ranges or not slotted.holds(winner):
            return False
        between = slotted.text[slotted.place(winner) : binding.ranges["award"][0]]
        between = self.view.words.same_clause.sub("", between)
        return "，" in between or "," in between

    def _name(self, winner: Mention) -> str:
        """The recipient's name: a place as it is written, any other by its value."""
        return self.view.document.text[winner.start : winner.end] if winner.type == "district" else winner.value

    def _status(self, binding: Binding, slotted: Slotted, prize: Prize) -> Status:
        spec, cues = binding.rule.spec, self.rules.cues
        if spec.status is not None:
            return spec.status
        if prize.grade and prize.grade.endswith(f"奖{NOMINATION}"):
            return "nominee"
        text = slotted.text[: binding.end + 12]
        clause = 1 + max(text.rfind(mark, 0, binding.start) for mark in "，,；;")
        nominee = cues.nominee.search(text, clause)
        if nominee and not (prize.grade and is_nomination(prize.grade) and nominee.group() == "提名名单"):
            return "nominee"
        told = 0 if spec.inherit == "award" and not cues.won.search(text, clause, binding.end) else max(clause, binding.start)
        applied = cues.applied.search(text, told, binding.end)
        if applied:
            return "applied"
        if self.default_status == "nominee" and (cues.cumulative.search(text) or cues.history.match(text)):
            return "granted"
        return self.default_status


def _why_no_pair(spec: RuleSpec, awards: Sequence[Mention], prizes: Sequence[tuple[Mention | None, Prize]]) -> str:
    """Why a match names no award or no winner."""
    if prizes:
        return "no winner stands before it"
    if spec.inherit == "award":
        return "no award stands before it that can be meant"
    named = awards[0].value if awards and awards[0].type == "award" else ""
    return f"when: not for {named}" if named else "no award stands before it that this word can mean"
