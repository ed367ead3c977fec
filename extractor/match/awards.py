"""Award mentions: prizes, titles and grades, with their canonical names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.match.award_edges import left_edge
from extractor.match.award_names import AwardName, parse_award_name
from extractor.model import Mention, Span
from extractor.rules.awards import AwardRules

_GRADE_SERIES = re.compile("[金银铜](?:、[金银铜]){1,2}奖|[特一二三](?:等?、[一二三四]){1,3}等奖")
_DOCUMENT_TITLE = re.compile("《[^《》\\n]{1,60}》")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible award: where it stands, what it is called, by which rule."""

    span: Span
    name: AwardName
    rule: str


@dataclass(frozen=True, slots=True)
class AwardPlaces:
    """What the finder knows of places: full names of divisions, short names of provinces and prefectures, and the full name
    of the article's own 省, 市, 区 or 县 (None where it has none), for names such as 市长质量奖."""

    divisions: Collection[str] = ()
    short: Collection[str] = ()
    body_region: Callable[[str], str | None] = lambda _: None


def find_awards(text: str, rules: AwardRules, *, places: AwardPlaces, blocked: Sequence[Span] = ()) -> list[Mention]:
    """All awards of the text, sorted, not overlapping: types "award", "grade", and "award_ref" for a bare generic name.

    No name reaches into the `blocked` ranges (companies, ministries).
    """
    titles = [match.span() for match in _DOCUMENT_TITLE.finditer(text)]
    finder = Finder(text, rules, places.divisions, places.short, tuple(sorted(span.end for span in blocked)))
    found = [*finder.prizes(), *finder.quoted(), *finder.titles(), *finder.grades()]
    found += finder.again({c.name.name for c in found if c.rule == "award.quoted"})
    found = [c for c in found if not any(start <= c.span.start and c.span.end <= end for start, end in titles)]
    kept = _longest(found)
    return _resolve(kept, rules, places.body_region)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds candidates in one text; `ends` are the ends of names that no award may reach into, sorted."""

    text: str
    rules: AwardRules
    divisions: Collection[str]
    places: Collection[str]
    ends: tuple[int, ...]

    def left_edge(self, end: int) -> int:
        """Where the name that ends at `end` begins."""
        index = bisect_right(self.ends, end - 1)
        floor = self.ends[index - 1] if index else 0
        return left_edge(self.text, end, self.rules, divisions=self.divisions, floor=floor)

    def prizes(self) -> Iterator[Candidate]:
        """Names that end with 奖, with the grade behind them."""
        rules, text = self.rules, self.text
        for match in rules.prize.finditer(text):
            end = match.end()
            start = self.left_edge(end)
            tail = rules.grade_after.match(text, end + (text[end : end + 1] == "”"))
            if tail and text[tail.end("grade") : tail.end("grade") + 1] not in tuple(rules.file.not_after_prize):
                end = tail.end() if text[tail.end() - 1] in "”）)" and tail.group("open") else tail.end("grade")
            yield from self.candidate(Span(start, end), "award.prize")

    def candidate(self, span: Span, rule: str) -> Iterator[Candidate]:
        """The candidate at `span`, unless nothing is left of its name."""
        written = self.text[span.start : span.end]
        stripped = written.lstrip(" 　·”’")
        name = parse_award_name(stripped, self.rules, self.divisions)
        if len(name.name) >= 2:
            yield Candidate(Span(span.end - len(stripped), span.end), name, rule)

    def quoted(self) -> Iterator[Candidate]:
        """Quoted names after a verb of conferring."""
        rules = self.rules
        for match in (*rules.quoted.finditer(self.text), *rules.titled.finditer(self.text)):
            name = match.group("name")
            if any(word in name for word in rules.file.not_conferred) or name in rules.file.grades:
                continue
            tail = any(self.text.startswith(word, match.end("name") + 1) for word in rules.file.title_tails)
            if not name.endswith("奖") and (tail or len(name) >= 4):
                yield from self.candidate(Span(*match.span("name")), "award.quoted")

    def again(self, names: set[str]) -> Iterator[Candidate]:
        """Further places of names that were found in quotes."""
        for name in sorted(names):
            for match in re.finditer(re.escape(name), self.text):
                yield from self.candidate(Span(*match.span()), "award.quoted")

    def titles(self) -> Iterator[Candidate]:
        """Names that end like a title and show a level or a place, and titles known by name."""
        for match in self.rules.known_title.finditer(self.text):
            yield from self.candidate(Span(*match.span()), "award.title")
        for match in self.rules.title.finditer(self.text):
            start = self.left_edge(match.end())
            written = self.text[start : match.end()]
            if written.count("“") != written.count("”"):
                continue
            for candidate in self.candidate(Span(start, match.end()), "award.title"):
                dated = candidate.name.year or candidate.name.edition
                if (dated and len(candidate.name.name) >= len(match.group()) + 2) or _is_title(
                    candidate.name.name, match.group(), self.rules, (self.divisions, self.places)
                ):
                    yield candidate

    def grades(self) -> Iterator[Candidate]:
        """Grades that stand alone, and each of a list of them (金、银、铜奖; 一、二等奖)."""
        for series in _GRADE_SERIES.finditer(self.text):
            end = "等奖" if series.group().endswith("等奖") else "奖"
            for first in re.finditer("[特一二三四金银铜]", series.group()[: -len(end) - 1]):
                at = series.start() + first.start()
                yield Candidate(Span(at, at + 1), AwardName(first.group() + end), "award.grade")
        for match in self.rules.grade_alone.finditer(self.text):
            yield Candidate(Span(*match.span()), AwardName(match.group()), "award.grade")


def _is_title(name: str, end: str, rules: AwardRules, places: tuple[Collection[str], Collection[str]]) -> bool:
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


_CLASS = re.compile(".{1,6}(?:业|界别|组别|组|类别|类)(?P<grade>.{1,3}奖)")
# First characters of names that leave their place out (市长质量奖).
_BODIES = "省市区县州旗"
_RANK = {"award.prize": 0, "award.quoted": 1, "award.title": 2, "award.grade": 3}


def _longest(found: list[Candidate]) -> list[Candidate]:
    """The candidates that do not overlap: the longest first, then the rule's rank, then the place."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.span.start - c.span.end, _RANK[c.rule], c.span)):
        if all(candidate.span.end <= k.span.start or k.span.end <= candidate.span.start for k in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.span)


def _key(name: str) -> str:
    """What two spellings of one award share."""
    folded = name.replace("人民政府", "政府").replace("科学技术", "科技")
    return "".join(char for char in folded if char not in '“”‘’"· ')


def _resolve(found: list[Candidate], rules: AwardRules, body_region: Callable[[str], str | None]) -> list[Mention]:
    fullest: dict[str, str] = {}
    for candidate in found:
        name = candidate.name.name
        if candidate.rule == "award.grade":
            continue
        if _is_short(name, rules):
            name = _completed(name, {}, body_region) or ""
        if name:
            key = _key(name)
            fullest[key] = max(fullest.get(key, ""), name, key=len)
    mentions = []
    for candidate in found:
        mention = _mention(candidate, fullest, rules, body_region)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _is_short(name: str, rules: AwardRules) -> bool:
    return name in rules.generic or name[0] in _BODIES or name.startswith("自治区") or name in rules.file.grades or len(name) <= 3


def _mention(
    candidate: Candidate, fullest: dict[str, str], rules: AwardRules, body_region: Callable[[str], str | None]
) -> Mention | None:
    parsed = candidate.name
    plain = Mention(
        "award", *candidate.span, parsed.name, candidate.rule, edition=parsed.edition, year=parsed.year, grade=parsed.grade
    )
    grade = _as_grade(parsed.name, rules)
    if grade is not None:
        return replace(plain, type="grade", value="", grade=grade)
    if parsed.name.endswith(tuple(rules.file.generic_ends)):
        return replace(plain, type="award_ref", value="")
    if re.sub("^(?:国家|[省市区县州]|自治区)级", "", parsed.name) in rules.generic:
        return replace(plain, type="award_ref", value="")
    if parsed.name[1:] in rules.generic and parsed.name[0] not in _BODIES and not rules.levels.match(parsed.name):
        return replace(plain, type="award_ref", value="")
    if not _is_short(parsed.name, rules):
        full = _longer(parsed.name, fullest) if candidate.rule == "award.prize" and not rules.levels.match(parsed.name) else None
        return replace(plain, value=full or fullest.get(_key(parsed.name), parsed.name))
    full = _completed(parsed.name, fullest, body_region)
    if full is not None:
        return replace(plain, value=full)
    # A body's award in an article of no known place (市长质量奖) is an award, but nobody's in particular.
    bare = parsed.name in rules.generic or (parsed.name[0] in _BODIES and parsed.name[1:2] in ("长", "政"))
    return replace(plain, type="award_ref", value="") if bare else plain


def _as_grade(name: str, rules: AwardRules) -> str | None:
    """The grade that a name is, alone, behind a short word that is no place (含提名奖), or of a class (制造业金奖)."""
    of_class = _CLASS.fullmatch(name)
    if of_class and of_class.group("grade") in rules.file.plain_grades:
        return of_class.group("grade")
    for grade in rules.file.plain_grades:
        if name.endswith(grade) and len(name) - len(grade) <= 2 and (name == grade or not rules.levels.match(name)):
            return grade
    return None


def _completed(name: str, fullest: dict[str, str], body_region: Callable[[str], str | None]) -> str | None:
    """The full name a short one stands for: the article's own place first, then a full name that ends with it."""
    if name.startswith("自治区") and name[3:4] != "级":
        region = body_region("自治区")
        return region + name[3:] if region else None
    if name[0] in _BODIES and name[1:2] != "级":
        region = body_region(name[0])
        if region is not None:
            wanted = region + (name if name[1:2] == "长" else name[1:])
            return fullest.get(_key(wanted), wanted)
    return _longer(name, fullest)


def _longer(name: str, fullest: dict[str, str]) -> str | None:
    """The only longer name of the article that ends with this one."""
    key = _key(name)
    longer = [full for other, full in fullest.items() if other.endswith(key) and len(other) > len(key)]
    return longer[0] if len(longer) == 1 else None
