"""Organisations that are no companies (schools, hospitals, institutes, associations, plants), and government bodies."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractor.match.companies import find_full_names, has_proper, longest_only
from extractor.match.companies_derive import place_prefix
from extractor.match.companies_edges import is_place, name_start, tokens_of
from extractor.match.companies_short import defined_names
from extractor.match.grids import CellWalls, cells_under
from extractor.match.persons_rows import may_be_name
from extractor.model import Block, Mention
from extractor.rules.names import NameRules
from extractor.text.prefilter import Sighted

LEVELS = ("财团法人", "社团法人", "市", "省", "区", "县", "国家", "全国", "中央")
LONGEST_CELL = 40
# Works, works at a place: 友达光电台中厂. A place or a number must stand between the company and 厂.
PLANT = re.compile(r"(?:工厂|分厂|[一二三四五六七八九十]厂|厂)(?![商家房区长址界内里])")
BODY_CHARACTER = re.compile(r"[\u4e00-\u9fff]")
LONGEST_BODY = 26
# So many characters may stand between a company and its team (制造部装配车间二班).
LONGEST_TEAM = 16
# What may stand behind a person in a cell of winners: 某某（某公司）.
PERSON_END = re.compile(r"[（( 　，,]")
BODY_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9（）()·]+")
WIDEST = 16


def find_organisations(
    text: str | Sighted, rules: NameRules, *, blocks: Sequence[Block] = (), companies: Sequence[Mention] | None = None
) -> list[Mention]:
    """The organisations named in clean Simplified `text`, none inside another; `value` is the name as written.

    `companies` saves looking for them again where they are known.
    """
    seen = rules.prefilter.look(text)
    text = seen.text
    companies = find_full_names(seen, rules, blocks=blocks) if companies is None else companies
    found = [mention for mention in _by_suffix(seen, rules, blocks) if not _inside(mention, companies)]
    found.extend(_plants(text, rules))
    found.extend(_teams(seen, rules, companies))
    found.extend(_towns(seen, rules))
    found.extend(_quoted_teams(seen, rules))
    found.extend(_cells(text, rules, blocks, companies))
    short = defined_names(seen, found, rules)
    for name in dict.fromkeys(short):
        found.extend(
            Mention("organisation", match.start(), match.end(), name, "organisation.defined")
            for match in re.finditer(re.escape(name), text)
        )
    return longest_only(found)


def _inside(mention: Mention, companies: Sequence[Mention]) -> bool:
    """Whether the mention lies in a company's name (杭州口腔医院 in 杭州口腔医院集团有限公司); `companies` are in order."""
    index = bisect_right(companies, mention.start, key=lambda company: company.start) - 1
    return index >= 0 and mention.end <= companies[index].end


def find_grantors(text: str | Sighted, rules: NameRules) -> list[Mention]:
    """The government bodies named in `text`, one by one (国家发展改革委、科技部 are two), as written."""
    found: list[Mention] = []
    seen = rules.prefilter.look(text)
    text = seen.text
    for match in seen.matches(rules.organisations.government):
        start = match.start() if match["known"] else _body_start(text, match.start(), rules)
        name = text[start : match.end()]
        core = text[start : match.start()]
        if match["known"] or (core and core not in rules.organisations.government_generic):
            found.append(Mention("grantor", start, match.end(), name, "grantor.known" if match["known"] else "grantor.suffix"))
    return longest_only(found)


def _by_suffix(seen: Sighted, rules: NameRules, blocks: Sequence[Block]) -> Iterator[Mention]:
    text, walls = seen.text, CellWalls(blocks)
    for match in seen.matches(rules.organisations.suffixes):
        wall = walls.before(match.start())
        start = name_start(text, match.start(), rules.organisations.edges, floor=wall)
        if not _is_organisation(text[start : match.start()], rules):
            start = _wide_start(text, match.start(), wall, rules)
        if start < match.start():
            yield Mention("organisation", start, match.end(), text[start : match.end()], "organisation.suffix")


def _wide_start(text: str, suffix: int, wall: int, rules: NameRules) -> int:
    """The place at which a name with 与 or 和 in it begins (泉州市企业与企业家联合会); `suffix` where there is none."""
    low = max(wall, suffix - WIDEST)
    if not any(joint in text[low:suffix] for joint in ("与", "和", "及")):
        return suffix
    position = suffix
    while position > low and BODY_CHARACTER.match(text, position - 1):
        position -= 1
    for word in tokens_of(text[position:suffix]):
        start = position + word.start
        rest = text[start:suffix]
        joined = "与" in rest or "和" in rest or "及" in rest
        if joined and is_place(word.text, rules.edges) and rules.organisations.edges.stops.search(rest) is None:
            return start
    return suffix


def _is_organisation(core: str, rules: NameRules) -> bool:
    """Whether `core` before the suffix makes a name: it holds a place, a proper name, or 中国/全国 with a subject."""
    if len(core) < 2 or core in rules.organisations.generic or core.endswith(rules.organisations.not_before_suffix):
        return False
    if all(word.text in rules.organisations.generic for word in tokens_of(core)):
        return False
    named = has_proper(core, rules, place_is_enough=True) or place_prefix(core, rules.edges) > 0
    return named or (len(core) > 2 and core.startswith(LEVELS))


def _plants(text: str, rules: NameRules) -> Iterator[Mention]:
    for match in PLANT.finditer(text) if "厂" in text else ():
        start = name_start(text, match.start(), rules.edges)
        core = text[start : match.start()]
        for length in range(2, min(5, len(core) - 2)):
            if is_place(core[-length:], rules.edges) and core[:-length].endswith(rules.companies.endings):
                yield Mention("organisation", start, match.end(), text[start : match.end()], "organisation.plant")
                break


def _teams(seen: Sighted, rules: NameRules, companies: Sequence[Mention]) -> Iterator[Mention]:
    """Teams and shifts: with the company before them, or with what they do (运检三班)."""
    text, starts = seen.text, {mention.end: mention.start for mention in companies}
    for match in seen.matches(rules.organisations.teams):
        start = name_start(text, match.start(), rules.organisations.edges)
        owner = next((starts[at] for at in range(match.start(), max(-1, match.start() - LONGEST_TEAM), -1) if at in starts), None)
        core = text[start : match.start()]
        if owner is not None and BODY_RUN.fullmatch(text, owner, match.end()):
            yield Mention("organisation", owner, match.end(), text[owner : match.end()], "organisation.team")
        elif 2 <= len(core) <= LONGEST_BODY and core not in rules.organisations.generic:
            yield Mention("organisation", start, match.end(), text[start : match.end()], "organisation.team")


def _quoted_teams(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """Teams by their own names: “跃进”砂型班组."""
    for match in seen.matches(rules.organisations.quoted_team):
        yield Mention("organisation", match.start(), match.end(), match.group(), "organisation.named_team")


def _towns(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    for match in seen.matches(rules.organisations.towns):
        group = "given" if match["given"] else "won"
        if place_prefix(match[group], rules.edges):
            yield Mention("organisation", match.start(group), match.end(group), match[group], "organisation.town")


def _cells(text: str, rules: NameRules, blocks: Sequence[Block], companies: Sequence[Mention]) -> Iterator[Mention]:
    """Every cell under a heading such as 获奖单位 that is no company."""
    ends = {mention.end for mention in companies}
    for cell in cells_under(text, blocks, rules.organisations.columns):
        value = text[cell.start : cell.end].strip()
        start = text.find(value, cell.start)
        fits = 3 < len(value) <= LONGEST_CELL and start + len(value) not in ends
        if fits and not may_be_name(PERSON_END.split(value, maxsplit=1)[0], rules):
            yield Mention("organisation", start, start + len(value), value, "organisation.column")


def _body_start(text: str, suffix: int, rules: NameRules) -> int:
    """Where the government body begins: at the leftmost place name or level (省, 市, 区) right before its own words."""
    low = max(0, suffix - LONGEST_BODY)
    position = suffix
    while position > low and BODY_CHARACTER.match(text, position - 1):
        position -= 1
    start = name_start(text, suffix, rules.organisations.edges, floor=position)
    core = text[start:suffix]
    if place_prefix(core + "　", rules.edges) or core[:1] in "省市区县州国":
        return start
    for offset in range(1, len(core)):
        rest = core[offset:]
        if place_prefix(rest + "　", rules.edges) and tokens_of(core)[0].start == 0 and _at_word(core, offset):
            return start + offset
    level = re.search(r"[省市区县州](?:级|属)?[\u4e00-\u9fff]{0,12}$", core)
    return start + level.start() if level and _at_word(core, level.start()) else start


def _at_word(core: str, offset: int) -> bool:
    return any(word.start == offset for word in tokens_of(core))
