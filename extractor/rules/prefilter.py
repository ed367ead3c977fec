"""Which of a row of patterns can match in a text, told by one pass over it.

All literals of all patterns are looked for at once (Aho-Corasick). A pattern can match where one literal of each of its clauses
was found; a pattern without clauses always can.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extractor.rules.needs import Clauses, commonness

# More clauses of a pattern leave out hardly more; the rules of the product have 6 at the most, but one.
MOST_CLAUSES = 8


class Prefilter:
    """Tells which patterns can match; `needs` are their clauses.

    The clauses met are bits of one number: that of the n-th clause of pattern i is bit n × patterns + i, so that the layers of
    n-th clauses lie over one another when the number is shifted.
    """

    def __init__(self, needs: Sequence[Clauses]) -> None:
        kept = [sorted(clauses, key=commonness)[:MOST_CLAUSES] for clauses in needs]
        self._patterns = len(needs)
        self._layers = max(1, *map(len, kept)) if kept else 1
        # What is met in any text: the layers that a pattern has no clause for.
        self._met = 0
        self._bits: dict[str, int] = {}
        for index, clauses in enumerate(kept):
            for layer in range(self._layers):
                bit = 1 << (layer * self._patterns + index)
                self._met |= 0 if layer < len(clauses) else bit
                for literal in clauses[layer] if layer < len(clauses) else ():
                    self._bits[literal] = self._bits.get(literal, 0) | bit
        self._automaton = _automaton(self._bits)

    def passing(self, text: str) -> Iterator[int]:
        """The patterns that can match in the text, by their numbers, in order."""
        met = self._met
        for literal in set(self._automaton.find_matches_as_strings(text, overlapping=True)):
            met |= self._bits[literal]
        passing = met & ((1 << self._patterns) - 1)
        for _ in range(1, self._layers):
            met >>= self._patterns
            passing &= met
        while passing:
            last = passing & -passing
            yield last.bit_length() - 1
            passing ^= last


class Triggers:
    """Tells where in a text the literals of each of some sets stand."""

    def __init__(self, *sets: Iterable[str]) -> None:
        self._number = len(sets)
        owners: dict[str, list[int]] = {}
        for number, literals in enumerate(sets):
            for literal in dict.fromkeys(literals):
                owners.setdefault(literal, []).append(number)
        self._owners = list(owners.values())
        self._automaton = _automaton(owners)

    def places(self, text: str) -> list[list[int]]:
        """For each set where its literals begin, some places twice."""
        found: list[list[int]] = [[] for _ in range(self._number)]
        for index, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for number in self._owners[index]:
                found[number].append(start)
        return found


def _automaton(literals: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(list(literals), matchkind=MatchKind.Standard, implementation=Implementation.DFA)
