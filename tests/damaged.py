"""What damage costs: F1 on damaged copies of articles with gold, and how much lower it is than on the articles themselves.

`python -m tests.damaged` prints a table for the corpus's plain articles and, where they are present, the dev articles; with
`--show` also what is wrong on a damaged copy and right on the original; with `--write` the table goes into docs/quality.md.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from extractor.batch import RunOptions, run
from extractor.model import RawArticle
from extractor.sources import ReadOptions, read_articles
from extractor.tuning.scoring import Report, score
from tests import damage
from tests.quality import CORPUS, SETS, TABLE, GoldSet, wrong_instances

ALLOWED = 0.02
"""How much F1 damage may cost."""

KINDS = (
    "districts",
    "companies",
    "awards",
    "amounts",
    "counts",
    "award_facts",
    "award_facts_core",
    "funding_facts",
)
DEV = SETS[-1]
BODY = "</body>"
MARK = "damage"


def _spam(text: str) -> str:
    """The text or page behind a line of spam."""
    head, tag, body = text.partition("<body>")
    return f"{head}{tag}{damage.with_spam(body, 1)}" if tag else damage.with_spam(text, 1)


def _teasers(text: str) -> str:
    """The text or page before teasers of other articles."""
    return _followed(text, damage.with_teasers("", 2).split("\n"))


def _headlines(text: str) -> str:
    """The text or page before the headlines of four other articles of the corpus."""
    chance = random.Random(len(text))
    return _followed(text, chance.sample([title for title in _titles() if title not in text], 4))


@cache
def _titles() -> tuple[str, ...]:
    golds = (json.loads(path.read_text("utf-8")) for path in sorted(CORPUS.gold.glob("[ab]*.json")))
    return tuple(gold["title"] for gold in golds if gold["title"])


def _followed(text: str, lines: Sequence[str]) -> str:
    body, tag, rest = text.partition(BODY)
    if not tag:
        return "\n".join([text.rstrip("\n"), "", *filter(None, lines), ""])
    return body + "".join(f"<p>{line}</p>\n" for line in lines if line) + tag + rest


DAMAGES: Mapping[str, Callable[[str], bytes]] = {
    "traditional": lambda text: damage.traditional(text).encode(),
    "mirror": lambda text: damage.mirror(text).text.encode(),
    "spam": lambda text: _spam(text).encode(),
    "teasers": lambda text: _teasers(text).encode(),
    "headlines": lambda text: _headlines(text).encode(),
    "gb18030": damage.in_gb18030,
    "all": lambda text: damage.in_gb18030(damage.mirror(_spam(_teasers(text))).text),
}
"""The copies by name: Traditional alone; as mirror sites show it (notes, byte slips); behind spam; before invented teasers;
before headlines of other articles; in other bytes; a mirrored page with spam and teasers in those bytes."""


def plain_articles(gold_set: GoldSet) -> list[Path]:
    """The articles that are no damaged copies or containers already."""
    made = ("d", "e") if gold_set is CORPUS else ()
    paths = (path for path in gold_set.articles.iterdir() if path.suffix in (".txt", ".html"))
    return sorted(path for path in paths if not (path.name.startswith(made) if made else False))


def _text(path: Path) -> str:
    """The article's text as the reader of files decodes it."""
    (article,) = read_articles([str(path)], ReadOptions())
    assert isinstance(article, RawArticle), article
    return article.text


def report_on(gold_set: GoldSet, make: Callable[[str], bytes] | None) -> Report:
    """The report on the copies of a set that `make` makes, or on the articles themselves."""
    articles = plain_articles(gold_set)
    with tempfile.TemporaryDirectory() as place:
        copies, out = Path(place, "copies"), Path(place, "out")
        copies.mkdir()
        for path in articles:
            (copies / path.name).write_bytes(make(_text(path)) if make else path.read_bytes())
        run([str(copies)], out, RunOptions())
        return score(out, [gold_set.gold / f"{path.stem}.json" for path in articles])


def losses(whole: Report, damaged: Report) -> dict[str, float]:
    """How much lower the F1 of each kind is on damaged copies."""
    return {kind: whole.figures[kind].f1 - damaged.figures[kind].f1 for kind in KINDS}


def new_faults(whole: Report, damaged: Report) -> list[str]:
    """What is wrong on the damaged copies and right on the articles, a line each."""
    known = {line for _, line in wrong_instances("", whole)}
    return sorted(line.strip() for kind, line in wrong_instances("", damaged) if kind in (*KINDS, "leaks") and line not in known)


def rows(gold_set: GoldSet, chosen: Sequence[str], *, show: bool = False) -> Iterator[str]:
    """The Markdown rows of a set: what each damage costs, with the instances behind them where `show` asks for them."""
    whole = report_on(gold_set, None)
    for name in chosen:
        damaged = report_on(gold_set, DAMAGES[name])
        lost = losses(whole, damaged)
        yield f"| {gold_set.name} | {name} | {' | '.join(f'{lost[kind] + 0:.3f}' for kind in KINDS)} | {len(damaged.leaks)} |"
        yield from new_faults(whole, damaged) if show else ()


def main(arguments: Sequence[str]) -> None:
    """Prints what every damage costs, and with `--write` puts it into docs/quality.md."""
    chosen = [name for name in DAMAGES if name in arguments] or list(DAMAGES)
    lines = [f"| set | damage | {' | '.join(KINDS)} | leaks |", f"|---|---|{'---|' * (len(KINDS) + 1)}"]
    for gold_set in (CORPUS, DEV):
        lines += rows(gold_set, chosen, show="--show" in arguments) if gold_set.present else ()
    print("\n".join(lines))
    if "--write" in arguments:
        head, _, rest = TABLE.read_text("utf-8").partition(f"<!-- {MARK} -->\n")
        tail = rest.partition(f"<!-- end of {MARK} -->\n")[2]
        table = "".join(f"{line}\n" for line in lines)
        TABLE.write_text(f"{head}<!-- {MARK} -->\n{table}<!-- end of {MARK} -->\n{tail}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
