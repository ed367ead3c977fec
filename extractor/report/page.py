"""The report as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from string import Template

from extractor.figures import all_figures
from extractor.figures.tables import Tables, opened_tables
from extractor.figures.words import Language, Words
from extractor.report.facts import articles_with_facts, fact_totals
from extractor.report.sections import article_section, cards, figure_section, kind_boxes, slot_legend

LIMIT = 10_000
"""How many facts a page tells: more make it slow to open."""

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a report: title (None for the usual one), language, how many facts at most, the day of its making."""

    title: str | None = None
    language: Language = "zh"
    limit: int = LIMIT
    made: date | None = None


def report(out: Path, asked: Asked) -> str:
    """The page as HTML: overview, figures, and the facts with their sentences. Raises UsageError where there are no tables."""
    words = Words(asked.language)
    with opened_tables(out, words) as tables:
        articles = articles_with_facts(tables, asked.limit)
        totals = fact_totals(tables)
        shown = sum(len(sentence.facts) for article in articles for sentence in article.sentences)
        title = asked.title or words("report.title")
        texts = {"title": title, "made": _made(tables, asked.made or date.today()), "told": _told(out, words, shown, totals)}
        return Template((_HERE / "report.html").read_text("utf-8")).substitute(
            _fixed(words),
            **{name: escape(text) for name, text in texts.items()},
            cards=cards(_overview(tables, totals), words),
            figures="\n".join(figure_section(figure, words) for figure in all_figures(tables)),
            legend=slot_legend(words),
            kinds=kind_boxes(words),
            articles="".join(article_section(article, words) for article in articles),
        )


def _fixed(words: Words) -> dict[str, str]:
    """What does not depend on the tables: style and script with their hashes, and the page's own texts."""
    style, script = ((_HERE / name).read_text("utf-8") for name in ("report.css", "report.js"))
    named = {
        "lang": "report.lang",
        "overview_word": "overview",
        "figures_word": "figures",
        "facts_word": "facts",
        "contents_word": "contents",
    }
    asked = {f"{name}_word": f"filter.{name}" for name in ("search", "sure", "any", "contradicted", "none")}
    texts = {name: escape(words(key), quote=True) for name, key in (named | asked).items()}
    return texts | {"style": style, "script": script, "style_hash": _hash(style), "script_hash": _hash(script)}


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _overview(tables: Tables, totals: dict[str, int]) -> dict[str, int]:
    articles, repaired = tables.one("SELECT count(*), count(*) FILTER (n_repairs > 0) FROM documents")
    (rejects,) = tables.one("SELECT count(*) FROM rejects")
    (contradictions,) = tables.one("SELECT count(*) FROM contradictions")
    return {"articles": articles, "repaired": repaired, "rejects": rejects, **totals, "contradictions": contradictions}


def _made(tables: Tables, day: date) -> str:
    first, last = tables.one("SELECT min(published), max(published) FROM documents WHERE published <> ''")
    if first is None:
        return tables.words("report.undated", date=day.isoformat())
    return tables.words("report.made", date=day.isoformat(), first=first, last=last)


def _told(out: Path, words: Words, shown: int, totals: dict[str, int]) -> str:
    total = sum(totals.values())
    if shown < total:
        command = f"extractor report {out} --limit {total} -o report.html"
        return words("report.more", shown=shown, total=total, command=command)
    return words("report.all", total=total) if total else words("report.no_facts")
