"""Short names that the context shows to be companies: winners in a list, a stock code, an office, a table's column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.match.award_names import ordinal
from extractor.match.companies_derive import is_brand, place_prefix
from extractor.match.companies_edges import is_place, name_start, tokens_of
from extractor.match.grids import cells_under
from extractor.model import Block, Mention, Span
from extractor.rules.names import NameRules
from extractor.text.prefilter import Sighted, leftmost_longest

LONGEST = 12
LIST_BACK = 200
LONGEST_ITEM = 40
# An item that nothing but its list shows to be a company is no longer than this.
SHORT_ITEM = 6
JOINTS = re.compile(r"、|(?<=[^、])(?:以及|及|和|与)")
SENTENCE_END = re.compile(r"[。；;！？!?：:\n]")
COUNTED = re.compile(
    r"[0-9〇一二三四五六七八九十百千两几多数]{1,9}余?多?(?:家|间|个|名|项|户|所|位|台|套|条|辆|吨|件|座|种|批|艘)|企业.*企业|奖"
)
# Counted groups and government bodies, which also stand in enumerations.
NO_NAME = re.compile(r"^(?:[家间个户名].{0,6}企业$|[一二两三四五六七八九十几多各数]大)|[局委厅署]|政府|部门|部$")
QUOTES = "「」“”\"' "
SENTENCE_TAGS = frozenset({"v", "m", "d", "p", "c", "r", "t"})
# 三环锻造 begins with a numeral, 近三年 with an adverb.
CLAUSE_TAGS = SENTENCE_TAGS - {"m"} | {"a"}
EVERYDAY_TAGS = SENTENCE_TAGS | {"n", "vn", "a", "ad", "an", "u", "uj", "ul", "q", "b", "f", "i", "l"}
# An enumeration: two to forty characters without a mark, then a joint and what follows up to the end of the clause. It is sought
# from the joint, for joints are rare: trying a run of characters at every place costs as much as all other names together.
FIRST_ITEM = re.compile(r"[^。；;！？!?：:…\n，,、与和]{2,40}\Z")
FROM_JOINT = re.compile(r"[、与和](?<=[^。；;！？!?：:…\n，,、与和]{2}.)[^。；;！？!?：:…\n，,]{1,400}")
FIRST_LONGEST = 40
INNER = re.compile(r"[（(][^（）()\n]{2,40}、[^（）()\n]{2,400}[)）]")
NO_VERB = frozenset(["", "和", "及", "与", "以及", "、", "\n", *"，。；：:,;（(”》）)"])
BRACKETS = re.compile(r"[（(][^（）()]{0,24}[)）]")


def contextual_names(seen: Sighted, full: Sequence[Mention], rules: NameRules, *, blocks: Sequence[Block] = ()) -> list[str]:
    """The short names of companies that a text shows by their surroundings, each once."""
    text = seen.text
    found: dict[str, None] = {}
    sources = (
        _listed(seen, rules),
        _ended(seen, full, rules),
        _enumerated(seen, {mention.value for mention in full}, rules),
        _coded(seen, rules),
        _introduced(seen, rules),
        _columns(text, rules, blocks),
    )
    for source in sources:
        for name in source:
            if (
                not NO_NAME.search(name)
                and not rules.companies.never.search(name)
                and not rules.organisations.suffixes.search(name[-6:])
            ):
                found[name] = None
    return list(found)


def is_short_name(name: str, rules: NameRules) -> bool:
    """Whether `name` may be a company's short name by itself: neither a place nor made of everyday words."""
    if not 2 <= len(name) <= LONGEST or name in rules.companies.generic or rules.companies.list_tail.search(name):
        return False
    if COUNTED.search(name) or "企业" in name[:-2]:
        return False
    if name.endswith("银行") and is_place(name[:-2], rules.edges):
        return True
    bare = name[place_prefix(name, rules.edges) :]
    brand = _without_endings(bare, rules)
    if not brand or is_place(name, rules.edges):
        return False
    return _has_letters(brand, rules) or (is_brand(brand, rules) and not _everyday_inside(brand, rules))


def _everyday_inside(brand: str, rules: NameRules) -> bool:
    """Whether a whole everyday word or a word of grammar stands in `brand`: a piece of a sentence, not a brand."""
    words = tokens_of(brand)
    return len(words) > 1 and any(
        (word.text in rules.edges.particles and word.text not in rules.edges.brand_particles)
        or (len(word.text) > 1 and word.tag in EVERYDAY_TAGS and word.text not in rules.edges.business)
        for word in words
    )


def _without_endings(name: str, rules: NameRules) -> str:
    for _ in range(3):
        if not name.endswith(rules.companies.endings):
            break
        name = name.removesuffix(next(ending for ending in rules.companies.endings if name.endswith(ending)))
    return name


def _has_letters(brand: str, rules: NameRules) -> bool:
    letters = re.match(r"[A-Za-z][A-Za-z0-9&\-]*", brand)
    return letters is not None and len(letters.group()) > 1 and letters.group().upper() not in rules.companies.acronyms


def _listed(seen: Sighted, rules: NameRules) -> Iterator[str]:
    """The items of `A、B和C等8家企业`."""
    text, last = seen.text, 0
    for tail in (*seen.matches(rules.companies.list_tail), *seen.matches(rules.companies.counted_tail)):
        low = max(last if last <= tail.start() else 0, tail.start() - LIST_BACK)
        last = tail.end()
        piece = BRACKETS.sub("", re.split(SENTENCE_END, text[low : tail.start()])[-1])
        clauses = piece.split("，")
        if "、" in piece and "、" not in clauses[-1]:
            clauses = clauses[-2:]
        items = JOINTS.split("、".join(clauses) if "、" in piece else clauses[-1])
        names = [item[name_start(item, len(item), rules.edges) :] if len(item) < LONGEST_ITEM else "" for item in items]
        sure = [
            name in rules.aliases or (bool(name) and (is_short_name(name, rules) or _fits_list(name, rules))) for name in names
        ]
        trusted = len(names) > 1 and sum(sure) * 2 >= len(names)
        if "number" in tail.groupdict() and ordinal(tail["number"]) != len(items):
            continue
        for name, item, known in zip(names, items, sure, strict=True):
            if known or (trusted and _fits_counted(item, rules)):
                yield name if known else item


def _fits_counted(item: str, rules: NameRules) -> bool:
    """Whether an item of a counted list of companies, most of them known, may be one by its looks (良品铺子)."""
    plain = 3 <= len(item) <= SHORT_ITEM and item.isalnum() and not COUNTED.search(item) and not is_place(item, rules.edges)
    return plain and not any(_is_known(word.text, rules) or word.tag in CLAUSE_TAGS for word in tokens_of(item))


def _is_known(word: str, rules: NameRules) -> bool:
    return word in rules.companies.generic or word in rules.edges.business


def _ended(seen: Sighted, full: Sequence[Mention], rules: NameRules) -> Iterator[str]:
    """Names by their ending, before a verb or an office that shows them to act, or joined to a full name by 与 or 和."""
    text, starts = seen.text, {mention.start for mention in full}
    for match in seen.matches(rules.companies.ending):
        after = rules.companies.after_short.match(text, match.end())
        joined = after is not None and after.group() in ("与", "和", "及", "、") and after.end() in starts
        if after is None or (after.group() in NO_VERB and not joined):
            continue
        start = name_start(text, match.start(), rules.edges)
        name = text[start : match.end()]
        office = rules.companies.company_office.match(text, match.end())
        brand = text[start : match.start()]
        if 3 <= len(name) <= LONGEST and (is_short_name(name, rules) or (office and _whole_word(brand, rules))):
            yield name


def _whole_word(brand: str, rules: NameRules) -> bool:
    """Whether `brand` is one everyday word of two characters that is neither a trade nor a common attribute."""
    one = len(brand) == 2 and len(tokens_of(brand)) == 1
    return one and brand not in rules.companies.generic and brand not in rules.edges.business and not is_place(brand, rules.edges)


def _enumerations(text: str, signs: Sequence[int]) -> Iterator[Span]:
    """The enumerations in which one of the places `signs` lies, from left to right, then those in brackets."""
    position = at = 0
    while match := FROM_JOINT.search(text, at):
        at = match.start() + 1
        if match.start() - position < 2:
            continue
        if _any_between(signs, max(position, match.start() - FIRST_LONGEST), match.end()):
            first = FIRST_ITEM.search(text, max(position, match.start() - FIRST_LONGEST), match.start())
            yield _without_brackets(text, first.start() if first else match.start(), match.end())
        position = at = match.end()
    yield from (_without_brackets(text, *m.span()) for m in INNER.finditer(text) if _any_between(signs, *m.span()))


def _without_brackets(text: str, start: int, end: int) -> Span:
    piece = text[start:end].lstrip("（()）")
    start = end - len(piece)
    return Span(start, start + len(piece.rstrip("（()）")))


def _enumerated(seen: Sighted, full: set[str], rules: NameRules) -> Iterator[str]:
    """The items of an enumeration of which at least two, and two fifths, look like companies; `full` are known ones."""
    aliases = seen.found(rules.alias_words)
    ends = (*rules.companies.endings, *full)
    endings = seen.starts(rules.companies.ending)
    signs = sorted((*endings, *(hit.start for hit in aliases)))
    for start, end in _enumerations(seen.text, signs):
        piece = seen.text[start:end]
        inside = [hit for hit in aliases if start <= hit.start and hit.end <= end]
        known = sum(1 for _ in leftmost_longest(inside))
        if known < 2 and not (_any_between(endings, start, end) and rules.companies.ending.search(piece)):
            continue
        items = [item for item in JOINTS.split(BRACKETS.sub("", piece)) if item and not rules.persons.works_made.search(item)]
        if known < 2 and not any(_may_end(item, rules) for item in items):
            continue
        cut = [_cut_behind(item, rules) if index > len(items) - 3 else item for index, item in enumerate(items)]
        whole = BRACKETS.search(piece) is None
        if _may_be_companies(cut, ends, aliases=len(inside) if whole else len(cut)):
            yield from _companies_among(items, [_item_name(item, rules) for item in cut], full, rules)


def _may_be_companies(items: Sequence[str], ends: tuple[str, ...], *, aliases: int) -> bool:
    """Whether `_companies_among` can find any, by how the items end: `ends` are endings and names of companies, `aliases` tells
    how many may end with an alias.

    Spares seeking where the names in the items begin, which most enumerations of a text need not.
    """
    ended = sum(item.rstrip(QUOTES).endswith(ends) for item in items)
    enough = (ended > 1 and ended * 5 >= len(items) * 2) or (ended == len(items) > 1)
    return enough or (len(items) > 1 and aliases * 2 >= len(items))


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are sorted, lies in a range."""
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


def _companies_among(items: Sequence[str], names: Sequence[str], full: set[str], rules: NameRules) -> Iterator[str]:
    """The companies among the `names` of one enumeration, which were cut out of its `items`."""
    ended = [name.endswith(rules.companies.endings) for name in names]
    sure = sum(name in full or (ends and is_short_name(name, rules)) for name, ends in zip(names, ended, strict=True))
    every = len(names) > 1 and all(ends or name in full for name, ends in zip(names, ended, strict=True))
    if (sure > 1 and sure * 5 >= len(names) * 2) or (sure and every):
        yield from (name for name in names if _fits_list(name, rules))
    elif len(names) > 1 and sum(name in rules.aliases for name in names) * 2 >= len(names):
        whole = (name for name, item in zip(names, items, strict=True) if name == item)
        yield from (name for name in whole if _fits_aliases(name, rules) or _fits_list(name, rules))


def _may_end(item: str, rules: NameRules) -> bool:
    """Whether an item, or one with something behind it, can be a name with one of the endings."""
    return item.strip(QUOTES).endswith(rules.companies.endings) or rules.companies.item_end.search(item, 2) is not None


def _cut_behind(item: str, rules: NameRules) -> str:
    """One of the last items of an enumeration without what follows it."""
    end = rules.companies.item_end.search(item, 2)
    return item[: end.start()] if end else item


def _item_name(item: str, rules: NameRules) -> str:
    """The name in one item of an enumeration: without what introduces it."""
    if len(item) < LONGEST_ITEM:
        item = item[name_start(item, len(item), rules.edges) :]
    return item.strip(QUOTES)


def _fits_list(name: str, rules: NameRules) -> bool:
    """Whether an item among companies is one itself: no place, no person, no everyday words only."""
    if not 3 <= len(name) <= LONGEST or COUNTED.search(name) or is_place(name, rules.edges) or not name.isalnum():
        return False
    if is_short_name(name, rules):
        return True
    words = tokens_of(name)
    everyday = all(word.text in rules.companies.generic or word.text in rules.edges.business for word in words)
    if not everyday and len(name) > 3 and name.endswith(rules.companies.endings) and len(words) < 5:
        return True
    return len(words) > 2 and len(name) > 4 and is_brand(name[:2], rules) and len(tokens_of(name[:2])) == 2


def _fits_aliases(name: str, rules: NameRules) -> bool:
    """Whether an item among well-known short names may be one too: two or three characters, no place, no common noun."""
    plain = name not in rules.companies.generic and name not in rules.edges.business and not is_place(name, rules.edges)
    words = tokens_of(name)
    return plain and 2 <= len(name) <= 3 and name.isalnum() and len(words) < 3 and words[0].tag not in SENTENCE_TAGS


def _coded(seen: Sighted, rules: NameRules) -> Iterator[str]:
    """The name before a stock code: 金牌厨柜（603180）."""
    text = seen.text
    for match in seen.matches(rules.companies.stock_code):
        start = name_start(text, match.start(), rules.edges)
        if 2 <= match.start() - start <= LONGEST:
            yield text[start : match.start()]


def _introduced(seen: Sighted, rules: NameRules) -> Iterator[str]:
    """The name after 获奖企业, 独角兽企业 and the like."""
    for match in seen.matches(rules.companies.introduction):
        name = match["name"]
        words = tokens_of(name)
        plain = all(word.text not in rules.edges.particles and word.tag not in SENTENCE_TAGS for word in words)
        known = is_short_name(name, rules) or (seen.text.count(name) > 1 and len(words) > 1 and len(name) > 2)
        if plain and known and name not in rules.companies.generic:
            yield name


def _columns(text: str, rules: NameRules, blocks: Sequence[Block]) -> Iterator[str]:
    """The cells under a heading such as 企业名称."""
    for cell in cells_under(text, blocks, rules.companies.columns):
        value = text[cell.start : cell.end].strip()
        if 2 <= len(value) <= LONGEST and not value.isdigit():
            yield value
