"""`extractor report`: what a run found, as one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.messages import spoken


def report(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Directory that `extractor run` wrote.")],
    page: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page to write.")] = Path("report.html"),
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most about so many facts, by whole articles.")] = 10_000,
) -> None:
    """Write one page that tells what a run found: overview, figures, and every fact with its sentence.

    The page needs nothing else: it opens from disk, without a network, and prints well. Facts over many articles are counted once
    where `extractor merge` has merged them.

    [bold]extractor report tables/ -o report.html[/bold]
    [bold]extractor report tables/ -o report.html --lang en --title 'Awards in spring'[/bold]
    """
    from extractor.figures.words import LANGUAGES
    from extractor.report import Asked
    from extractor.report import report as made
    from extractor.whole import write_whole

    told = next(known for known in LANGUAGES if known == spoken())
    text = made(out, Asked(title=title, language=told, limit=limit))
    write_whole(page, text)
    typer.echo(f"{page}: {len(text.encode()) / 1e6:.1f} MB", err=True)
