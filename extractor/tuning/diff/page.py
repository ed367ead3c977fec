"""The changes as one self-contained web page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from extractor.tuning.diff.report import WHAT, Judged, RuleChanges, sentence_of, values_of

_TEMPLATE = Path(__file__).with_name("page.html")
_VERDICTS = {"better": "better by gold", "worse": "worse by gold", "same": "no matter to gold", "unknown": "no gold"}


def page(title: str, summary: str, groups: Sequence[RuleChanges], *, gold: bool) -> str:
    """The page as HTML: a table of the rules, then every change with its sentence; boxes choose what is shown."""
    return Template(_TEMPLATE.read_text("utf-8")).substitute(
        title=escape(title),
        summary=escape(summary),
        choices="".join(_choices(gold)),
        judged_heads="<th>better<th>worse" if gold else "",
        rows="\n".join(_row(group, gold=gold) for group in groups),
        groups="\n".join(_group(group, gold=gold) for group in groups),
    )


def _choices(gold: bool) -> Iterator[str]:
    for value, text in [*((what, what) for what in WHAT), *(_VERDICTS.items() if gold else ())]:
        yield f'<label><input type="checkbox" value="{value}" checked> {text}</label>'


def _row(group: RuleChanges, *, gold: bool) -> str:
    numbers = [group.number(what) for what in WHAT]
    numbers += [group.judged("better"), group.judged("worse")] if gold else []
    cells = "".join(f"<td>{number or ''}" for number in numbers)
    return f'<tr><td>{escape(group.table)}<td><a href="#{_anchor(group)}">{escape(group.rule)}</a>{cells}</tr>'


def _anchor(group: RuleChanges) -> str:
    return escape(f"{group.table}-{group.rule}", quote=True)


def _group(group: RuleChanges, *, gold: bool) -> str:
    head = f'<h2 id="{_anchor(group)}">{escape(group.rule)} <span class="soft">{escape(group.table)}</span></h2>'
    return head + "".join(_change(judged, gold=gold) for judged in group.changes)


def _change(judged: Judged, *, gold: bool) -> str:
    change = judged.change
    before, within, behind = map(escape, sentence_of(change))
    values = " · ".join(f"{escape(name)} <b>{escape(value)}</b>" for name, value in values_of(change))
    told = f" · {_VERDICTS[judged.verdict]}" if gold else ""
    return (
        f'<article data-what="{change.what}" data-verdict="{judged.verdict}">'
        f'<p><span class="{change.what}">{change.what}</span>{told} <span class="soft">{escape(change.source)}</span></p>'
        f'<p>{before}<mark>{within}</mark>{behind}</p><p class="soft">{values}</p></article>'
    )
