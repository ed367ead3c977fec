"""Winners' lists: headings that name an award, and the items under them."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from extractor.facts.clauses import closing_bracket
from extractor.facts.places import bracketed_place, lowest
from extractor.facts.prizes import Prize, PrizeResolver
from extractor.facts.view import DocumentView
from extractor.match.slots import Slotted
from extractor.model import AwardFact, Block, Group, Mention, Span, Status
from extractor.rules.alphabet import ALPHABET, SLOT_CHARS
from extractor.rules.facts import AwardFactRules

_NUMBERED = re.compile(
    "^[\\s　]*(?:[（(]?[0-9０-９]{1,3}[)）.．、:：]|[①-⑳]|"
    "[◎◉⊙☆▪▫➤✓◆◇●○■□★▲△▶•·*※✦-]|[（(][一二三四五六七八九十]{1,3}[）)])[\\s　]*"
)
_HEADED = re.compile("^[\\s　]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|[【\\[〖]|[◆●■★▲▶])")
_YEAR = re.compile("^[\\s　]*((?:19|20)\\d\\d)年?度?[：:]")
# A heading that is a place, or a place's list: 琼海市, （二）武进区获奖企业.
_PLACE_HEADING = re.compile(f"^[（(一二三四五六七八九十）)、.．\\s]*{SLOT_CHARS['district']}(?:[：:（(]|获奖|企业|$)")
_NAME = re.compile("[^（(，,：:；;\\s　。]{2,40}")
_WHO = ALPHABET.of("who")
# Nothing but names (A公司、B公司、C公司), however long they are.
_ROW = re.compile(f"[{_WHO}](?:、[{_WHO}])+[。；]?")
_ENDS = ("。", "！", "？", "；", "!", "?", ";")
# A heading is short; the longest seen has 42 characters.
HEADING_LENGTH = 60


class Section(Struct, frozen=True):
    """What a heading says of the items under it; `group` is theirs."""

    prize: Prize
    status: Status
    adcode: str | None
    open: bool
    group: Group | None = None


def is_heading(view: DocumentView, block: Block) -> bool:
    """Whether a block stands over others: marked as a heading, or a short line that ends without a full stop."""
    text = view.text_of(block).strip()
    if block.kind in ("heading", "title"):
        return True
    return block.kind != "table" and len(text) <= HEADING_LENGTH and not text.endswith((*_ENDS, "，", ","))


class ListReader:
    """Reads headings into sections and items into facts."""

    def __init__(self, view: DocumentView, rules: AwardFactRules, resolver: PrizeResolver, default_status: Status) -> None:
        self._view = view
        self._rules = rules
        self._resolver = resolver
        self.default_status = default_status

    def section(self, block: Block, before: Section | None) -> Section | None:
        """The section that a heading opens: its award, or a grade or status of the section before; None where it names none."""
        span = Span(block.start, block.end)
        slotted = self._view.slotted(span)
        text = self._view.text_of(block).strip()
        mention = next((m for m in reversed(slotted.mentions) if m.type in ("award", "grade", "award_ref")), None)
        if mention is None:
            return None
        prize = self._resolver.resolve(mention, span)
        if prize is None:
            return None
        if mention.type != "award" and before is not None and mention.grade:
            prize = replace(before.prize, grade=mention.grade)
        places = [m for m in slotted.mentions if m.type == "district"]
        alone = mention.end - mention.start >= len(text) - 4
        opens = alone or text.endswith(("：", ":")) or bool(_HEADED.match(text)) or "名单" in text or block.kind == "heading"
        nominee = self._rules.cues.nominee.search(text) is not None
        adcode = lowest(places) if _PLACE_HEADING.match(slotted.text) else None
        status: Status = "nominee" if nominee else self.default_status
        return Section(prize, status, adcode, opens, group_of(block))

    def is_grade(self, block: Block) -> bool:
        """Whether a heading names a grade and no award."""
        kinds = {m.type for m in self._view.within(Span(block.start, block.end))}
        return "grade" in kinds and "award" not in kinds

    def group(self, block: Block, section: Section) -> list[AwardFact]:
        """The counted group that a heading tells (一、特等奖（2项）)."""
        slotted = self._view.slotted(Span(block.start, block.end))
        counts = [m for m in slotted.mentions if m.type == "count" and m.unit in self._view.words.group_units]
        if len(counts) != 1 or counts[0].number is None:
            return []
        count = counts[0]
        adcode = section.adcode
        return [self._fact(section, block, "award.list.group", recipient=None, adcode=adcode, count=count)]

    def item(self, block: Block, section: Section) -> list[AwardFact]:
        """The facts of a list item: its first name, or all names of an enumeration; a year before them is the award's."""
        slotted = self._view.slotted(Span(block.start, block.end))
        year = _YEAR.match(slotted.text)
        prize = replace(section.prize, year=int(year.group(1)), edition=None) if year else section.prize
        prize = self._own_prize(slotted, prize)
        start = self._name_start(slotted.text, year.end() if year else _after_number(slotted.text))
        apart = section.group is not None and not section.group.firm and prize != section.prize
        here = replace(section, prize=prize, group=None if apart else section.group)
        names = self._names(slotted, start)
        before = slotted.at(start - 2) if start >= 2 else None
        if before is not None and before.type == "district":
            here = replace(here, adcode=before.value)
        return [self._fact(here, block, "award.list.item", recipient=name, adcode=place or here.adcode) for name, place in names]

    def _name_start(self, text: str, start: int) -> int:
        """Where the names begin: behind a label (获奖单位：) or a place (（二）琼海市：), else at `start`."""
        label = self._view.words.winner_label.search(text, start)
        return label.end() if label else start

    def _own_prize(self, slotted: Slotted, prize: Prize) -> Prize:
        """The award or grade that the item itself names behind its winner."""
        own = [m for m in slotted.mentions if m.type in ("award", "grade")]
        if not own:
            return prize
        if own[-1].type == "grade":
            return replace(prize, grade=own[-1].grade)
        return self._resolver.resolve(own[-1], slotted.span) or prize

    def _names(self, slotted: Slotted, start: int) -> list[tuple[Mention | str, str | None]]:
        """The names an item begins with, each with the division in the bracket behind it."""
        names: list[tuple[Mention | str, str | None]] = []
        position = start
        text = slotted.text
        while position < len(text):
            mention = slotted.at(position)
            if mention is None or text[position] not in _WHO:
                break
            names.append((mention, bracketed_place(self._view, slotted, position)))
            position = _skip_bracket(text, position + 1)
            if text[position : position + 1] not in ("、", "　", " "):
                break
            position += 1
            while text[position : position + 1] in (" ", "　"):
                position += 1
        if names or start == 0:
            return names
        raw = _NAME.match(text, start)
        if raw is None:
            return []
        # A place at the beginning of an unknown name is part of it (南漳县妇幼保健院).
        if any(m.type != "district" for m in slotted.within(start, raw.end())):
            return []
        name = self._view.document.text[slotted.origin(start) : slotted.origin(raw.end())]
        if name.endswith(self._view.words.division_ends):
            return []
        return [(name, bracketed_place(self._view, slotted, raw.end() - 1))]

    def _fact(
        self,
        section: Section,
        block: Block,
        rule: str,
        *,
        recipient: Mention | str | None,
        adcode: str | None,
        count: Mention | None = None,
    ) -> AwardFact:
        kind = recipient.type if isinstance(recipient, Mention) else "organisation" if recipient else None
        prize = section.prize
        return AwardFact(
            award=prize.name,
            kind=prize.kind,
            status=section.status,
            start=block.start,
            end=block.end,
            rule=rule,
            edition=prize.edition,
            year=prize.year,
            grade=prize.grade,
            recipient=recipient.value if isinstance(recipient, Mention) else recipient,
            recipient_kind=kind,
            recipient_count=count.number if count else None,
            recipient_unit=count.unit if count else None,
            district=self._view.place_name(adcode) if adcode else None,
            adcode=adcode,
            group=section.group,
        )


def group_of(block: Block) -> Group:
    """The group of the items that a heading or an introduction stands over, before a number is known."""
    return Group("list", block.start, block.end)


def _after_number(text: str) -> int:
    match = _NUMBERED.match(text)
    return match.end() if match else 0


def _skip_bracket(text: str, position: int) -> int:
    if text[position : position + 1] in ("（", "("):
        closing = closing_bracket(text, position)
        return closing + 1 if closing >= 0 else position
    return position


def grade_of_line(view: DocumentView, block: Block) -> str | None:
    """The grade that a line of its own tells of the winner before it (等次：提名奖)."""
    slotted = view.slotted(Span(block.start, block.end))
    if not view.words.grade_label.match(slotted.text):
        return None
    return next((m.grade for m in slotted.mentions if m.type == "grade"), None)


def topic_of(view: DocumentView, block: Block) -> Prize | None:
    """What a numbered heading without a known award may be the name of."""
    match = re.fullmatch(
        "[一二三四五六七八九十]{1,3}[、.．](?P<name>[\\u4e00-\\u9fff“”]{4,20})(?:[（(].*[）)])?", view.text_of(block).strip()
    )
    return Prize(match.group("name"), "prize" if match.group("name").endswith("奖") else "title") if match else None


def keeps_section(view: DocumentView, block: Block) -> bool:
    """Whether a heading that names no award divides the list it stands in (制造业, （二）个人, 三、新认定企业（8家）)."""
    text = re.sub("[（(][^（）()]*[）)]$", "", view.text_of(block).strip())
    text = re.sub("^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])", "", text)
    if view.words.closing_heading.search(text):
        return False
    return len(text) <= 6 or view.words.inner_heading.search(text) is not None


def looks_like_item(view: DocumentView, block: Block) -> bool:
    """Whether a block is an item of a list: numbered, or beginning with a name, and no sentence."""
    text = view.text_of(block).strip()
    if block.kind == "table" or len(text) > 160 or text.count("。") > 1:
        return False
    if block.kind == "item" or _NUMBERED.match(text) or _YEAR.match(text):
        return True
    slotted = view.slotted(Span(block.start, block.end))
    if _ROW.fullmatch(slotted.text.strip()):
        return True
    return (
        bool(slotted.text.strip()) and slotted.text.strip()[0] in _WHO and len(text) <= HEADING_LENGTH and not text.endswith("。")
    )
