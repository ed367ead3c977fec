"""Which lines of a page are its article.

An article is a run of lines in document order: prose counts for a line, links and the words of a page's furniture count
against it, and so does each step from one container into another. The run with the highest sum is the article; it is then
widened to the lines of the same container, and cleared of link lists and of parts that name themselves as something else.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extractor.text.cleaning_rules import CompiledHtml, SiteRule
from extractor.text.html.tables import DataTable
from extractor.text.html.tree import Line, Node, Tree

# The weights below were tuned on 69 Chinese pages (news, blogs, boards, government; 2003-2022) by 4-gram F1.
PROSE_LEAST = 15
POINTS_PER_MARK = 5
LINK_POINTS = -5
LINK_MOST = 30
BARRIER_POINTS = -60
CHROME_POINTS = -10
TABLE_POINTS = 40
STEP_POINTS = 6
FREE_STEPS = 2
MOST_STEP_POINTS = 60
SHORT_LINE = 60
# A part named as furniture is believed unless it holds this share of the page's prose.
CHROME_SHARE = 0.4
# Readers' comments are believed where this much is left without them.
ARTICLE_LEAST = 100
# So many posts, each under its own time, make a board or a blog; the first post is the article.
POSTS_LEAST = 3
# A paragraph outside the run joins it where it stands in the article's own container and has at least this many points.
SIBLING_POINTS = 25

_MARK = re.compile(r"[，。；：！？、,;!?”]|\.\s")
_PLAIN = re.compile(
    r"[(（\[]?(?:\d{4}[-/年.])?\d{1,2}[-/月.]\d{1,2}日?[)）\]]?|\d{1,2}:\d\d(?::\d\d)?(?:[AP]M)?|[·•・|>\-\s\[\]()（）&]+"
)
_TIMESTAMP = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s]{0,3}\d{1,2}:\d\d(?::\d\d)?")
_CHROME_TAGS = frozenset({"nav", "footer", "aside"})


@dataclass(frozen=True, slots=True)
class Choice:
    """The article's lines are those of `lines[first:last]` with no entry in `dropped`, which gives the reasons."""

    first: int
    last: int
    dropped: dict[int, str]


def choose(tree: Tree, tables: list[DataTable], hints: CompiledHtml, site: SiteRule | None = None) -> Choice:
    """The article's lines; none where the page holds no text. What a site's rule says of its parts counts before anything
    else."""
    lines = tree.lines
    points = [_points(line, hints) for line in lines]
    _score_tables(tables, points)
    reasons = _chrome(tree, points, hints)
    known = _site_part(tree, site, reasons) if site else None
    if known is None:
        boxes = _boxes(lines, tables)
        first, last = _widen(boxes, points, reasons, _best_run(boxes, points, reasons))
        last = _first_post(lines, points, (first, last))
    else:
        first, last = known
    for number in range(first, last):
        if number not in reasons and points[number] < 0:
            reasons[number] = "html.barrier" if points[number] == BARRIER_POINTS else "html.links"
    return Choice(first, last, reasons)


def _points(line: Line, hints: CompiledHtml) -> int:
    size = len(line.text)
    if line.link_chars:
        bare = size if size > 200 else len(_PLAIN.sub("", line.text))
        if line.link_chars * 2 > bare:
            return LINK_POINTS - min(line.link_chars, LINK_MOST)
    if size < SHORT_LINE and (hints.barrier.match(line.text) or hints.footer.search(line.text)):
        return BARRIER_POINTS
    free = size - line.link_chars
    marks = len(_MARK.findall(line.text))
    if marks and free >= PROSE_LEAST:
        return free + POINTS_PER_MARK * marks - 2 * line.link_chars
    return 1


def _score_tables(tables: list[DataTable], points: list[int]) -> None:
    """A table of data counts as one thing: its lines neither break a run nor make one by their number."""
    for table in tables:
        for number in range(table.first, table.last):
            points[number] = max(points[number], 0)
        if table.first < table.last:
            points[table.first] += TABLE_POINTS


def _chrome(tree: Tree, points: list[int], hints: CompiledHtml) -> dict[int, str]:
    """The lines of parts that name themselves as navigation, comments, lists of other articles and the like."""
    sums = [0]
    for value in points:
        sums.append(sums[-1] + max(value, 0))
    most = CHROME_SHARE * sums[-1]
    reasons: dict[int, str] = {}
    kinds: dict[str, str] = {}  # a page has few different names, many times
    for node in tree.nodes:
        if node.last <= node.first or (not node.hint and node.name not in _CHROME_TAGS) or node.name in ("html", "body", "form"):
            continue
        kind = kinds.get(node.hint)
        if kind is None:
            kind = kinds[node.hint] = _named_as(node.hint, hints)
        if node.name in _CHROME_TAGS and kind != "html.comments":
            kind = "html.chrome"
        inside = sums[node.last] - sums[node.first]
        if (kind == "html.comments" and sums[-1] - inside > ARTICLE_LEAST) or (kind == "html.chrome" and inside < most):
            for number in range(node.first, node.last):
                reasons.setdefault(number, kind)
    return reasons


def _named_as(hint: str, hints: CompiledHtml) -> str:
    """The rule for a part of that id and class, "" where it may be the article's."""
    if hints.comments.search(hint):
        return "html.comments"
    return "html.chrome" if hints.chrome.search(hint) and not hints.article.search(hint) else ""


def _site_part(tree: Tree, site: SiteRule, reasons: dict[int, str]) -> tuple[int, int] | None:
    """The lines of the element that the site's rule names as the article, None where the page has none; marks the parts to
    remove."""
    found: tuple[int, int] | None = None
    for node in tree.nodes:
        names = node.hint.split()
        if any(name.lower() in names for name in site.remove):
            reasons.update(dict.fromkeys(range(node.first, node.last), "html.site"))
        if found is None and node.last > node.first and any(name.lower() in names for name in site.article):
            found = (node.first, node.last)
    for number, line in enumerate(tree.lines):
        if line.text in site.lines:
            reasons[number] = "html.site"
    return found


def _boxes(lines: list[Line], tables: list[DataTable]) -> list[Node | None]:
    """The container of each line; for a table of data, the one it stands in."""
    boxes = [line.node.box for line in lines]
    for table in tables:
        boxes[table.first : table.last] = [table.node.box] * (table.last - table.first)
    return boxes


def _steps(one: Node | None, other: Node | None) -> int:
    """How many containers are left and entered between two lines."""
    steps = 0
    while one is not other and one is not None and other is not None:
        if one.level >= other.level:
            if one.level == other.level:
                other = other.parent and other.parent.box
                steps += 1
            one = one.parent and one.parent.box
        else:
            other = other.parent and other.parent.box
        steps += 1
    return steps


def _best_run(boxes: list[Node | None], points: list[int], reasons: dict[int, str]) -> tuple[int, int]:
    best, run, start, found = 0, 0, 0, (0, 0)
    for number, box in enumerate(boxes):
        value = points[number] if number not in reasons else min(points[number], CHROME_POINTS)
        if number and boxes[number - 1] is not box:
            steps = _steps(boxes[number - 1], box)
            if steps > FREE_STEPS:
                run -= min(STEP_POINTS * (steps - FREE_STEPS), MOST_STEP_POINTS)
        if run <= 0:
            run, start = 0, number
        run += value
        if run > best:
            best, found = run, (start, number + 1)
    return found


def _widen(boxes: list[Node | None], points: list[int], reasons: dict[int, str], run: tuple[int, int]) -> tuple[int, int]:
    """The run with the prose of its main container that an inserted box had cut off, and the short lines behind it."""
    first, last = run
    weights: Counter[int] = Counter()
    for number in range(first, last):
        weights[id(boxes[number])] += max(points[number], 0)
    if not weights:
        return run
    home, weight = weights.most_common(1)[0]
    if weight * 2 < sum(weights.values()):
        return run
    at_home = [number for number, box in enumerate(boxes) if id(box) == home and number not in reasons]
    for number in at_home:
        if points[number] >= SIBLING_POINTS:
            first, last = min(first, number), max(last, number + 1)
    while last < len(boxes) and points[last] in (0, 1) and last not in reasons and id(boxes[last]) == home:
        last += 1
    return first, last


def _first_post(lines: list[Line], points: list[int], run: tuple[int, int]) -> int:
    """Where the first post of a board or a blog ends: before the heading of the one with the next time stamp."""
    first, last = run
    stamps: dict[str, int] = {}
    for number in range(first, last):
        text = lines[number].text
        found = _TIMESTAMP.search(text) if len(text) <= SHORT_LINE and ":" in text else None
        if found:
            stamps.setdefault(found[0], number)
    if len(stamps) < POSTS_LEAST:
        return last
    ends = [number for number in stamps.values() if sum(points[first:number]) > ARTICLE_LEAST]
    end = ends[0] if ends else last
    while ends and end > first and points[end - 1] < PROSE_LEAST:
        end -= 1
    return end
