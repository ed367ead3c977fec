"""Which award a sentence speaks of: the one it names, or the one its grade or pronoun points back to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extractor.facts.view import DocumentView
from extractor.match.award_names import ordinal
from extractor.model import Mention, Span

_EDITION = re.compile("第([0-9〇零一二两三四五六七八九十百]{1,5})届|(首届)")
_YEAR = re.compile("((?:19|20)\\d\\d)年?度|[（(]((?:19|20)\\d\\d)年?[）)]")
_RANKS = ("特等奖", "一等奖", "二等奖", "三等奖", "四等奖")
_METALS = ("金奖", "银奖", "铜奖", "优秀奖")
_start = attrgetter("start")


class Prize(Struct, frozen=True):
    """An award as a fact names it."""

    name: str
    kind: Literal["prize", "title"]
    edition: int | None = None
    year: int | None = None
    grade: str | None = None


def prize_of(mention: Mention) -> Prize:
    """The award that an award mention names."""
    return Prize(mention.value, "prize" if _is_prize(mention) else "title", mention.edition, mention.year, mention.grade)


def _is_prize(mention: Mention) -> bool:
    return mention.rule == "award.prize" or mention.value.endswith("奖")


def is_nomination(grade: str) -> bool:
    """Whether a grade is the nomination that quality awards know."""
    return grade in ("提名奖", "提名")


class PrizeResolver:
    """Answers what a grade or a word for an award stands for at a place in the article."""

    def __init__(self, view: DocumentView) -> None:
        self._text = view.document.text
        self._words = view.words
        self._tokens = [self.undated(m) for m in view.mentions if m.type in ("award", "grade")]
        self._awards = [m for m in self._tokens if m.type == "award" and _is_prize(m)]
        self._token_ends = [m.end for m in self._tokens]
        self._ends = [m.end for m in self._awards]
        self._first_told = _first_told(self._tokens)
        self._with_edition = {m.value for m in self._awards if m.edition}
        self._resolved: dict[tuple[int, int, str, Span], Prize | None] = {}
        self._title = view.title
        self._region = view.document.region
        counts = Counter(m.value for m in self._awards)
        lead = self._awards[0].value if self._awards else None
        # The one named most often, the first of equals.
        self.main = max(counts, key=lambda name: counts[name] + 2 * (name == lead)) if counts else None
        self._mains = [m for m in self._awards if m.value == self.main]
        self._main_ends = [m.end for m in self._mains]

    def before(self, position: int, *, since: int = 0) -> Mention | None:
        """The award or grade named last before a position (and not before `since`)."""
        index = bisect_right(self._token_ends, position)
        last = self._tokens[index - 1] if index else None
        return last if last is not None and since <= last.start else None

    def resolve(self, mention: Mention, sentence: Span) -> Prize | None:
        """The award of an award, grade or reference mention; None where nothing before it can be meant."""
        key = (mention.start, mention.end, mention.type, sentence)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(mention, sentence)
        return self._resolved[key]

    def undated(self, mention: Mention) -> Mention:
        """The mention without the edition from which on something is told (自首届X奖评选以来)."""
        dated = mention.edition is not None or mention.year is not None
        begun = dated and self._text.endswith(self._words.since_before, 0, mention.start)
        if not begun or not self._words.since_after.match(self._text, mention.end):
            return mention
        return replace(mention, edition=None, year=None)

    def _resolve(self, mention: Mention, sentence: Span) -> Prize | None:
        mention = self.undated(mention)
        if mention.type == "award":
            return self._category(mention, sentence) or self._completed(prize_of(mention), sentence)
        if mention.type == "award_ref" and "各" in self._text[max(0, mention.start - 2) : mention.start + 1]:
            return None
        base = self._base(mention, sentence)
        if base is None:
            return None
        edition, year = told_in(self._text[sentence.start : mention.start])
        found = replace(base, grade=mention.grade, edition=edition or base.edition, year=year or base.year)
        return found if edition or year else self._completed(found, sentence)

    def _category(self, mention: Mention, sentence: Span) -> Prize | None:
        """The main award with this one as its grade, where the text tells the parts of one award (本届“卓越经营奖”计2名)."""
        own = prize_of(mention)
        before = bisect_right(self._main_ends, mention.start)
        main = self._mains[before - 1] if before else None
        if (
            main is None
            or own.kind == "title"
            or own.edition
            or own.year
            or self._words.owned_name.search(mention.value)
            or not self._words.owned_name.search(main.value)
        ):
            return None
        if mention.value in self._with_edition:
            return None
        around = self._text[sentence.start : min(sentence.end, mention.end + 8)]
        told_here = main.start >= sentence.start and self._words.results.search(around) is not None
        abroad = self._region != "CN" and (told_here or not self._words.beside.search(around))
        if not (abroad or self._words.part.search(around) or self._words.part_name.search(mention.value)):
            return None
        return self._completed(replace(prize_of(main), grade=mention.value), sentence)

    def _base(self, mention: Mention, sentence: Span) -> Prize | None:
        """The award that a grade belongs to: the nearest one before it that is known to have such grades, else the nearest."""
        earlier = self._awards[: bisect_right(self._ends, mention.start)]
        if not earlier:
            # Grades told first, their award behind them: only where the article knows a single one.
            alone = len({m.value for m in self._awards}) == 1
            return replace(prize_of(self._awards[0]), grade=None) if alone else None
        family = _family(mention.grade)
        names = self._graded.get(family, set())
        here = earlier[bisect_left(earlier, sentence.start, key=_start) :]
        if not here:
            near = earlier[bisect_left(self._ends, self._text.rfind("\n", 0, mention.start) + 1, hi=len(earlier)) :]
            here = near if family != "rank" or (near and self._announced(near[-1])) else []
        nearest = here[-1] if here else earlier[-1]
        if names and nearest.value not in names and not here:
            nearest = next((m for m in reversed(earlier) if m.value in names), nearest)
        elif not names and not here and self.main and nearest.value != self.main and family != "nomination":
            nearest = next((m for m in reversed(earlier) if m.value == self.main), nearest)
        return replace(prize_of(nearest), grade=None)

    def _announced(self, award: Mention) -> bool:
        """Whether the sentence that names an award tells that its results are out: the next one's grades are its own."""
        end = self._text.find("。", award.end)
        return self._words.results.search(self._text, award.end, end if end >= 0 else len(self._text)) is not None

    @cached_property
    def _graded(self) -> dict[str | None, set[str]]:
        """The names of the awards that are told with a grade of each family."""
        names: dict[str | None, set[str]] = {}
        for mention in self._awards:
            family = _family(mention.grade)
            if family is not None:
                names.setdefault(family, set()).add(mention.value)
        return names

    def _completed(self, prize: Prize, sentence: Span) -> Prize:
        """The prize with the edition that the article tells of it, where it tells only one before or in this sentence."""
        first = self._first_told.get(prize.name, {})
        years = {year for (_, year), start in first.items() if year and start < sentence.end}
        if prize.edition is None and prize.year is None and len(years) == 1:
            prize = replace(prize, year=next(iter(years)))
        if prize.edition is not None:
            return prize
        told = {
            edition for (edition, year), start in first.items() if edition and start < sentence.end and prize.year in (None, year)
        }
        return replace(prize, edition=told.pop()) if len(told) == 1 else prize


def _first_told(mentions: Sequence[Mention]) -> dict[str, dict[tuple[int | None, int | None], int]]:
    """Where each award is first told with each edition and year."""
    first: dict[str, dict[tuple[int | None, int | None], int]] = {}
    for mention in mentions:
        if mention.type == "award":
            first.setdefault(mention.value, {}).setdefault((mention.edition, mention.year), mention.start)
    return first


def _family(grade: str | None) -> str | None:
    if grade is None:
        return None
    if is_nomination(grade):
        return "nomination"
    if grade in _RANKS:
        return "rank"
    return "metal" if grade in _METALS else None


def editions_in(text: str) -> list[int | None]:
    """The editions that a piece of text tells, in order."""
    return [ordinal(m.group(1)) if m.group(1) else 1 for m in _EDITION.finditer(text)]


def told_in(text: str) -> tuple[int | None, int | None]:
    """The edition and the year that a piece of text tells last."""
    editions = editions_in(text)
    years = [int(m.group(1) or m.group(2)) for m in _YEAR.finditer(text)]
    return (editions[-1] if editions else None), (years[-1] if years else None)


def without_edition(prize: Prize, mentions: Sequence[Mention]) -> Prize:
    """The prize as its own mention tells it, for totals over the years: an edition from elsewhere is taken back."""
    own = next((m for m in mentions if m.type == "award" and m.value == prize.name), None)
    edition = own.edition if own else None
    return replace(prize, edition=edition, year=own.year if own else None)
