"""Figures of articles: how much of their text was removed and repaired, how fast they were read; and how sure the facts are."""

from __future__ import annotations

from decimal import Decimal

from extractor.figures.figure import Figure, Row
from extractor.figures.tables import Tables
from extractor.outputs.run_log import runs_of

_TENTHS = 10
_RUNS = 12
_SHARE = "greatest(0, least(9, 10 - ceil(10 * n_clean_chars / n_raw_chars)))::INTEGER"
_REMOVED = f"SELECT {_SHARE} AS tenth, media, count(*) FROM documents WHERE n_raw_chars > 0 GROUP BY ALL"
_REPAIRS = ((1, 1), (2, 5), (6, 20), (21, 100), (101, None))
_CONFIDENCE = """
SELECT tenth, count(*) FILTER (kind = 'award'), count(*) FILTER (kind = 'funding') FROM (
  SELECT 'award' AS kind, least(9, floor(10 * confidence))::INTEGER AS tenth FROM award_facts
  UNION ALL SELECT 'funding', least(9, floor(10 * confidence))::INTEGER FROM funding_facts
) WHERE tenth IS NOT NULL GROUP BY tenth
"""


def removed(tables: Tables) -> Figure:
    """Articles by the share of their raw text that is not in the cleaned one, in tenths, cut into texts and pages."""
    words = tables.words
    found = {(tenth, media): number for tenth, media, number in tables.rows(_REMOVED)}
    raw, clean = tables.one(
        "SELECT coalesce(sum(n_raw_chars), 0)::BIGINT, coalesce(sum(n_clean_chars), 0)::BIGINT FROM documents"
    )
    media = sorted({kind for _, kind in found}, reverse=True)
    return Figure(
        "removed",
        "columns",
        words("removed"),
        words("removed.note", raw=raw, clean=clean),
        (words("head.share"), *(words.known(f"media.{kind}", kind) for kind in media)),
        tuple(
            Row(f"{10 * tenth}–{10 * tenth + 10} %", tuple(found.get((tenth, kind), 0) for kind in media))
            for tenth in range(_TENTHS)
        ),
        len(media),
    )


def repairs(tables: Tables) -> Figure:
    """The damaged articles by the number of pieces that were restored."""
    words = tables.words
    counts = dict(tables.rows("SELECT n_repairs, count(*) FROM documents GROUP BY ALL"))
    restored = sum(pieces * number for pieces, number in counts.items())
    rows = []
    for first, last in _REPAIRS:
        told = f"{first}+" if last is None else str(first) if first == last else f"{first}–{last}"
        number = sum(n for pieces, n in counts.items() if pieces >= first and (last is None or pieces <= last))
        rows.append(Row(words("repairs.places", range=told), (number,)))
    return Figure(
        "repairs",
        "columns",
        words("repairs"),
        words("repairs.note", n=counts.get(0, 0), repairs=restored),
        (words("head.repairs"), words("head.articles")),
        tuple(rows),
        1,
    )


def confidence(tables: Tables) -> Figure:
    """Award and funding facts by confidence, in tenths."""
    words = tables.words
    found = {tenth: (awards, sums) for tenth, awards, sums in tables.rows(_CONFIDENCE)}
    return Figure(
        "confidence",
        "columns",
        words("confidence"),
        words("confidence.note"),
        (words("head.confidence"), words("facts.award"), words("facts.funding")),
        tuple(Row(f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", found.get(tenth, (0, 0))) for tenth in range(_TENTHS)),
        2,
    )


def throughput(tables: Tables) -> Figure:
    """Articles per second of the last runs that are written down beside the tables."""
    words = tables.words
    runs = [run for run in runs_of(tables.out) if run.seconds > 0][-_RUNS:]
    return Figure(
        "throughput",
        "columns",
        words("throughput"),
        words("throughput.note") if runs else words("throughput.none"),
        (words("head.run"), words("head.rate"), words("head.articles"), words("head.seconds"), words("head.workers")),
        tuple(
            Row(
                run.ended[:16].replace("T", " "),
                (
                    round(Decimal(run.articles) / Decimal(str(run.seconds)), 1),
                    run.articles,
                    Decimal(str(run.seconds)),
                    run.workers,
                ),
            )
            for run in runs
        ),
        1,
    )
