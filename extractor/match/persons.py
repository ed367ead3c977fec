"""Persons, where a list, a bracket, an office or an award verb shows one: 1.王某某，某公司司机; 某某（某公司）."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractor.match.companies import find_full_names, longest_only
from extractor.match.grids import cells_under
from extractor.match.persons_rows import award_persons, begins_freely, may_be_name, person, word_ahead
from extractor.model import Block, Mention
from extractor.rules.names import NameRules
from extractor.text.prefilter import Sighted, find_words, leftmost_longest

SEX = r"[ 　]{0,2}(?:[（(](?:女|男)[^）)]{0,12}[)）])?"
AFTER_LISTED = re.compile(SEX + r"[ 　]{0,2}(?:[，,（(：:]|\n|$|\t|[ 　]{1,4}[\u4e00-\u9fff])")
OPEN_BRACKET = re.compile(r"[（(]")
CLOSE_BRACKET = re.compile(r"[)）]")
AFTER_JOINED = re.compile(r"\d{4}年|第[\d一二三四五六七八九十]{1,3}届|获|荣获|等\d|同志|个人|[（(]")
JOINED = re.compile(r"(?:和|及|与|、|授予|表彰|以及)(?=[\u4e00-\u9fff]{2,4}(?:" + AFTER_JOINED.pattern + "))")
# The rule of companies with their full names. Behind a short name (某某科技总经理谢某某说) mostly somebody speaks for the
# company, so that only a winner counts there.
FULL = "company.suffix"
WINNER = re.compile(
    r"、|和|等|[（(]|(?:[分同齐]|双双|共同)?荣?获|荣膺|摘|捧|夺|被|当选|[12][09]\d\d年|第[一二三四五六七八九十\d]{1,3}届"
)
# What may follow a name right behind its employer.
BEHIND = re.compile(rf"{WINNER.pattern}|[。；\n]|两[人位名]")
CLAUSE = re.compile(r"[^，。；、\n（()）]{2,40}")
# How a short life begins: 某某，男，汉族，某公司班长.
VITA = re.compile(r"男|女|汉族|现任|系|中共|[0-9]{4}年")
GAP = re.compile(r"[ 　]{0,2}")


def find_persons(
    text: str | Sighted, rules: NameRules, *, blocks: Sequence[Block] = (), companies: Sequence[Mention] | None = None
) -> list[Mention]:
    """The persons named in `text` where their surroundings show them; `value` is the name alone.

    `companies` saves looking for them again where they are known.
    """
    seen = rules.prefilter.look(text)
    text = seen.text
    employers = find_full_names(seen, rules, blocks=blocks) if companies is None else companies
    organisations = [match.span() for match in seen.matches(rules.organisations.suffixes)]
    full = [mention for mention in employers if mention.rule == FULL]
    ends = {mention.end for mention in full} | {end for _, end in organisations}
    starts = {mention.start for mention in full}
    found = [
        *_numbered(text, rules, starts),
        *_before_employer(text, rules, starts),
        *_after_title(seen, rules, ends),
        *(m for m in _after_title(seen, rules, {c.end for c in employers} - ends) if WINNER.match(text, m.end)),
        *_behind_employer(text, rules, ends),
        *_joined(text, rules),
        *_cells(text, rules, blocks),
        *award_persons(seen, rules),
    ]
    found += _again(text, found)
    return [mention for mention in longest_only(found) if not _overlaps(mention, employers)]


def _again(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Further places of the names found; those of two characters are too often a piece of other words."""
    names = {mention.value for mention in found if len(mention.value) > 2}
    starts = {mention.start for mention in found}
    return [
        person(text, start, end, "person.again")
        for start, end, _ in leftmost_longest(find_words(text, sorted(names)))
        if start not in starts
    ]


def _overlaps(mention: Mention, companies: Sequence[Mention]) -> bool:
    """Whether the mention shares a character with a company; `companies` are in order and apart."""
    index = bisect_right(companies, mention.start, key=lambda company: company.start)
    inside = index > 0 and companies[index - 1].end > mention.start
    return inside or (index < len(companies) and companies[index].start < mention.end)


def _name_at(text: str, position: int, rules: NameRules, end: int | None = None) -> int | None:
    """The end of the name that begins at `position`, or None."""
    match = rules.persons.name.match(text, position, len(text) if end is None else end)
    if match is None:
        return None
    shorter = match.group()[:2] in rules.persons.never or match.group() in rules.persons.never
    return None if shorter else match.end()


def _numbered(text: str, rules: NameRules, starts: set[int]) -> Iterator[Mention]:
    """A line that begins with a name and goes on with a bracket, a comma or its end; the employer follows."""
    first, other = rules.persons.line_name
    for line in (first.match(text), *other.finditer(text)):
        if line is None:
            continue
        end = _name_at(text, line.end(), rules)
        if end is None:
            continue
        numbered = line.group().strip() != ""
        for stop in dict.fromkeys((end, line.end() + 2)):
            after = AFTER_LISTED.match(text, stop)
            near = _employer_near if numbered else _employer_next
            fits = after and stop - line.end() > 1 and may_be_name(text[line.end() : stop], rules, strict=False)
            if after and fits and near(text, after.end(), starts, rules):
                yield person(text, line.end(), stop, "person.listed")
                break


def _employer_near(text: str, position: int, starts: set[int], rules: NameRules) -> bool:
    """Whether an employer or an office follows on the same line."""
    line_end = text.find("\n", position)
    rest = text[position - 1 : min(position + 60, line_end if line_end >= 0 else len(text))]
    return (
        any(position - 1 <= start <= position + 3 for start in starts)
        or rules.organisations.suffixes.search(rest) is not None
        or rules.persons.titles.search(rest) is not None
    )


def _employer_next(text: str, position: int, starts: set[int], rules: NameRules) -> bool:
    """Whether an employer begins right there, or what stands up to the next mark ends with an employer or an office."""
    if any(position - 1 <= start <= position + 1 for start in starts):
        return True
    clause = CLAUSE.match(text, position)
    if clause is None or rules.edges.stops.match(clause.group()):
        return False
    if VITA.match(clause.group()):
        return True
    ended = (*rules.organisations.suffixes.finditer(clause.group()), *rules.persons.titles.finditer(clause.group()))
    return any(match.end() >= len(clause.group()) - 1 for match in ended) or text[position - 1] in "（("


def _before_employer(text: str, rules: NameRules, starts: set[int]) -> Iterator[Mention]:
    """A name right before a bracket that holds an employer: 谢某某（某某公司）."""
    for bracket in OPEN_BRACKET.finditer(text):
        close = CLOSE_BRACKET.search(text, bracket.end(), bracket.end() + 60)
        if close is None:
            continue
        inside = text[bracket.end() : close.start()]
        holds = bracket.end() in starts or rules.organisations.suffixes.search(inside) or rules.persons.titles.search(inside)
        for length in (4, 3, 2):
            start = bracket.start() - length
            whole = holds and start >= 0 and _name_at(text, start, rules, bracket.start()) == bracket.start()
            if whole and begins_freely(text, start, rules):
                yield person(text, start, bracket.start(), "person.bracket")
                break


def _after_title(seen: Sighted, rules: NameRules, ends: set[int]) -> Iterator[Mention]:
    """A name after an employer and an office: 某某公司董事长谢某某、荣膺."""
    text = seen.text
    for match in seen.matches(rules.persons.titles):
        near = any(position in ends for position in range(max(0, match.start() - 10), match.start() + 1))
        start = _skip_gap(text, match.end())
        if not near:
            continue
        end = _name_at(text, start, rules)
        if end is not None:
            stops = (stop for stop in (end, start + 2) if _ends_well(text, stop, rules))
            stop = next(stops, start + 2 if word_ahead(text, start + 2) else end)
            yield person(text, start, stop, "person.office")


def _behind_employer(text: str, rules: NameRules, ends: set[int]) -> Iterator[Mention]:
    """A name right behind its employer, with or without 的, that wins or stands in a row: 来自某某公司的毛某某、…."""
    for end in sorted(ends):
        start = end + 1 if text[end : end + 1] == "的" else end
        for stop in (start + 3, start + 2):
            if BEHIND.match(text, stop) and may_be_name(text[start:stop], rules):
                yield person(text, start, stop, "person.employer")
                break


def _skip_gap(text: str, position: int) -> int:
    gap = GAP.match(text, position)
    return gap.end() if gap else position


def _ends_well(text: str, position: int, rules: NameRules) -> bool:
    if position >= len(text) or not "\u4e00" <= text[position] <= "\u9fff":
        return True
    return rules.persons.after.match(text, position) is not None


def _joined(text: str, rules: NameRules) -> Iterator[Mention]:
    """A name joined to other winners: 授予某某研究所等9家组织和王某2020年….

    It must be followed by an award's year or edition, or an award verb.
    """
    for match in JOINED.finditer(text):
        end = _name_at(text, match.end(), rules)
        for stop in (end, match.end() + 2) if end else ():
            named = stop and stop - match.end() > 1 and may_be_name(text[match.end() : stop], rules)
            if stop and named and AFTER_JOINED.match(text, stop):
                yield person(text, match.end(), stop, "person.joined")
                break


def _cells(text: str, rules: NameRules, blocks: Sequence[Block]) -> Iterator[Mention]:
    """The cells under a heading such as 姓名."""
    for cell in cells_under(text, blocks, rules.persons.columns):
        start = _skip_gap(text, cell.start)
        end = _name_at(text, start, rules, cell.end)
        if end is not None and (end == cell.end or not "\u4e00" <= text[end] <= "\u9fff"):
            yield person(text, start, end, "person.column")
