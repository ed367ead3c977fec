"""Invented names, and the facts that the whole pipeline reads in a text, each as one line that leaves out what is usual."""

from __future__ import annotations

from extractor.model import AwardFact, FundingFact, RawArticle
from extractor.pipeline import Pipeline

PIPELINE = Pipeline.default()
A, B, C, D = "天津海河重工有限公司", "天津津沽阀门股份有限公司", "天津北塘食品有限公司", "天津潮白纺织有限公司"
PRIZE = "天津市质量奖"
LONG = "全市广泛开展质量提升行动，推动高质量发展。" * 16
"""A paragraph of 336 characters that tells of no award."""
NAMED = {"A": A, "B": B, "C": C, "D": D}
Cases = dict[str, tuple[str | RawArticle, list[str]]]
"""Texts or pages by what they are about, each with the facts wanted."""
LETTERS = {name: letter for letter, name in NAMED.items()}


def awards(text: str | RawArticle, *also: str) -> list[str]:
    """The award facts of a text, such as `A 金奖 第3届 武清区`: the award where it is not PRIZE, who or how many got it, grade,
    edition, year, status where it is not granted, district, and the fields `also`."""
    return [_award(fact, also) for fact in PIPELINE.extract(text).award_facts]


def _award(fact: AwardFact, also: tuple[str, ...]) -> str:
    parts = (
        fact.award if fact.award != PRIZE else None,
        _short(fact.recipient) if fact.recipient else f"{fact.recipient_count}{fact.recipient_unit}",
        fact.grade,
        f"第{fact.edition}届" if fact.edition else None,
        f"{fact.year}年" if fact.year else None,
        fact.status if fact.status != "granted" else None,
        fact.district,
        *(getattr(fact, name) for name in also),
    )
    return " ".join(str(part) for part in parts if part is not None)


def funding(text: str | RawArticle, *also: str) -> list[str]:
    """The funding facts of a text, such as `reward 500000 each to A`: kind, amount, each, rule, recipients, number of them, and
    the fields `also`, each behind its name."""
    return [_funding(fact, also) for fact in PIPELINE.extract(text).funding_facts]


def _funding(fact: FundingFact, also: tuple[str, ...]) -> str:
    parts = (
        f"{fact.kind} {fact.amount:f}",
        fact.per if fact.per != "total" else None,
        "rule" if fact.is_policy else None,
        f"to {_short('、'.join(fact.recipients))}" if fact.recipients else None,
        f"to {fact.recipient_count}" if fact.recipient_count is not None else None,
        *(f"{name} {_short(value)}" for name in also if (value := getattr(fact, name)) is not None),
    )
    return " ".join(part for part in parts if part)


def losses(text: str) -> list[str]:
    """What was matched in a text and thrown away: the rule, and why."""
    return [f"{lost.rule}: {_short(lost.reason)}" for lost in PIPELINE.extract(text).dropped]


def _short(value: object) -> str:
    """A value with the letters of invented names."""
    text = str(value)
    for name, letter in LETTERS.items():
        text = text.replace(name, letter)
    return text


def page(title: str, *parts: str) -> RawArticle:
    """A page of a title, paragraphs, and tables and lists (what begins with `<`)."""
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return RawArticle("a.html", f"<html><body><h1>{title}</h1>{body}</body></html>", "html")


def table(head: list[str], *rows: list[str]) -> str:
    """A table of a page: its head and rows, cell by cell; a cell may bring its own tag (`<td rowspan=2>…`)."""
    return f"<table>{row(*head, tag='th')}{''.join(row(*cells) for cells in rows)}</table>"


def row(*cells: str, tag: str = "td") -> str:
    """A row of a table."""
    return f"<tr>{''.join(cell if cell.startswith('<') else f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"
