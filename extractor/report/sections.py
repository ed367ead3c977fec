"""The parts of the report as HTML. Everything that comes from articles is escaped here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from extractor.figures.figure import Figure
from extractor.figures.svg import svg
from extractor.figures.table import html_table
from extractor.figures.words import Words
from extractor.report.facts import Article, Fact, Sentence
from extractor.report.lines import fields, head
from extractor.report.marks import pieces

_SLOTS = {"award": "a", "recipient": "r", "number": "n", "district": "d", "giver": "g", "purpose": "p", "time": "u"}
"""The classes of marks, short because there are many."""
_NARROW = 4
"""Tables of so many columns stand beside one another on paper."""
_LETTERS = {"award": "A", "funding": "F", "count": "C"}


def cards(numbers: Mapping[str, int], words: Words) -> str:
    """The overview: what was read and found, in numbers."""
    return "".join(
        f"<div><dt>{escape(words(f'overview.{name}'))}</dt><dd>{number:,}</dd></div>" for name, number in numbers.items()
    )


def slot_legend(words: Words) -> str:
    """The colours of the slots in sentences."""
    return "".join(f"<mark class={kind}>{escape(words(f'slot.{name}'))}</mark>" for name, kind in _SLOTS.items())


def kind_boxes(words: Words) -> str:
    """A box to tick for each kind of fact."""
    return "".join(
        f'<label><input type="checkbox" value="{letter}" checked> {escape(words(f"facts.{kind}"))}</label>'
        for kind, letter in _LETTERS.items()
    )


def figure_section(figure: Figure, words: Words) -> str:
    """One figure with its note, and the table behind it."""
    wide, opened = ("wide ", " open") if figure.shape == "map" else ("", "")
    narrow = "narrow" if len(figure.heads) <= _NARROW and not figure.money else ""
    return (
        f'<figure id="{figure.name}" class="{wide}{narrow}">'
        f"<figcaption><h3>{escape(figure.title)}</h3><p>{escape(figure.note)}</p></figcaption>"
        f'<div class="plot">{svg(figure, words)}</div>'
        f"<details{opened}><summary>{words('table')}</summary>{html_table(figure, words)}</details>"
        f'<p class="save" hidden><button data-save="csv">CSV</button> <button data-save="png">PNG</button></p></figure>'
    )


def article_section(article: Article, words: Words) -> str:
    """An article: its title and origin, then each sentence that tells facts, with them."""
    told = article.fields
    origin = [told["published"], told["publisher"], told["source"]]
    line = " · ".join(escape(str(part)) for part in origin if part)
    sentences = "".join(_sentence(sentence, words) for sentence in article.sentences)
    return f"<article><h3>{escape(told['title'] or words('untitled'))}</h3><p class=o>{line}</p>{sentences}</article>\n"


def _sentence(sentence: Sentence, words: Words) -> str:
    marked = "".join(
        f"<mark class={_SLOTS[piece.name]}>{escape(piece.text)}</mark>" if piece.name else escape(piece.text)
        for piece in pieces(sentence.text, sentence.slots)
    )
    return (
        f"<section><blockquote>{marked}</blockquote><ul>{''.join(_line(fact, words) for fact in sentence.facts)}</ul></section>"
    )


def _line(fact: Fact, words: Words) -> str:
    told = "".join(f"<span><i>{escape(name)}</i> {escape(value)}</span>" for name, value in fields(fact, words))
    kind = _LETTERS[fact.kind]
    return (
        f"<li class={kind}{_doubt(fact)}><em>{escape(words(f'facts.{fact.kind}'))}</em><b>{escape(head(fact, words))}</b>"
        f"{told}{''.join(_trust(fact, words))}</li>"
    )


def _doubt(fact: Fact) -> str:
    """What the filter asks: the confidence in hundredths, and whether the fact is contradicted."""
    sure = fact.fields.get("confidence")
    contradicted = " data-x" if _contradicted(fact) else ""
    return contradicted if sure is None else f" data-c={int(sure * 100)}{contradicted}"


def _contradicted(fact: Fact) -> bool:
    return str(fact.fields.get("consistency") or "").startswith("contradicts")


def _trust(fact: Fact, words: Words) -> Iterator[str]:
    agreed = str(fact.fields.get("consistency") or "")
    if agreed:
        kind = "warn" if _contradicted(fact) else "soft"
        name, _, rest = agreed.partition(" ")
        yield f"<span class={kind}>{escape(words.known(f'consistency.{name}', name))} {escape(rest)}</span>"
    sure = fact.fields.get("confidence")
    told = "" if sure is None else f"{sure:.2f} "
    yield f"<span class=c>{told}<code>{escape(fact.fields['rule'] or '')}</code></span>"
