"""Candidates for one slip: every filling of every parse, in order of how well it reads among its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp

from extractor.text.repair.gbk import pairs
from extractor.text.repair.language import Language
from extractor.text.repair.readings import LETTERS
from extractor.text.repair.slip_search import Parse, holds

CONTEXT = 8
"""Characters on each side that help to choose."""
BEAM = 8
MOST_PARSES = 8
SLACK = 12.0
"""What filling a hole can gain over leaving it out, in nats: a parse farther behind is not tried."""
SHORTEST_SENTENCE = 8
SHORTEST_CLAUSE = 2
ANY_NOTE = re.compile(rf"[?\ufffd]?\(?[{LETTERS}]{{1,6}}\)")


_FULL_STOP = re.compile("。[\u4e00-\u9fff]{3}")


@dataclass(frozen=True, slots=True)
class Place:
    """A lost character at `start`, what stands around the stretch up to the farthest parse's end, and how it reads as it is."""

    text: str
    start: int
    reach: int
    before: str
    after: str
    as_read: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A restored text for text[start:end], and how likely it is with its neighbours."""

    end: int
    text: str
    score: float


def place(text: str, start: int, found: list[Parse], language: Language) -> Place:
    """The place of a slip that was parsed as `found`."""
    reach = max((parse.end for parse in found), default=start + 1)
    before = ANY_NOTE.sub("", text[max(0, start - 5 * CONTEXT) : start])[-CONTEXT:]
    after = re.split(r"[?\ufffd]", ANY_NOTE.sub("", text[reach : reach + 5 * CONTEXT]))[0][:CONTEXT]
    # Two question marks cost as much as one: people do write them.
    read = ANY_NOTE.sub("?", text[start:reach]).replace("??", "?", 1)
    return Place(text, start, reach, before, after, language.score(before + read + after))


def choose(where: Place, found: list[Parse], language: Language, *, least: float) -> list[Candidate]:
    """The candidates that give back the text read when damaged forward, best first. Those that would score less than `least`
    are not looked for."""
    bonus = 0.0 if where.text[where.start + 1] not in "?？" else _full_stop_bonus(where)
    candidates: list[Candidate] = []
    for parse, after in _promising(where, found, language, least):
        for chosen in _fillings(parse, where.before, after, language):
            restored = decode(parse, chosen)
            if restored and holds(where.text, where.start, parse, chosen):
                score = language.score(where.before + restored + after) + (bonus if _FULL_STOP.match(restored + after) else 0.0)
                candidates.append(Candidate(parse.end, restored, score))
    return sorted(candidates, key=lambda candidate: (-candidate.score, candidate.end, candidate.text))


def confidence(candidates: list[Candidate]) -> float:
    """The best candidate's share among all; scores count half, since neighbouring characters are no independent witnesses."""
    best = candidates[0]
    others = {candidate.text: candidate.score for candidate in candidates[:0:-1] if candidate.text != best.text}
    weight = sum(exp((score - best.score) / 2) for score in others.values())
    return round(min(0.99, 1 / (1 + weight)), 2)


def _full_stop_bonus(where: Place) -> float:
    """What a full stop gains as the lost character of a slip by punctuation.

    Of 79 places in news text where such a slip can happen 62 begin with a full stop; not where a sentence or a clause has just
    begun (服务团，上), nor before less than three characters of the next.
    """
    before = ANY_NOTE.sub("", where.text[max(0, where.start - 60) : where.start])
    sentence = re.split(r"[。!?！？\n“「]", before)[-1]
    clause = re.split(r"[,，;；:：]", sentence)[-1]
    return 2.0 if len(sentence) >= SHORTEST_SENTENCE and len(clause) >= SHORTEST_CLAUSE else -1.0


def _promising(where: Place, found: list[Parse], language: Language, least: float) -> list[tuple[Parse, str]]:
    """The parses, with the text behind each, that read well enough even with their holes left out; the best few."""
    scored: list[tuple[float, int, Parse, str]] = []
    for index, parse in enumerate(found):
        known = decode(parse, ())
        after = ANY_NOTE.sub("", where.text[parse.end : where.reach]) + where.after
        if known is not None:
            scored.append((language.score(where.before + known.replace("□", "") + after), -index, parse, after))
    scored = sorted(scored, key=lambda one: one[:2], reverse=True)[:MOST_PARSES]
    return [(parse, after) for score, _, parse, after in scored if not parse.holes or score >= least - SLACK]


def _fillings(parse: Parse, before: str, after: str, language: Language) -> list[tuple[int, ...]]:
    """The likeliest bytes for the parse's holes: one hole after the other, the best few kept."""
    beam: list[tuple[int, ...]] = [()]
    for choices in parse.holes:
        options = [(*chosen, byte) for chosen in beam for byte in choices]
        texts = [(decode(parse, chosen), chosen) for chosen in options]
        scored = [(language.score(before + text + after), chosen) for text, chosen in texts if text is not None]
        beam = [chosen for _, chosen in sorted(scored, reverse=True)[:BEAM]]
    return beam


def decode(parse: Parse, chosen: tuple[int, ...]) -> str | None:
    """The text with the holes filled as far as chosen ("□" for the rest); None where a pair is no usual character."""
    table = pairs()
    original = parse.original
    pieces: list[str] = []
    index = 0
    while index < len(original):
        first = _value(original[index], chosen)
        if 0 <= first < 0x80:
            pieces.append(chr(first))
            index += 1
            continue
        second = _value(original[index + 1], chosen)
        char = "□" if first < 0 or second < 0 else table.get(bytes((first, second)))
        if char is None or "\ue000" <= char <= "\uf8ff":
            return None
        pieces.append(char)
        index += 2
    return "".join(pieces)


def _value(byte: int, chosen: tuple[int, ...]) -> int:
    return byte if byte >= 0 else chosen[-byte - 1] if -byte <= len(chosen) else -1
