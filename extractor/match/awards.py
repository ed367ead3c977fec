"""Award mentions: prizes, titles and grades, with their canonical names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from extractor.match.award_book import resolve_names
from extractor.match.award_edges import left_edge
from extractor.match.award_names import AwardName, Candidate, ordinal, parse_award_name
from extractor.model import Mention, Span
from extractor.rules.awards import NUMBER, AwardRules
from extractor.text.prefilter import Sighted

_GRADE_SERIES = re.compile("[金银铜](?:、[金银铜]){1,2}奖|[特一二三](?:等?、[一二三四]){1,3}等奖")
_EDITION_BEHIND = re.compile(f"”?[，,]?第({NUMBER}{{1,4}})届(?:得主|得奖|获奖|名单|评选|颁奖)")
# 大赛 with less than this before it says nothing.
LEAST_COMPETITION = 6
# A title that shows no level is believed behind a verb of conferring where it has so many characters.
LONG_TITLE = 8
# A level and the trade behind it, before a quoted title, have at most so many characters.
LONGEST_LEVEL = 12
# A class of an award between its name and its grade: 科学技术奖（技术发明类）二等奖.
_CLASS_BRACKET = re.compile("[（(][^（）()，。；]{1,10}[）)]")
# A bracket that opened before the name: （本报讯）某某奖.
_CLOSED_BEFORE = re.compile("^[^（()]*[）)]")
# A numbered heading up to its title, and the number behind that.
_HEADING = re.compile("[\\s　]*[（(]?[一二三四五六七八九十]{1,3}[、.．）)][\\s　]*(?:新(?:获批|认定|增))?")
_COUNTED = re.compile(f"”?[（(](?:共|计|共计)?{NUMBER}{{1,4}}[家户个名人项位件]")
_QUOTED_END = re.compile("(“[^“”]{2,}”)$")
_DOCUMENT_TITLE = re.compile("《[^《》\\n]{1,60}》")


@dataclass(frozen=True, slots=True)
class AwardPlaces:
    """What the finder knows of places: full names of divisions, short names of provinces and prefectures, and the full name
    of the article's own 省, 市, 区 or 县 (None where it has none), for names such as 市长质量奖."""

    divisions: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    body_region: Callable[[str], str | None] = lambda _: None


def find_awards(
    text: str | Sighted, rules: AwardRules, *, places: AwardPlaces, blocked: Sequence[Span] = (), winners: Collection[int] = ()
) -> list[Mention]:
    """All awards of the text, sorted, not overlapping: types "award", "grade", and "award_ref" for a bare generic name.

    No name reaches into the `blocked` ranges (companies, ministries). `winners` are the ends of the names that may win: a grade
    right behind one is no part of it (授予A供销社提名奖).
    """
    seen = rules.prefilter.look(text)
    titles = [match.span() for match in _DOCUMENT_TITLE.finditer(seen.text)]
    finder = Finder(seen, rules, places.divisions, places.short, tuple(sorted(span.end for span in blocked)), winners)
    found = [*finder.prizes(), *finder.quoted(), *finder.titles(), *finder.grades(), *finder.competitions()]
    found += finder.again({c.name.name for c in found if c.rule == "award.quoted"})
    found = [c for c in found if not any(start <= c.span.start and c.span.end <= end for start, end in titles)]
    kept = _longest(found)
    return resolve_names(kept, rules, places.body_region)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds candidates in one text; `ends` are the ends of names that no award may reach into, sorted."""

    seen: Sighted
    rules: AwardRules
    divisions: frozenset[str]
    places: frozenset[str]
    ends: tuple[int, ...]
    winners: Collection[int]

    @property
    def text(self) -> str:
        return self.seen.text

    def left_edge(self, end: int) -> int:
        """Where the name that ends at `end` begins."""
        index = bisect_right(self.ends, end - 1)
        floor = self.ends[index - 1] if index else 0
        return left_edge(self.text, end, self.rules, divisions=self.divisions, floor=floor)

    def prizes(self) -> Iterator[Candidate]:
        """Names that end with 奖, with the grade behind them."""
        rules, text = self.rules, self.text
        for match in self.seen.matches(rules.prize):
            end = match.end()
            start = self._past_winner(self.left_edge(end), end)
            bracket = _CLASS_BRACKET.match(text, end)
            tail = rules.grade_after.match(text, bracket.end() if bracket else end + (text[end : end + 1] == "”"))
            if tail and text[tail.end("grade") : tail.end("grade") + 1] not in tuple(rules.file.not_after_prize):
                end = tail.end() if text[tail.end() - 1] in "”）)" and tail.group("open") else tail.end("grade")
            yield from (self._dated(found) for found in self.candidate(Span(start, end), "award.prize"))

    def _past_winner(self, start: int, end: int) -> int:
        """Where the name that ends at `end` begins: at its grade where that stands right behind a winner."""
        if not self.text.endswith(tuple(self.rules.file.plain_grades), 0, end):
            return start
        grades = (end - len(grade) for grade in self.rules.file.plain_grades if self.text.startswith(grade, end - len(grade)))
        return next((at for at in grades if at > start and at in self.winners), start)

    def _dated(self, found: Candidate) -> Candidate:
        """The candidate with the edition that is told right behind it (磐石奖，第26届得主)."""
        match = _EDITION_BEHIND.match(self.text, found.span.end)
        if match is None or found.name.edition is not None:
            return found
        return replace(found, name=replace(found.name, edition=ordinal(match.group(1))))

    def candidate(self, span: Span, rule: str) -> Iterator[Candidate]:
        """The candidate at `span`, unless nothing is left of its name."""
        written = self.text[span.start : span.end]
        stripped = _CLOSED_BEFORE.sub("", written).lstrip(" 　·”’")
        name = parse_award_name(stripped, self.rules, self.divisions)
        if len(name.name) >= 2:
            yield Candidate(Span(span.end - len(stripped), span.end), name, rule)

    def quoted(self) -> Iterator[Candidate]:
        """Quoted names after a verb of conferring."""
        rules = self.rules
        for match in (*self.seen.matches(rules.quoted), *self.seen.matches(rules.titled)):
            name = match.group("name")
            if any(word in name for word in rules.file.not_conferred) or name in rules.file.grades:
                continue
            tail = any(self.text.startswith(word, match.end("name") + 1) for word in rules.file.title_tails)
            if not name.endswith("奖") and (tail or len(name) >= 4):
                dated = match.groupdict().get("dated")
                placed = self._level_before(match.start("name") - 1)
                if not placed and name.endswith(tuple(rules.file.title_ends)):
                    placed = self._place_before(match.start("name") - 1)
                span = Span(*match.span("name"))
                if dated or placed:
                    span = Span(match.start("dated") if dated else placed, match.end("name") + 1)
                yield from self.candidate(span, "award.quoted")

    def _place_before(self, quote: int) -> int:
        """Where a place's name begins that stands between a verb of conferring and a quote (认定为安徽省“…”); 0 for none."""
        for size in range(12, 1, -1):
            start = quote - size
            if start > 0 and (self.text[start:quote] in self.divisions or self.text[start:quote] in self.places):
                return start if self.text[start - 1] == "为" or self._verb_before(start) else 0
        return 0

    def _level_before(self, quote: int) -> int:
        """Where a level begins, with the trade behind it, that stands right before a quote (省级制造业“云上企业”); 0 for none."""
        found = list(self.rules.level_before.finditer(self.text, max(0, quote - LONGEST_LEVEL), quote))
        return found[-1].start() if found and found[-1].end() == quote else 0

    def again(self, names: set[str]) -> Iterator[Candidate]:
        """Further places of names that were found in quotes, and of what stands in the quotes of one behind another level."""
        for core in sorted({match[1] for name in names if (match := _QUOTED_END.search(name))}):
            for match in re.finditer(re.escape(core), self.text):
                start = self._level_before(match.start())
                if start:
                    yield from self.candidate(Span(start, match.end()), "award.quoted")
        for name in sorted(names):
            for match in re.finditer(re.escape(name), self.text):
                yield from self.candidate(Span(*match.span()), "award.quoted")

    def titles(self) -> Iterator[Candidate]:
        """Names that end like a title and show a level or a place, and titles known by name."""
        for match in self.seen.matches(self.rules.known_title):
            yield from self.candidate(Span(*match.span()), "award.title")
        for match in self.seen.matches(self.rules.title):
            start = self.left_edge(match.start()) if match.start() else 0
            written = self.text[start : match.end()]
            if written.count("“") != written.count("”"):
                continue
            for candidate in self.candidate(Span(start, match.end()), "award.title"):
                dated = candidate.name.year or candidate.name.edition or self._conferred(start, candidate.name.name)
                dated = dated or self._heads_list(start, match.end())
                if (dated and len(candidate.name.name) >= len(match.group()) + 2) or _is_title(
                    candidate.name.name, match.group(), self.rules, (self.divisions, self.places)
                ):
                    grade = self.rules.grade_alone.match(self.text, match.end())
                    if grade:
                        name, span = replace(candidate.name, grade=grade.group()), Span(candidate.span.start, grade.end())
                        candidate = replace(candidate, name=name, span=span)
                    yield candidate

    def _conferred(self, start: int, name: str) -> bool:
        """Whether a verb of conferring stands right before a title that begins at `start` and is a place's (获评首批云南精品)
        or a long one (获评优良农产品冷链物流示范企业)."""
        placed = any(name[:size] in self.divisions or name[:size] in self.places for size in range(2, 12))
        if not placed and len(name) < LONG_TITLE:
            return False
        return self._verb_before(start)

    def _verb_before(self, start: int) -> bool:
        """Whether a verb of conferring ends right there."""
        return any(verb.end() == start for verb in self.rules.quoted_verb.finditer(self.text, max(0, start - 6), start))

    def _heads_list(self, start: int, end: int) -> bool:
        """Whether the title that stands there is a numbered heading with a number of winners (二、科技创新优秀企业（3户）)."""
        line = self.text.rfind("\n", 0, start) + 1
        return _HEADING.fullmatch(self.text, line, start) is not None and _COUNTED.match(self.text, end) is not None

    def competitions(self) -> Iterator[Candidate]:
        """Competitions at which a grade is won."""
        for match in self.seen.matches(self.rules.competition):
            start = self.left_edge(match.end())
            grade = self.rules.grade_alone.match(self.text, match.end())
            for found in self.candidate(Span(start, match.end()), "award.prize"):
                if grade:
                    found = replace(found, span=Span(start, grade.end()), name=replace(found.name, grade=grade.group()))
                if match.end() - start >= LEAST_COMPETITION:
                    yield found

    def grades(self) -> Iterator[Candidate]:
        """Grades that stand alone, and each of a list of them (金、银、铜奖; 一、二等奖)."""
        for series in _GRADE_SERIES.finditer(self.text) if "奖" in self.text else ():
            end = "等奖" if series.group().endswith("等奖") else "奖"
            for first in re.finditer("[特一二三四金银铜]", series.group()[: -len(end) - 1]):
                at = series.start() + first.start()
                yield Candidate(Span(at, at + 1), AwardName(first.group() + end), "award.grade")
        for match in self.seen.matches(self.rules.stand_in):
            yield Candidate(Span(*match.span()), AwardName(match.group()), "award.grade")
        for match in self.seen.matches(self.rules.grade_alone):
            yield Candidate(Span(*match.span()), AwardName(match.group()), "award.grade")


def _is_title(name: str, end: str, rules: AwardRules, places: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether a name that ends like a title is one: known, or with a level or a place (full or short) in front."""
    if name in rules.file.title_names:
        return True
    if name in rules.file.title_generic:
        return False
    head = name.removesuffix(end)
    level = rules.levels.match(head)
    place = next((size for size in range(12, 1, -1) if head[:size] in places[0] or head[:size] in places[1]), 0)
    if end not in rules.file.title_weak_ends:
        return bool(level or place)
    if place:
        rest = head[place:].removeprefix("级")
        return len(rest) >= 3 and "“" not in rest
    rest = head[level.end() :].removeprefix("级") if level else ""
    return len(rest) >= 2


_span = attrgetter("span")
_RANK = {"award.prize": 0, "award.quoted": 1, "award.title": 2, "award.grade": 3}


def _longest(found: list[Candidate]) -> list[Candidate]:
    """The candidates that do not overlap: the longest first, then the rule's rank, then the place."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.span.start - c.span.end, _RANK[c.rule], c.span)):
        place = bisect_left(kept, candidate.span, key=_span)
        if (not place or kept[place - 1].span.end <= candidate.span.start) and (
            place == len(kept) or candidate.span.end <= kept[place].span.start
        ):
            kept.insert(place, candidate)
    return kept
