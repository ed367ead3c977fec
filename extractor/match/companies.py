"""Companies: full names by their suffix; short names by definition, derivation, alias and context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from extractor.match.companies_derive import derived_names, one_place, place_prefix
from extractor.match.companies_edges import PROPER_TAGS, is_place, name_start, tokens_of
from extractor.match.companies_short import find_short_names
from extractor.match.grids import CellWalls
from extractor.model import Block, Mention
from extractor.rules.names import EdgeRules, NameRules
from extractor.text.prefilter import Sighted

# The most characters that are cut off a name because the rest stands elsewhere by itself.
TRIM = 12
BANKS = ("分行", "支行", "银行", "信用社")
LEGAL = ("有限公司", "有限责任公司", "股份公司")
KIND = re.compile(r"[\u4e00-\u9fff]{2,4}[化型式级类款]")
HAN_RUN = re.compile(r"[\u4e00-\u9fff]")


def find_companies(text: str | Sighted, rules: NameRules, *, blocks: Sequence[Block] = ()) -> list[Mention]:
    """The companies named in clean Simplified `text`, in order, none inside another; `value` is the name as written."""
    seen = rules.prefilter.look(text)
    full = find_full_names(seen, rules, blocks=blocks)
    return longest_only([*full, *find_short_names(seen, full, rules, blocks=blocks)])


def find_full_names(text: str | Sighted, rules: NameRules, *, blocks: Sequence[Block] = ()) -> list[Mention]:
    """The companies that are named with a suffix (有限公司, 集团, 银行 …)."""
    seen = rules.prefilter.look(text)
    walls = CellWalls(blocks)
    found: list[Mention] = []
    for match in seen.matches(rules.companies.suffixes):
        _add(found, seen.text, match, walls.before(match.start()), rules)
    return _trimmed(found, rules)


def _trimmed(found: list[Mention], rules: NameRules) -> list[Mention]:
    """The names, each cut to another name of the article that it ends with, unless what is cut off is a place."""
    values = {mention.value for mention in found}
    if any(value.endswith("公司") and not value.endswith(LEGAL) for value in values):
        values.update(name for name in derived_names(found, rules)[0] if name.endswith("公司"))
    return [_trim(mention, values, rules) for mention in found]


def _trim(mention: Mention, values: set[str], rules: NameRules) -> Mention:
    for cut in range(1, min(TRIM, len(mention.value) - 4)):
        rest = mention.value[cut:]
        if rest in values and place_prefix(mention.value, rules.edges) < cut and mention.value[cut - 1] not in "（(":
            return replace(mention, start=mention.start + cut, value=rest)
    return mention


def longest_only(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order without those that overlap a longer one (the earlier of two equal ones stays)."""
    kept: list[Mention] = []
    taken: list[tuple[int, int]] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start - mention.end, mention.start)):
        place = bisect_right(taken, (mention.start, mention.end))
        clear_left = place == 0 or taken[place - 1][1] <= mention.start
        if clear_left and (place == len(taken) or taken[place][0] >= mention.end):
            taken.insert(place, (mention.start, mention.end))
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _add(found: list[Mention], text: str, match: re.Match[str], wall: int, rules: NameRules) -> None:
    """Put the name that ends with `match` into `found`, in the place of a shorter one that it continues."""
    start = name_start(text, match.start(), rules.edges, floor=wall)
    last = found[-1] if found else None
    start = _past_city(text, start, match.end(), rules.edges)
    if last and start < last.end:
        if _continues(text, last, match, start, rules):
            start = last.start
        elif text[last.end] in rules.edges.particles:
            start = name_start(text, match.start(), rules.edges, floor=last.end)
        else:
            start = last.end
    if not is_company(text, start, match, rules):
        return
    if last and start <= last.start:
        found.pop()
    found.append(Mention("company", start, match.end(), text[start : match.end()], "company.suffix"))


def _past_city(text: str, start: int, end: int, rules: EdgeRules) -> int:
    """The start of the name, behind the places that stand before the province it begins with (通辽市内蒙古某某公司)."""
    name = text[start:end]
    first = position = one_place(name, rules)
    own = 0
    while position and (step := one_place(name[position:], rules)):
        again = position == first and name[: position - 1].startswith(name[position : position + 2])
        if name[position : position + step] in rules.provinces and not again:
            own = position
        position += step
    directly = own == first and (name[:first] in rules.provinces or name.startswith("中国"))
    return start if directly else start + own


def _continues(text: str, last: Mention, match: re.Match[str], start: int, rules: NameRules) -> bool:
    """Whether the name that ends with `match` is one name with the company before it, not a second name."""
    if start > last.start and not text.startswith(("（", "("), last.end):
        return False
    branch = match.group() in rules.companies.branches
    # 某某银行某某分行为某某公司提供贷款: the bank does something for the company.
    if not branch and last.value.endswith(BANKS) and match.start() > last.end + 2 and text[last.end] in rules.edges.particles:
        return False
    legal = last.value.endswith(LEGAL)
    return branch or not legal or last.value.endswith(rules.companies.parents)


def is_company(text: str, start: int, match: re.Match[str], rules: NameRules) -> bool:
    """Whether what stands between `start` and the suffix makes a name, not a common noun such as 咨询公司."""
    core = text[start : match.start()]
    name = text[start : match.end()]
    if not core or rules.companies.never.search(name) or _only_grammar(core, rules):
        return False
    if match.group() in rules.companies.branches:
        return rules.companies.branch_heads.search(core) is not None and has_proper(core, rules, place_is_enough=True)
    if match.group("legal"):
        return core not in rules.companies.generic and len(core) > 1 and not _all_generic(core, rules)
    if match.group() == "厂" and (core[-1] in rules.companies.common_works or KIND.match(core) or _is_plant(core, rules)):
        return False
    if match.group().endswith(("合作社", "事务所", "农场")) and len(core) < 9 and _begins_freely(core, rules):
        return True
    if match.group() == "集团" and _whole_word(core, rules):
        return True
    place_is_enough = match.group().endswith(("银行", "信用社", "联社"))
    return has_proper(core, rules, place_is_enough=place_is_enough) and core not in rules.companies.generic


def _only_grammar(core: str, rules: NameRules) -> bool:
    words = tokens_of(core)
    grammar = (word.text in rules.edges.particles or word.tag in ("d", "p", "c", "r") for word in words)
    return all(grammar) and not is_place(core, rules.edges)


def _begins_freely(core: str, rules: NameRules) -> bool:
    """Whether the first word of `core` is neither a trade nor a common attribute (绿野家庭农场, not 示范家庭农场)."""
    first = tokens_of(core)[0].text
    return (
        len(core) > 1
        and not is_place(core, rules.edges)
        and first not in rules.companies.generic
        and first not in rules.edges.business
        and not first.isdigit()
    )


def _whole_word(core: str, rules: NameRules) -> bool:
    """Whether `core` is one everyday noun that is neither a trade nor a common attribute (公牛集团, not 教育集团)."""
    words = tokens_of(core)
    known = core in rules.companies.generic or core in rules.edges.business or is_place(core, rules.edges)
    return len(words) == 1 and len(core) == 2 and words[0].tag.startswith("n") and not known


def _is_plant(core: str, rules: NameRules) -> bool:
    """Whether the works are those of a company at a place (友达光电台中厂): a plant, no company."""
    for length in range(2, min(5, len(core) - 3)):
        owner = core[:-length]
        if is_place(core[-length:], rules.edges) and owner.endswith(rules.companies.endings):
            return True
    return False


def has_proper(core: str, rules: NameRules, *, place_is_enough: bool = False) -> bool:
    """Whether `core` holds something that is no everyday word: a name, a rare word, letters, an unknown run of characters."""
    words = tokens_of(core)
    unknown = 0
    for word in words:
        if word.text in rules.companies.generic or word.text in rules.edges.business:
            unknown = 0
        elif is_place(word.text, rules.edges):
            if place_is_enough:
                return True
            unknown = 0
        elif word.tag == "eng" or word.text.isascii():
            if word.text.isalnum() and not word.text.isdigit() and word.text.upper() not in rules.companies.acronyms:
                return True
        elif len(word.text) == 1 and HAN_RUN.match(word.text):
            unknown += 1
            if unknown > 1:
                return True
        elif word.tag in PROPER_TAGS or not len(word.text) > 1:
            return True
        else:
            unknown = 0
    return (core.startswith(rules.edges.heads) and len(core) > 3) or _named_by_place(words[0].text, core, rules.edges)


def _named_by_place(first: str, core: str, rules: EdgeRules) -> bool:
    """A place and a trade make a name (杭州口腔医院集团, 福建海峡银行); a country and a trade do not (日本汽车公司)."""
    return is_place(first, rules) and len(core) > len(first) + 1 and first not in rules.countries


def _all_generic(core: str, rules: NameRules) -> bool:
    headed = core.startswith(rules.edges.heads) and len(core) > 3
    return len(core) < 5 and not headed and all(word.text in rules.companies.generic for word in tokens_of(core))
