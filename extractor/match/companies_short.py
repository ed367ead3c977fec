"""Short names of companies: defined in brackets, derived from full names, well known, or shown by their context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extractor.match.companies_context import NO_VERB, contextual_names
from extractor.match.companies_derive import derived_names
from extractor.match.companies_edges import tokens_of
from extractor.model import Block, Mention
from extractor.rules.names import NameRules
from extractor.text.prefilter import Sighted, find_words, leftmost_longest

# So many characters on both sides of an occurrence are read to see whether it is cut out of longer words.
CONTEXT = 6


def find_short_names(seen: Sighted, full: Sequence[Mention], rules: NameRules, *, blocks: Sequence[Block] = ()) -> list[Mention]:
    """Every occurrence of a short name in a text; `full` are the companies found by their suffix."""
    text = seen.text
    names: dict[str, str] = {}
    derived, doubtful = derived_names(full, rules)
    for rule, found in (
        ("company.defined", defined_names(seen, full, rules)),
        ("company.context", contextual_names(seen, full, rules, blocks=blocks)),
        ("company.derived", derived),
        ("company.derived", (name for name in doubtful if acts(text, name, rules))),
    ):
        for name in found:
            names.setdefault(name, rule)
    known = {mention.value for mention in full}
    return [*_occurrences(text, names, known, rules), *_aliases(seen, rules)]


def defined_names(seen: Sighted, owners: Sequence[Mention], rules: NameRules) -> list[str]:
    """The names that brackets right after one of `owners` define: X有限公司（以下简称“Y”）gives Y."""
    ends = {mention.end for mention in owners}
    found = (match for match in seen.matches(rules.companies.definition) if match.start() in ends)
    names = (name for match in found for name in match.groups() if name)
    return [name for name in names if name not in rules.companies.never_defined]


def acts(text: str, name: str, rules: NameRules) -> bool:
    """Whether `name` stands somewhere as what a company does or has: before an award verb or an office."""
    position = text.find(name)
    while position >= 0:
        after = rules.companies.after_short.match(text, position + len(name))
        before = text[position - 1 : position]
        if after and after.group() not in NO_VERB and (not before or not before.isalnum() or before in rules.edges.particles):
            return True
        position = text.find(name, position + len(name))
    return False


def _occurrences(text: str, names: dict[str, str], full: Iterable[str], rules: NameRules) -> Iterator[Mention]:
    wanted = [name for name in names if name not in full]
    if not wanted:
        return
    for start, end, name in leftmost_longest(find_words(text, wanted)):
        cut_out = names[name] != "company.defined" and not stands_alone(text, start, end)
        if not cut_out and not (names[name] == "company.derived" and rules.companies.not_after_short.match(text, end)):
            yield Mention("company", start, end, name, names[name])


def _aliases(seen: Sighted, rules: NameRules) -> Iterator[Mention]:
    """The well-known short names in a text."""
    text = seen.text
    for start, end, _ in leftmost_longest(seen.found(rules.alias_words)):
        if stands_alone(text, start, end) and not rules.companies.not_after_short.match(text, end):
            yield Mention("company", start, end, text[start:end], "company.alias")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no longer word reaches over the edges of text[start:end] (not 中国银行 in 中国银行业)."""
    low = max(0, start - CONTEXT)
    edges = {low}
    for word in tokens_of(text[low : end + CONTEXT]):
        edges.add(low + word.end)
    return start in edges and end in edges
