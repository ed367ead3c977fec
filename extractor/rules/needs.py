"""What a text must hold for a pattern to match in it: sets of literals, one of each of which must occur.

A pattern is read part by part; where a construct is not known here, nothing is said of the pattern, and it is tried on every
text. What is said is never more than what every match needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import product

import msgspec

from extractor.cache import re
from extractor.cache.entry import remembered
from extractor.rules.patterns import PLACEHOLDER, Alphabet

Clause = frozenset[str]
"""Literals of which a match needs one."""
Clauses = tuple[Clause, ...]

# A part that can be more texts than this is known by what it holds, not by all it can be.
MOST_TEXTS = 64
# Alternatives are joined clause by clause up to this many clauses; beyond, by the best one of each.
MOST_CLAUSES = 12
_TOKEN = re.compile(
    PLACEHOLDER.pattern.replace("body", "placeholder") + r"|(?P<times>(?:[*+?]|\{(?:\d+(?:,\d*)?|,\d+)\})[?+]?)"
    r"|(?P<open>\((?:\?(?::|>|P?<[A-Za-z_]\w*>|<?[=!]))?)|(?P<close>\))|(?P<bar>\|)|(?P<set>\[(?:\\.|[^\]\\])+\])"
    r"|(?P<escape>\\.)|(?P<edge>[\^$])|(?P<any>\.)|(?P<text>(?:[^\\()\[\]{}|*+?.^$](?![*+?{]))+|[^\\()\[\]{}|*+?.^$])",
    re.DOTALL,
)
# How often one mention and one word of one character stand in a character of text; a word of two is as much rarer again.
_SLOT_SHARE = 0.0001
_SHARE = 0.01
_LEAST = re.compile(r"\{(\d+)")
_KINDS_OF_CHARACTER = frozenset("dDsSwW")
_EDGES = frozenset("bBAZ")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v"}
# What makes a set more than a row of characters.
_RICH_SET = re.compile(r"\\|.-.|\[|\{|--|\|\||&&|~~", re.DOTALL)


class Unknown(Exception):
    """A construct whose needs are not known here."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a part of a pattern needs: all `texts` it can match, None for too many, and the clauses that hold besides."""

    texts: frozenset[str] | None
    clauses: Clauses = ()

    @property
    def all_clauses(self) -> Clauses:
        """The clauses, with one for the texts."""
        return (*self.clauses, *_clause(self.texts))


NOTHING = Need(frozenset(("",)))
ANYTHING = Need(None)


def needs_of(sources: Sequence[str], fragments: Mapping[str, str], alphabet: Alphabet) -> list[Clauses]:
    """The clauses of each of the patterns, remembered with the rules that they belong to."""
    made_of = hashlib.sha256(msgspec.msgpack.encode((sources, fragments))).hexdigest()
    reader = NeedsReader(fragments, alphabet)
    return remembered(f"needs {made_of}", list[Clauses], lambda: [reader.clauses(source) for source in sources])


@dataclass(frozen=True, slots=True)
class NeedsReader:
    """Reads what patterns need; the fragments that they share are read once."""

    fragments: Mapping[str, str]
    alphabet: Alphabet
    _known: dict[str, Need] = field(default_factory=dict)

    def clauses(self, source: str) -> Clauses:
        """The clauses of a pattern as a rule file writes it; none where it holds what is not known here.

        The pattern must be one that compiles.
        """
        try:
            return simplest(read(source, self._inserted).all_clauses)
        except Unknown:
            return ()

    def _inserted(self, body: str) -> Need:
        """What a slot or a fragment needs."""
        if body.startswith("!"):
            return ANYTHING
        if body not in self._known:
            fragment = self.fragments.get(body)
            self._known[body] = self._slot(body) if fragment is None else read(fragment, self._inserted)
        return self._known[body]

    def _slot(self, body: str) -> Need:
        """An enumeration of mentions holds one of them, at the least."""
        kind = body.rpartition(":")[2]
        chars = frozenset(self.alphabet.of(kind.removesuffix("+")))
        return Need(None, (chars,)) if kind.endswith("+") else Need(chars)


def read(source: str, inserted: Callable[[str], Need]) -> Need:
    """What an expression needs; `inserted` tells it of a slot or fragment. Raises Unknown."""
    reader = _Reader(source, inserted)
    need = reader.alternatives()
    if reader.kind != "end":
        raise Unknown(source)
    return need


class _Reader:
    """Reads an expression from left to right; `kind` and `text` are those of the token it stands at."""

    def __init__(self, source: str, inserted: Callable[[str], Need]) -> None:
        self._tokens = _tokens(source)
        self._inserted = inserted
        self.kind, self.text = next(self._tokens)

    def alternatives(self) -> Need:
        found = [self._sequence()]
        while self.kind == "bar":
            self._step()
            found.append(self._sequence())
        return either(found) if len(found) > 1 else found[0]

    def _step(self) -> str:
        text = self.text
        self.kind, self.text = next(self._tokens)
        return text

    def _sequence(self) -> Need:
        parts: list[Need] = []
        while self.kind not in ("bar", "close", "end"):
            parts.append(self._repeated(self._atom()))
        return joined(parts)

    def _atom(self) -> Need:
        kind, text = self.kind, self._step()
        if kind == "text":
            return Need(frozenset((text,)))
        if kind == "placeholder":
            return self._inserted(text[1:-1])
        if kind == "open":
            return self._group(text)
        if kind == "set":
            return _set(text)
        if kind == "escape":
            return _escape(text[1])
        if kind in ("edge", "any"):
            return NOTHING if kind == "edge" else ANYTHING
        raise Unknown(text)

    def _group(self, opening: str) -> Need:
        inner = self.alternatives()
        if self.kind != "close":
            raise Unknown(opening)
        self._step()
        if opening.endswith("!"):
            return NOTHING
        # What is looked at stands in the text, but takes no place in the match.
        return Need(NOTHING.texts, inner.all_clauses) if opening.endswith("=") else inner

    def _repeated(self, need: Need) -> Need:
        while self.kind == "times":
            need = _times(need, self._step())
        return need


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None:
            raise Unknown(source[position:])
        yield match.lastgroup or "", match.group()
        position = match.end()
    yield "end", ""


def _set(text: str) -> Need:
    inner = text[1:-1]
    if _RICH_SET.search(inner.removeprefix("^")) is not None or inner.startswith("]"):
        if "[" in inner.replace("\\[", "") or "{" in inner:
            raise Unknown(text)
        return ANYTHING
    return ANYTHING if inner.startswith("^") else Need(frozenset(inner))


def _escape(char: str) -> Need:
    if char in _KINDS_OF_CHARACTER:
        return ANYTHING
    if char in _EDGES:
        return NOTHING
    if char.isalnum() and char not in _CONTROLS:
        raise Unknown(char)
    return Need(frozenset((_CONTROLS.get(char, char),)))


def _times(need: Need, times: str) -> Need:
    least = _LEAST.match(times)
    if times.startswith("+") or (least is not None and int(least.group(1)) > 0):
        return need if times in ("{1}", "{1,1}") else Need(None, need.all_clauses)
    if times.startswith("?") and need.texts is not None and len(need.texts) < MOST_TEXTS:
        return Need(need.texts | {""})
    return ANYTHING


def joined(parts: Iterable[Need]) -> Need:
    """What parts in a row need: texts that stand side by side make one."""
    clauses: list[Clause] = []
    texts: frozenset[str] = frozenset(("",))
    whole = True
    for part in parts:
        clauses.extend(part.clauses)
        if part.texts is not None and len(texts) * len(part.texts) <= MOST_TEXTS:
            texts = frozenset(map("".join, product(texts, part.texts)))
            continue
        clauses.extend(_clause(texts))
        texts = part.texts if part.texts is not None else frozenset(("",))
        whole = False
    return Need(texts, tuple(clauses)) if whole else Need(None, (*clauses, *_clause(texts)))


def either(parts: Iterable[Need]) -> Need:
    """What any of the parts needs."""
    parts = list(parts)
    texts = [part.texts for part in parts if part.texts is not None]
    if len(texts) == len(parts) and not any(part.clauses for part in parts):
        return Need(frozenset().union(*texts))
    return Need(None, reduce(_or, (part.all_clauses for part in parts)))


def _or(one: Clauses, other: Clauses) -> Clauses:
    """The clauses of which each holds where all of one side do."""
    if len(one) * len(other) > MOST_CLAUSES:
        one, other = (tuple(sorted(side, key=commonness)[:3]) for side in (one, other))
    return simplest(shortest(a | b) for a, b in product(one, other))


def _clause(texts: frozenset[str] | None) -> Clauses:
    return () if texts is None or "" in texts else (shortest(texts),)


def shortest(clause: Clause) -> Clause:
    """The clause without the literals that hold another of it."""
    return frozenset(literal for literal in clause if not any(part in clause for part in _parts(literal)))


def _parts(literal: str) -> Iterator[str]:
    """The pieces of a literal that are shorter than it is."""
    size = len(literal)
    return (literal[start : start + length] for length in range(1, size) for start in range(size - length + 1))


def simplest(clauses: Iterable[Clause]) -> Clauses:
    """The clauses, each once and none that holds wherever another does."""
    kept: list[Clause] = []
    for clause in sorted(dict.fromkeys(clauses), key=len):
        if not any(all(any(short in literal for short in clause) for literal in other) for other in kept):
            kept.append(clause)
    return tuple(kept)


def rarest(clauses: Iterable[Clause]) -> Clause:
    """The clause that the fewest texts meet."""
    return min(clauses, key=commonness)


def commonness(clause: Clause) -> float:
    """About how many of a clause's literals stand in a character of slotted text; only the order of clauses depends on it."""
    return sum(_SLOT_SHARE if _is_slot(literal) else _SHARE ** len(literal) for literal in clause)


def has_slot(clause: Clause) -> bool:
    """Whether a mention alone can meet a clause."""
    return any(map(_is_slot, clause))


def _is_slot(literal: str) -> bool:
    return len(literal) == 1 and "\ue000" <= literal <= "\uf8ff"
