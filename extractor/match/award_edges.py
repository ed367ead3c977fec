"""Where an award's name begins, sought from its last word to the left."""

from __future__ import annotations

import re

from extractor.match.place_names import ends_with_name, heads, longest_name
from extractor.rules.awards import AwardRules
from extractor.text.tokens import in_use

# The longest name is sought this far left of its last word; the longest real one seen has 38 characters.
WINDOW = 44
# A name that fills a pair of quotes is believed whole up to this length; a longer quote is speech.
QUOTED = 20
# The town of a national fair, told in brackets: 第七届中国（杭州）国际茶叶博览会.
_HOST = re.compile("(?:第[^第，。；]{1,5}届|首届|(?:19|20)\\d\\d年?)?中国[（(][^（）()，。；\\n]{2,8}[）)]")
_CLAUSE = re.compile("[，,。；！？]")


def left_edge(text: str, end: int, rules: AwardRules, *, divisions: frozenset[str] = frozenset(), floor: int = 0) -> int:
    """Where the name that ends at `end` begins: after the last stop on its left, at its last anchor, or at its quote.

    It never begins before `floor` (the end of a name that another matcher has found).
    """
    start = max(floor, text.rfind("\n", 0, end) + 1, end - WINDOW)
    window = text[start:end]
    edge, protected = _quotes(window, closed=text[end : end + 1] == "”")
    if edge < 0 and (len(window) + edge > QUOTED or _CLAUSE.search(window, -edge)):
        edge = -edge
    elif edge < 0:
        edge = -edge
        for match in rules.quoted_verb.finditer(window, edge):
            edge = match.end()
        return _widened(window, start, start + _anchored(window, edge, rules, divisions))
    for match in rules.stop.finditer(window, edge):
        if match.lastgroup == "keep" or any(a < match.end() and match.start() < b for a, b in protected):
            continue
        edge = match.end()
    return _widened(window, start, start + _anchored(window, edge, rules, divisions))


def _widened(window: str, start: int, edge: int) -> int:
    """The edge moved left over 中国（杭州） and the edition before it: such a bracket belongs to the name."""
    hosts = (host for host in _HOST.finditer(window) if host.start() < edge - start <= host.end())
    return next((start + host.start() for host in hosts), edge)


def _quotes(window: str, *, closed: bool) -> tuple[int, list[tuple[int, int]]]:
    """The edge that quotes give, and the quoted ranges right of it; the edge is negative where the name is quoted as a whole."""
    protected: list[tuple[int, int]] = []
    opened, edge = -1, 0
    for index, char in enumerate(window):
        if char == "“":
            opened = index
        elif char == "”" and opened >= 0:
            protected.append((opened, index + 1))
            opened = -1
        elif char == "”":
            protected, edge = [], index + 1
    if opened >= 0:
        return (-(opened + 1) if closed else opened + 1), []
    return edge, protected


def _anchored(window: str, edge: int, rules: AwardRules, divisions: frozenset[str]) -> int:
    """The edge moved right to the last anchor (国家, 省政府, a place) that does not follow a place itself."""
    best = edge
    for match in rules.anchor.finditer(window, edge):
        if match.lastgroup == "keep":
            continue
        if match.group() in _NATIONAL:
            cut = not _is_attribute(_LEADING_DATE.sub("", window[best : match.start()]))
        else:
            cut = not _follows_place(window, edge, match.start(), divisions)
        if cut:
            best = match.start()
    position = best
    while position < len(window):
        length = longest_name(window, position, divisions, least=3)
        cup = window.startswith("杯”", position - 2)  # “某某杯”江苏省技能大赛
        if length and position > best and not cup and not _follows_place(window, best, position, divisions):
            best = position
        position += max(1, length)
    while dated := _DATED.search(window, 0, best):
        best = dated.start()
    return best


_NOUN_TAGS = ("n", "nz", "vn", "nr", "nt", "an", "l", "j", "b", "k", "i")


def _is_attribute(words: str) -> bool:
    """Whether the words before 国家 or 中华 belong to the name, nouns and no places (农业产业化国家重点龙头企业)."""
    return bool(words) and all(str(tag) in _NOUN_TAGS for _, tag in in_use().tag(words))


_KINDS = ("省", "市", "区", "县", "州", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区")
# A national award is never a place's own: 河北省国家企业技术中心 is 国家企业技术中心 of 河北省.
_NATIONAL = ("国家", "全国", "中国", "中华")
_LEADING_DATE = re.compile("^(?:第[^第]{1,5}[届次]|首届|(?:19|20)\\d\\d年?度?)+")
_DATED = re.compile("(?:第[^第]{1,5}[届次]|首届|首批|(?:19|20)\\d\\d年?度?|[(（][^（）()]{0,6}\\d{4}[^（）()]{0,3}[）)])$")


def _follows_place(window: str, edge: int, position: int, divisions: frozenset[str]) -> bool:
    """Whether the text between edge and position is a place's name, full or short, with an edition or a year behind it."""
    before = window[edge:position]
    while match := _DATED.search(before):
        before = before[: match.start()]
    if not before or (len(before) >= 2 and before[-1] == window[position] and before[-1] in "省市区县州"):
        return True
    if ends_with_name(before, divisions):
        return True
    short = (before[-size:] for size in (2, 3, 4) if size <= len(before))
    known = heads(divisions)
    return any(name + kind in divisions for name in short if name[:2] in known for kind in _KINDS)
