"""HTML by which documents and facts show themselves in notebooks: everything escaped, styles inline, nothing run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.model import Document, Mention
    from extractor.pipeline import ArticleResult

MAX_CHARS = 20_000
"""Of a longer text so much is shown."""

_COLOURS = {
    "district": "#cfe8ff",
    "company": "#d6f5d6",
    "award": "#ffd9d9",
    "amount": "#ffe9b8",
    "count": "#e6dcff",
    "organisation": "#d2f4f0",
    "person": "#fbd9f2",
    "project": "#e8e8c8",
}
_OTHER = "#e5e5e5"
_TEXT = "white-space:pre-wrap;line-height:1.9;max-height:32em;overflow:auto;flex:3 1 24em"
_CELL = "text-align:left;padding:2px 8px;vertical-align:top"
_INSIDE = frozenset(("start", "end", "group", "tellings"))


def fact_html(fact: Any) -> str:
    """A fact as a small table of what it tells."""
    return _grid(["", type(fact).__name__], [[name, value] for name, value in told(fact).items()])


def told(fact: Any) -> dict[str, str]:
    """The fields that are filled, as texts; places in the text are left out."""
    values = ((name, getattr(fact, name)) for name in fact.__struct_fields__ if name not in _INSIDE)
    return {name: _plain(value) for name, value in values if value not in (None, (), False)}


def document_html(document: Document) -> str:
    """A cleaned article: its title, what its page tells, and its text."""
    return f"<div>{_head(document)}<div style='{_TEXT}'>{_marked(document.text, ())}</div></div>"


def result_html(result: ArticleResult) -> str:
    """The article's text with its mentions highlighted, and its facts beside it."""
    tables = (
        _facts(
            "award facts", result.award_facts, ("award", "edition", "year", "grade", "status", "recipient", "recipient_count")
        ),
        _facts("funding facts", result.funding_facts, ("kind", "amount", "currency", "per", "recipients", "purpose")),
        _facts("count facts", result.count_facts, ("number", "unit", "object", "qualifier")),
    )
    types = dict.fromkeys(mention.type for mention in result.mentions)
    legend = " ".join(f"<mark style='{_mark(name)}'>{escape(name)}</mark>" for name in types)
    text = f"<div style='{_TEXT}'>{_marked(result.document.text, result.mentions)}</div>"
    beside = f"<div style='flex:2 1 20em;overflow:auto'>{''.join(tables)}</div>"
    both = f"<div style='display:flex;flex-wrap:wrap;gap:1em'>{text}{beside}</div>"
    return f"<div>{_head(result.document)}<div>{legend}</div>{both}</div>"


def _head(document: Document) -> str:
    meta = document.meta
    about = " · ".join(escape(part) for part in (meta.published, meta.publisher, meta.author, document.source) if part)
    return f"<h4 style='margin:0'>{escape(meta.title or '')}</h4><div><small>{about}</small></div>"


def _marked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with each piece in the colour of the shortest mention over it, which is told as one points at it."""
    shown = text[:MAX_CHARS]
    cuts = sorted({0, len(shown), *(place for m in mentions for place in (m.start, m.end) if place < len(shown))})
    starting: dict[int, list[Mention]] = {}
    for mention in mentions:
        starting.setdefault(mention.start, []).append(mention)
    pieces, open_ = [], list[Any]()
    for start, end in pairwise(cuts):
        open_ = [mention for mention in open_ if mention.end > start] + starting.get(start, [])
        pieces.append(_piece(shown[start:end], open_))
    return "".join(pieces) + ("…" if len(text) > MAX_CHARS else "")


def _piece(text: str, over: Sequence[Mention]) -> str:
    if not over:
        return escape(text)
    inner = min(over, key=lambda mention: mention.end - mention.start)
    title = "; ".join(f"{mention.type}: {mention.value}" for mention in over)
    return f"<mark style='{_mark(inner.type)}' title='{escape(title)}'>{escape(text)}</mark>"


def _mark(kind: str) -> str:
    return f"background:{_COLOURS.get(kind, _OTHER)};color:#000;padding:1px 2px;border-radius:3px"


def _facts(title: str, facts: Iterable[Any], columns: Sequence[str]) -> str:
    rows = [told(fact) for fact in facts]
    used = [column for column in columns if any(row.get(column) for row in rows)]
    return f"<b>{escape(title)}</b>{_grid(used, [[row.get(column, '') for column in used] for row in rows])}" if rows else ""


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(f"<th style='{_CELL}'>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td style='{_CELL}'>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return "；".join(map(str, value)) if isinstance(value, tuple) else str(value)
