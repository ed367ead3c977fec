"""Things that win without quotes around their names: projects, works and products, found where a sentence lets them win."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.match.projects import JOINT
from extractor.model import Mention
from extractor.rules.names import NameRules
from extractor.rules.thing_patterns import ThingNames
from extractor.text.prefilter import Sighted

# The longest name of a project seen has 48 characters; an enumeration of them is read back over as many as this.
LONGEST = 50
SHORTEST = 3
MOST = 12
# Behind a counted row of things somebody must win within this many characters.
AHEAD = 30
# A title wins by a verb in its clause, at most this far behind it.
REACH = 80
# … and behind the last of an enumeration of titles no farther than this.
NEAR = 16
_QUOTED_ITEM = re.compile("[：:、]?(?:以及|[和与及])?(?:[^，。；“”\n]{1,12}的)?“(?P<name>[^“”\n]{2,24})”")
_CLAUSE_END = re.compile("[，。；！？\\n]")
_EDGE = re.compile("[，,。；;：:！？\n“”《》（）()|]")


def find_things(text: str | Sighted, rules: NameRules, known: Sequence[Mention]) -> list[Mention]:
    """The unquoted things of the text; `known` are the names found before, sorted by their starts."""
    finder = _Finder(rules.prefilter.look(text), rules.persons.things, known)
    return [*finder.winning(), *finder.counted(), *finder.told(), *finder.headed(), *finder.titled()]


class _Finder:
    """Reads a text leftwards from where something wins."""

    def __init__(self, seen: Sighted, rules: ThingNames, known: Sequence[Mention]) -> None:
        self._seen = seen
        self._text = seen.text
        self._rules = rules
        self._known = known
        self._starts = [mention.start for mention in known]
        self._ends = {mention.end for mention in known}

    def winning(self) -> Iterator[Mention]:
        """Those right before a verb of winning, with the ones enumerated before them."""
        for match in self._seen.matches(self._rules.wins):
            if match.start() not in self._ends:
                yield from self._row(match.start(), sure=False)

    def counted(self) -> Iterator[Mention]:
        """The items of an enumeration of things (A、B等3项成果) of which the sentence says that they win."""
        for match in self._seen.matches(self._rules.counted):
            ahead = self._text[match.end() : match.end() + AHEAD].split("。")[0]
            if self._rules.wins.search(ahead) or self._rules.prevails.search(ahead):
                yield from self._row(match.start(), sure=True)

    def told(self) -> Iterator[Mention]:
        """The items of a list behind the words for it (3项工程，分别为A、B和C)."""
        for match in self._seen.matches(self._rules.told):
            yield from self._told_in_quotes(match.end())
            end = _EDGE.search(self._text, match.end() + 1)
            start, stop = match.end(), end.start() if end else len(self._text)
            for joint in (*JOINT.finditer(self._text, start, stop), None):
                close = joint.start() if joint else stop
                _, head = self._start(close)
                if self._fits(max(start, head), close, sure=True):
                    yield self._thing(max(start, head), close, "project.told")
                start = joint.end() if joint else stop

    def headed(self) -> Iterator[Mention]:
        """The quoted things behind words that make them winners (获金质奖的还有甲公司的“…”)."""
        for match in self._seen.matches(self._rules.heads):
            yield from self._told_in_quotes(match.end())

    def _told_in_quotes(self, position: int) -> Iterator[Mention]:
        """The same in quotes, each perhaps behind its owner or place (4个品牌，分别是：某区的“A”、某市的“B”)."""
        while item := _QUOTED_ITEM.match(self._text, position):
            yield self._thing(item.start("name"), item.end("name"), "project.told")
            position = item.end()

    def titled(self) -> Iterator[Mention]:
        """Works by their titles (长篇小说《…》获…); a document's title is none."""
        for match in self._seen.matches(self._rules.titled):
            clause = _CLAUSE_END.split(self._text[match.end() : match.end() + REACH], maxsplit=1)[0]
            near = clause[clause.rfind("》") + 1 :][:NEAR]
            named = match["kind"] or self._rules.wins.search(near) or self._rules.prevails.search(near)
            if (named or self._among(match.start())) and not match["name"].endswith(self._rules.titled_never):
                yield self._thing(match.start("name"), match.end("name"), "project.titled")

    def _among(self, start: int) -> bool:
        """Whether the title that begins at `start` is somebody's, in a sentence that tells winners (一等奖3项：A小学的《…》)."""
        text = self._text
        made = self._rules.made.search(text, max(0, start - NEAR), start)
        owned = text[start - 1 : start] == "的" and (start - 1 in self._ends or (made is not None and made.end() == start))
        begin = 1 + max(text.rfind(mark, 0, start) for mark in "。！？\n")
        return owned and self._rules.titled_among.search(text, begin, start) is not None

    def _row(self, end: int, *, sure: bool) -> Iterator[Mention]:
        """The enumeration that ends at `end`, read backwards until an item is no thing; `sure` where its noun is told."""
        for _ in range(MOST):
            first, start = self._start(end)
            joined = JOINT.search(self._text, start, end) if sure and first == start else None
            if joined and self._fits(joined.end(), end, sure=True) and self._fits(start, joined.start(), sure=False):
                yield self._thing(joined.end(), end, "project.listed")
                end = joined.start()
            if not self._fits(start, end, sure=sure or first < start):
                return
            yield self._thing(start, end, "project.listed" if sure else "project.won")
            if self._text[first - 1 : first] != "、":
                return
            end = first - 1

    def _start(self, end: int) -> tuple[int, int]:
        """Where the item that ends at `end` begins, and where the thing in it does: behind 完成的, 研发的 or an owner's 的."""
        low = max(0, end - LONGEST)
        edges = [match.end() for match in _EDGE.finditer(self._text, low, end)]
        start = max([low, *edges, self._text.rfind("、", low, end) + 1])
        heads = [match.end() for match in self._rules.made.finditer(self._text, start, end)]
        owned = [at + 1 for at in range(start, end) if self._text[at] == "的" and at in self._ends]
        head = max([*heads, *owned], default=0)
        return start, max(start, head)

    def _fits(self, start: int, end: int, *, sure: bool) -> bool:
        """Whether a stretch of the text can be a thing's name: no piece of a sentence, and no other name's end or beginning."""
        name = self._text[start:end]
        if not SHORTEST <= len(name) < LONGEST or name.startswith(self._rules.leads) or self._rules.never.search(name):
            return False
        if name[0].isdigit() or end in self._ends or not (sure or name.endswith(self._rules.ends)):
            return False
        clause = 1 + max(self._text.rfind(mark, 0, start) for mark in "，。；\n")
        if self._rules.means.search(self._text, clause, start):
            return False
        first = bisect_left(self._starts, start)
        inside = [m for m in self._known[first : bisect_left(self._starts, end)] if m.type in ("company", "person", "project")]
        return not inside and (len(name) > SHORTEST or sure)

    def _thing(self, start: int, end: int, rule: str) -> Mention:
        return Mention("project", start, end, self._text[start:end], rule)
