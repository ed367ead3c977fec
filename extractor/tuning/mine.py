"""What a corpus holds that the rules do not know: names like awards, words between winner and award, unknown winners."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

import regex

from extractor.facts.view import DocumentView
from extractor.model import Span
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.mining import MiningRules, load_mining
from extractor.text.sentences import split_sentences
from extractor.tuning.study.corpus import Corpus, each_chunk, readings
from extractor.tuning.study.rule_sets import RuleSet

What = Literal["award", "winner", "verb"]
TITLES: dict[What, str] = {
    "award": "names that end like awards and are none of the rules' (mentions/awards.yaml)",
    "winner": "what stands before a verb of winning and is no winner to the rules, by its ending (mentions/companies.yaml …)",
    "verb": "words between a winner and an award in sentences that gave no fact (fragments of facts/awards.yaml)",
}
# Names have so many characters at most; a longer run is no name.
LONGEST_NAME = 24
SHORTEST_NAME = 3
# Words between a winner and an award; more of them is another sentence structure, not a verb.
LONGEST_VERB = 12
# By so many last characters unknown winners are put together (…合作社, …研究所).
ENDING = 3
EXAMPLES = 3
_WINNERS, _PRIZES = ALPHABET.of("winner"), ALPHABET.of("prize")
_SLOTS = "".join(SLOT_CHARS.values())


@dataclass(slots=True)
class Candidate:
    """How often something stands in the corpus, in how many articles, and a few sentences of it with ⟦…⟧ around it."""

    number: int = 0
    articles: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)

    def add(self, other: Candidate) -> None:
        """Adds what another chunk holds."""
        self.number += other.number
        self.articles |= other.articles
        self.examples = list(dict.fromkeys((*self.examples, *other.examples)))[:EXAMPLES]


Cue: TypeAlias = "re.Pattern[str] | regex.Pattern[str]"
Place: TypeAlias = tuple[What, str, Span, Span]
"""What, under which name it is counted, the sentence, and where it stands."""
Mined = dict[tuple[What, str], Candidate]


def mine(rules: RuleSet, corpus: Corpus) -> Mined:
    """The candidates of a corpus. Raises UsageError for the corpus and RuleError for the rules."""
    whole: Mined = defaultdict(Candidate)
    for part in each_chunk(corpus, (rules,), mine_chunk):
        for key, candidate in part.items():
            whole[key].add(candidate)
    return whole


def mine_chunk(index: int) -> Mined:
    """The candidates of one chunk."""
    (reading,) = readings()
    words = load_mining(reading.rules.files.path("tuning.yaml"))
    cues = reading.pipeline.pack.award_facts.cues
    denials: tuple[Cue, ...] = (cues.void, cues.policy, cues.denied)
    found: Mined = defaultdict(Candidate)
    for cleaned, mentioned, facts in zip(reading.cleaned(index), reading.mentioned(index), reading.facts(index), strict=True):
        document = cleaned.document()
        view = reading.pipeline.view_of(document, mentioned.found(document, reading.pipeline.pack))
        told = {row.sentence for row in facts.told if row.table == "award_facts"}
        for what, name, span, place in _candidates(view, told, words, denials):
            candidate = found[what, name]
            text = view.document.text
            sentence = f"{text[span.start : place.start]}⟦{text[place.start : place.end]}⟧{text[place.end : span.end]}"
            candidate.add(Candidate(1, {cleaned.source}, [" ".join(sentence.split())]))
    return dict(found)


def _candidates(view: DocumentView, told: set[str], words: MiningRules, denials: Sequence[Cue]) -> Iterator[Place]:
    text = view.document.text
    for span in split_sentences(text, view.document.blocks):
        for place in _award_names(view, span, words):
            yield "award", text[place.start : place.end], span, place
        if text[span.start : span.end] in told or any(cue.search(view.slotted(span).text) for cue in denials):
            continue
        for place in _verbs(view, span):
            yield "verb", text[place.start : place.end], span, place
        for place in _winners(view, span, words):
            yield "winner", f"…{text[place.start : place.end][-ENDING:]}", span, place


def _award_names(view: DocumentView, span: Span, words: MiningRules) -> Iterator[Span]:
    """The names that end like an award's and are no mention, from the last edge, verb or other mention before them."""
    slotted = view.slotted(span)
    text = slotted.text
    for match in words.award_end.finditer(text):
        start = match.end() - 1
        while start > 0 and _goes_left(text[start - 1], words) and match.end() - start < LONGEST_NAME:
            start -= 1
        start = max([start, *(found.end() for found in words.win.finditer(text, start, match.start()))])
        written, after = text[start : match.end()], text[match.end() : match.end() + 1]
        idle = written.endswith(words.not_awards) or after in words.goes_on
        if len(written) >= SHORTEST_NAME and not idle:
            yield Span(slotted.origin(start), slotted.origin(match.end()))


def _goes_left(char: str, words: MiningRules) -> bool:
    """Whether a name can hold the character: a place it can, other mentions it cannot."""
    return char not in words.name_edges and (char not in _SLOTS or char == SLOT_CHARS["district"])


def _verbs(view: DocumentView, span: Span) -> Iterator[Span]:
    """The words between a winner and the award behind it, or an award and the winner behind it."""
    slotted = view.slotted(span)
    for left, right in pairwise(slotted.starts):
        one, other = slotted.text[left], slotted.text[right]
        joined = (one in _WINNERS and other in _PRIZES) or (one in _PRIZES and other in _WINNERS)
        between = slotted.text[left + 1 : right]
        if joined and between.strip() and len(between) <= LONGEST_VERB and not re.search("[，。；：、“”（）]", between):
            yield Span(slotted.origin(left + 1), slotted.origin(right))


def _winners(view: DocumentView, span: Span, words: MiningRules) -> Iterator[Span]:
    """The runs of characters before a verb of winning with an award behind it, where no winner stands before the verb."""
    slotted = view.slotted(span)
    edge = f"[^，。；：、“”（）()《》\\s{_SLOTS}]"
    # A pattern that is the same each time: re keeps it compiled.
    name = f"(?P<name>{edge}{{{SHORTEST_NAME},{LONGEST_NAME}}}?)"
    for match in re.finditer(f"{name}(?:{words.win.pattern})[^，。；]{{0,24}}?[{_PRIZES}]", slotted.text):
        known = any(char in _WINNERS for char in slotted.text[: match.start()])
        if known or match["name"].endswith(words.not_names):
            continue
        yield Span(slotted.origin(match.start("name")), slotted.origin(match.end("name")))


def most_frequent(mined: Mined, what: What, least: int) -> Iterable[tuple[str, Candidate]]:
    """The candidates of a kind that stand in the corpus at least so often, the most frequent first."""
    found = ((name, candidate) for (of, name), candidate in mined.items() if of == what and candidate.number >= least)
    return sorted(found, key=lambda item: (-item[1].number, item[0]))
