"""`extractor clean`: cleaned articles, and what was done to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

import typer
from rich.console import Console
from rich.text import Text

from extractor.batch.work import failed
from extractor.cli.printable import printable
from extractor.cli.printing import stdout
from extractor.cli.run import Choices, read_options
from extractor.errors import UsageError
from extractor.model import Document, RawArticle, Reject
from extractor.outputs.clean_articles import FORMATS
from extractor.outputs.clean_steps import Step, explain
from extractor.rules.cleaning import load_text_rules
from extractor.rules.pack import files_of
from extractor.sources import read_articles
from extractor.text.clean import TextRules, clean_article
from extractor.whole import write_whole

_STYLES = {"kept": "", "removed": "red", "repaired": "yellow", "unrepaired": "bold red", "converted": "cyan"}
_SIGNS = {"kept": " ", "removed": "-", "repaired": "~", "unrepaired": "!", "converted": "="}
_UNSAFE = re.compile(r"[^\w.\-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """What to write: the format, where to (None for stdout), and whether to tell what was done."""

    format: str
    out: Path | None
    explain: bool


def clean_command(paths: Sequence[str], choices: Choices, options: CleanOptions) -> int:
    """Writes the cleaned articles; the number of rejected inputs, each told on stderr. Raises UsageError and RuleError.

    An explanation takes the articles' place on stdout; with `out` they are written all the same.
    """
    ending, render = FORMATS[options.format]
    read = read_options(choices, options.out)
    items = read_articles(paths, read)
    rules = load_text_rules(files_of(choices.rules), choices.conversion)
    output = _Output(options.out, ending)
    console = stdout()
    rejected = 0
    for article, result in _cleaned(items, rules):
        if isinstance(result, Reject):
            rejected += 1
            typer.echo(printable(f"rejected {result.source} {result.location}".rstrip() + f": {result.reason}"), err=True)
            continue
        if options.explain:
            _print_steps(console, article, result)
        if options.out is not None or not options.explain:
            output.write(article.source, render(article, result))
    return rejected


def _cleaned(items: Iterator[RawArticle | Reject], rules: TextRules) -> Iterator[tuple[RawArticle, Document | Reject]]:
    for item in items:
        if isinstance(item, Reject):
            yield RawArticle(item.source, ""), item
            continue
        try:
            yield item, clean_article(item, rules)
        except Exception as error:  # noqa: BLE001 one bad article must not end the run, and is told as a reject
            yield item, failed(item, error)


class _Output:
    """Stdout, with a line that names the source between articles; or a directory with a file for each."""

    def __init__(self, out: Path | None, ending: str) -> None:
        self._out = out
        self._ending = ending
        self._names: set[str] = set()
        self._written = 0
        if out is not None:
            try:
                out.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(f"cannot write to {out}: {(error.strerror or str(error)).lower()}") from error

    def write(self, source: str, text: str) -> None:
        if self._out is not None:
            write_whole(self._out / self._name(source), text)
            return
        if self._written and self._ending != ".json":
            text = f"\n==> {printable(source)} <==\n\n{text}"
        self._written += 1
        typer.echo(text.encode("utf-8", "replace"), nl=False)

    def _name(self, source: str) -> str:
        """The file's name: that of the input with `-N` for the N-th record; a name that is taken gets a number."""
        path, _, record = source.partition("#")
        stem = PurePosixPath(path).name.split(".")[0] or "article"
        stem = _UNSAFE.sub("_", stem)[:_LONGEST_NAME] + (f"-{_UNSAFE.sub('_', record)}" if record else "")
        name, number = stem, 2
        while name.lower() in self._names:
            name, number = f"{stem}_{number}", number + 1
        self._names.add(name.lower())
        return name + self._ending


def _print_steps(console: Console, article: RawArticle, document: Document) -> None:
    meta = document.meta
    console.print(Text(f"==> {article.source} <==", "bold"))
    told = (("title", meta.title), ("published", meta.published), ("publisher", meta.publisher), ("author", meta.author))
    known = [f"{name}: {value}" for name, value in told if value]
    console.print(Text("; ".join([*known, f"script: {document.script}", f"region: {document.region}"])))
    console.print(Text(f"read as {article.media}, {article.encoding}: {article.encoding_reason or 'given'}"))
    for converted, steps in groupby(explain(document), key=lambda step: step.kind == "converted"):
        for line in [_converted_line(list(steps))] if converted else map(_step_line, steps):
            console.print(line)


def _step_line(step: Step) -> Text:
    """The step as a line: number and sign, what was read, what it became, and in brackets the rule."""
    change = step.kind not in ("kept", "removed")
    line = Text(f"{'' if change else step.line:>6} {_SIGNS[step.kind]} ")
    shown = f"{step.before} → {step.after}" if change else step.after if step.kind == "kept" else step.before
    line.append(shown.replace("\n", "⏎"), _STYLES[step.kind])
    if step.rule:
        sure = f" {step.confidence:.2f}" if step.kind in ("repaired", "unrepaired") else ""
        line.append(f"  [{step.rule}{sure}{_times(step)}]", "dim")
    return line


def _converted_line(steps: list[Step]) -> Text:
    """All that was converted in a line of the article, as one line."""
    shown = ", ".join(f"{step.before}→{step.after}{_times(step)}" for step in steps)
    line = Text(f"{'':>6} {_SIGNS['converted']} ").append(shown, _STYLES["converted"])
    return line.append(f"  [{steps[0].rule}]", "dim")


def _times(step: Step) -> str:
    return f" ×{step.times}" if step.times > 1 else ""
