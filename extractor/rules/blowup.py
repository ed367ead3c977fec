"""Regular expressions that can take very long: found by their form, and by trying them on hostile text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.rules.alphabet import SLOT_CHARS

# Longer than nearly all sentences; what is slow by its form is slow on far less, and what grows with the square of the length
# (a list of 300 names tried from each of them) still passes.
LENGTH = 600
# As much as a fact rule may take on a sentence of an article.
TIME_LIMIT = 0.25
# Slotted text is shorter: a run of this length is an enumeration of 100 names.
SLOTTED_LENGTH = 200
_TOKEN = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\])"
    r"|(?P<open>\((?:\?(?:P?<?[A-Za-z_]\w*>|P=\w+|<[=!]|[:=!>|#]|[aiLmsux-]+:?|\())?)|(?P<close>\))"
    r"|(?P<times>(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?)|(?P<other>.)",
    re.DOTALL,
)
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_RUNS = ("a", "0", " ", "一", "第", "元", "、", "（", "的", "a、", "0,", "一（")


@dataclass(slots=True)
class _Group:
    """An open group: whether it is atomic, and whether something in it repeats without end."""

    atomic: bool
    repeats: bool = False


def nested_repeat(expression: str) -> int | None:
    """Where a group that holds an unbounded repeat is itself repeated without end, as in (a+)+; None where none is.

    Possessive repeats (a++) and atomic groups (?>…) are never tried again, and so are no danger.
    """
    stack = [_Group(atomic=False)]
    closed: _Group | None = None
    for token in _TOKEN.finditer(expression):
        kind, text = token.lastgroup, token.group()
        if kind == "times":
            unbounded = _UNBOUNDED.match(text) is not None and not (len(text) > 1 and text.endswith("+"))
            if unbounded and closed is not None and closed.repeats and not closed.atomic:
                return token.start()
            stack[-1].repeats |= unbounded
        elif kind == "open":
            stack.append(_Group(atomic=text.startswith("(?>")))
        closed = stack.pop() if kind == "close" and len(stack) > 1 else None
        if closed is not None and not closed.atomic:
            stack[-1].repeats |= closed.repeats
    return None


def slowest(find: Callable[[str, float], object], alphabet: Iterable[str], *, length: int = LENGTH, tail: str = "") -> str | None:
    """The piece of text whose repetition makes `find` run out of its time; None where it copes with all.

    `find` takes a text and a limit in seconds, and raises TimeoutError. `alphabet` adds pieces to those tried always; `tail`
    stands behind the repetition.
    """
    for piece in dict.fromkeys((*alphabet, *_RUNS)):
        text = (piece * length)[:length] + "\0" + tail
        try:
            find(text, TIME_LIMIT)
        except TimeoutError:
            return piece
    return None


def pieces_of(expression: str) -> list[str]:
    """Pieces of text made of what an expression is made of: hostile to it above all."""
    literal = re.sub(r"\\.|\[[^\]]*\]|\(\?[^)]*?[:=!>]|[()|?*+{}\\^$.\[\]]|\d+,\d*", " ", expression)
    words = literal.split()[:6]
    sets = [found[0] for found in re.findall(r"\[([^\]^\\][^\]]*)\]", expression)][:3]
    return [*words, *sets]


@lru_cache(maxsize=4096)  # one rule set after another shares most of its expressions
def slow_piece(expression: str) -> str | None:
    """The hostile piece of text for a plain expression that is searched; None where there is none.

    Behind the piece stands what the expression itself is made of: `regex` gives up at once where a letter that must be there is
    missing, the standard library's engine, which runs the expression, does not.
    """
    compiled, pieces = regex.compile(expression), pieces_of(expression)
    tail = "\0".join(piece * 3 for piece in pieces)
    return slowest(lambda text, limit: compiled.search(text, timeout=limit), pieces, tail=tail)


@lru_cache(maxsize=4096)
def slow_piece_of_rule(expression: regex.Pattern[str]) -> str | None:
    """The hostile piece of slotted text for a fact pattern; None where there is none."""
    mentions = [*SLOT_CHARS.values(), *(char + "、" for char in SLOT_CHARS.values())]

    def find(text: str, limit: float) -> None:
        for _ in expression.finditer(text, overlapped=True, timeout=limit):
            pass

    return slowest(find, mentions, length=SLOTTED_LENGTH)
