"""The award facts of an article: sentences, lists and tables read in order, then made one a fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extractor.facts.awards import SentenceFacts
from extractor.facts.clauses import TimedOut
from extractor.facts.distinct import distinct
from extractor.facts.grants import with_grants
from extractor.facts.ledger import award_ledger, reconciled
from extractor.facts.listed import as_check, with_number, with_numbers
from extractor.facts.lists import (
    HEADING_LENGTH,
    ListReader,
    Section,
    grade_of_line,
    group_of,
    is_heading,
    keeps_section,
    looks_like_item,
    topic_of,
)
from extractor.facts.places import homes, title_place
from extractor.facts.prizes import Prize, PrizeResolver
from extractor.facts.stretches import stretches
from extractor.facts.subjects import Subjects
from extractor.facts.tables import award_rows
from extractor.facts.telling import telling_sentences
from extractor.facts.trace import Dropped
from extractor.facts.view import DocumentView
from extractor.model import AwardFact, Block, Contradiction, Span, Status
from extractor.rules.facts import AwardFactRules

# An award named at most this many characters before the introduction of a list is the list's.
NEAR = 300
# What takes the award away stands at most this far before the table of its holders.
VOID_REACH = 120


@dataclass(frozen=True, slots=True)
class AwardsRead:
    """The award facts of an article in its order, the rules that ran out of time, what was matched and thrown away, and where
    the article contradicts itself."""

    facts: list[AwardFact]
    timed_out: list[TimedOut]
    dropped: list[Dropped]
    contradictions: list[Contradiction]


def award_facts(view: DocumentView, rules: AwardFactRules) -> AwardsRead:
    """What an article tells of awards."""
    reader = ArticleReader(view, rules)
    read = reader.read if reader.has_prizes else reader.look_through
    for block, sentences in zip(view.document.blocks, view.sentences_by_block, strict=True):
        read(block, sentences)
    # What a rule reads in more than a sentence is told first: it sees more than the readers of sentences, lists and tables.
    wide = [
        fact
        for rule in rules.wide
        for stretch in stretches(view, rule.spec.scope or "document")
        for fact in reader.sentences.of_stretch(stretch, rule)
    ]
    told = [*wide, *reader.facts]
    facts, contradictions = _concluded(view, rules, reader.resolver, told) if told else ([], [])
    return AwardsRead(facts, reader.sentences.timed_out, reader.sentences.dropped, contradictions)


def _concluded(
    view: DocumentView, rules: AwardFactRules, resolver: PrizeResolver, told: list[AwardFact]
) -> tuple[list[AwardFact], list[Contradiction]]:
    """The facts as they were read, each once and with what the whole article tells of it, and the contradictions."""
    marked, contradictions = award_ledger(told)
    facts = reconciled(distinct(marked, view.full_names))
    facts = with_grants(view, resolver, facts, rules.cues)
    return with_homes(view, facts), contradictions


def with_homes(view: DocumentView, facts: list[AwardFact]) -> list[AwardFact]:
    """The facts with the division of each named recipient that the article ties to one elsewhere, or in its headline."""
    home = {fact.recipient: fact.adcode for fact in facts if fact.recipient and fact.adcode and fact.rule == "award.table.row"}
    home.update(homes(view))
    # Overseas a place is told as it is written (台中市大里区), as it has no code of its own.
    written = {fact.recipient: fact.district for fact in facts if fact.adcode and view.document.region != "CN"}
    headline = title_place(view)
    filled = []
    for fact in facts:
        adcode = fact.adcode
        if adcode is None and fact.recipient is not None and fact.recipient_kind != "district":
            adcode = home.get(fact.recipient) or (headline if fact.status == "granted" else None)
        if adcode and fact.adcode is None:
            fact = replace(fact, adcode=adcode, district=written.get(fact.recipient or "") or view.place_name(adcode))
        filled.append(fact)
    return filled


def document_status(view: DocumentView, rules: AwardFactRules) -> Status:
    """What the facts of the article are where they do not say so themselves: a public notice of names proposes them."""
    span = view.title
    if span is None and view.document.blocks:
        first = view.document.blocks[0]
        # A scrape without its headline begins with its first paragraph, which speaks for itself alone.
        span = Span(first.start, first.end) if first.end - first.start <= HEADING_LENGTH else None
    if span is None:
        return "granted"
    return "nominee" if rules.cues.nominee.search(view.document.text[span.start : span.end]) else "granted"


def _announces(text: str) -> bool:
    """Whether a block's text ends as the introduction of a list does."""
    return text.endswith(("：", ":", "—")) or "如下" in text[-12:]


class ArticleReader:
    """Reads blocks one after another; `section` is what the last heading said of the items that follow."""

    def __init__(self, view: DocumentView, rules: AwardFactRules) -> None:
        status = document_status(view, rules)
        self.view = view
        self.rules = rules
        self.resolver = PrizeResolver(view)
        subjects, telling = Subjects(view, rules.cues), telling_sentences(view, rules)
        self.sentences = SentenceFacts(view, rules, self.resolver, subjects, telling, status)
        self.lists = ListReader(view, rules, self.resolver, status)
        self.section: Section | None = None
        # A numbered heading that names no known award; grades under it make it one (三、质量攻关优秀成果 / （一）一等奖).
        self.topic: Prize | None = None
        self._prizes = view.starts_of("award", "grade", "award_ref")
        # The last paragraph read.
        self._last: Block | None = None
        self.facts: list[AwardFact] = []

    @property
    def has_prizes(self) -> bool:
        """Whether the article names an award, or a word for one."""
        return bool(self._prizes)

    def read(self, block: Block, sentences: Sequence[Span]) -> None:
        """Adds the block's facts; `sentences` are the block's."""
        if block.kind == "table" and self._voided(block):
            return
        if block.kind == "table":
            rows = self._table(block)
            self.facts.extend(rows)
            return
        grade = grade_of_line(self.view, block) if self.facts and self._names_prize(block) else None
        if grade is not None:
            self.facts[-1] = replace(self.facts[-1], grade=grade)
            return
        if self.section is not None and self.section.open and looks_like_item(self.view, block):
            found = self.lists.item(block, self.section)
            if found:
                self.facts.extend(found)
                return
        self.facts.extend(self.sentences.of_block(block, sentences))
        self._last = block
        if self.section is None and not self._can_open(block):
            return
        known = self.section.group if self.section else None
        self._open_section(block, sentences)
        if self.section is not None and self.section.group != known:
            self.section = with_number(self.section, self.facts, Span(block.start, block.end))

    def _names_prize(self, block: Block) -> bool:
        """Whether a block names an award, or a word for one."""
        return bisect_left(self._prizes, block.start) < bisect_left(self._prizes, block.end)

    def _can_open(self, block: Block) -> bool:
        """Whether a block can open a section: it names an award, or stands behind one and announces a list."""
        behind = self._prizes[0] < block.end and _announces(self.view.text_of(block).strip())
        return behind or self._names_prize(block)

    def look_through(self, block: Block, sentences: Sequence[Span]) -> None:
        """Reads a block of an article without an award: no fact comes of it, but what was matched and lost is told."""
        if block.kind != "table":
            self.sentences.of_block(block, sentences)

    def _table(self, block: Block) -> list[AwardFact]:
        """The facts of a table, in the group of the number told before it: one for all rows, or one for each award and grade."""
        rows = award_rows(self.view, block, self.resolver, self.section)
        if not rows or (rows[0].group is not None and rows[0].group.told is not None):
            return rows
        group = as_check(self.section, "table", self.facts)
        if group is None or len({(row.award, row.grade) for row in rows}) > 1:
            rows = with_numbers(rows, self.facts, Span(block.start, block.end))
        return [row if row.group and row.group.told is not None else replace(row, group=group or row.group) for row in rows]

    def _voided(self, block: Block) -> bool:
        """Whether a table lists those who lose an award: its header says so, or the paragraph before it (撤销…称号，名单如下)."""
        header = "".join(self.view.document.text[cell.start : cell.end] for cell in block.cells if cell.row == 0)
        before = self.view.text_of(self._last).strip() if self._last is not None else ""
        return self.rules.cues.void.search(header + before[-VOID_REACH:]) is not None

    def _open_section(self, block: Block, sentences: Sequence[Span]) -> None:
        text = self.view.text_of(block).strip()
        if _announces(text):
            last = sentences[-1] if sentences else Span(block.start, block.end)
            section = self.lists.section(replace(block, start=last.start, end=last.end), self.section)
            section = section or self.lists.section(block, self.section)
            self.section = replace(section, open=True) if section else self._carried(block)
        elif is_heading(self.view, block):
            section = self.lists.section(block, self.section)
            if section is None and block.kind == "heading" and self.section is not None:
                if keeps_section(self.view, block):
                    inner = replace(self.section, group=group_of(block))
                    counted = self.lists.group(block, inner)
                    self.facts.extend(counted)
                    self.section = inner if counted else self.section
                else:
                    self.sentences.heading = (0, 0)
                    self.section, self.topic = None, topic_of(self.view, block)
            if section is not None and self.topic is not None and self.lists.is_grade(block):
                section = replace(section, prize=replace(self.topic, grade=section.prize.grade, year=section.prize.year))
            elif section is not None:
                self.topic = None
            if section is not None:
                self.section = section
                self.sentences.heading = (block.start, block.end)
                if section.open and block.kind != "title":
                    self.facts.extend(self.lists.group(block, section))
        elif text.endswith("。") and len(text) > 60:
            self.section = replace(self.section, open=False) if self.section else None

    def _carried(self, block: Block) -> Section | None:
        """The section of a list whose introduction names no award: the award named last, else the heading's."""
        mention = self.resolver.before(block.end)
        if mention is not None and block.start - mention.end < NEAR:
            prize = self.resolver.resolve(mention, Span(mention.start, mention.end))
            if prize is not None:
                return Section(prize, self.lists.default_status, None, open=True, group=group_of(block))
        return replace(self.section, open=True) if self.section is not None else None
