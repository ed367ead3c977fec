"""The commands by which other programs use the extraction: as a filter and as a service."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from extractor.cli import options
from extractor.cli.messages import say

Tables = Annotated[
    str,
    typer.Option("--tables", "-t", metavar="NAMES", help="Only these tables, joined by commas; else all of an article."),
]


def filter_lines(
    tables: Tables = "",
    keep: Annotated[bool, typer.Option("--keep", help="Put the line's own object beside what was found, as `input`.")] = False,
    rules: options.Rules = None,
    disable: options.Disable = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where a line gave an error.")] = False,
    convert: options.Convert = "auto",
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    title_field: options.TitleField = None,
    url_field: options.UrlField = None,
    date_field: options.DateField = None,
    max_article: options.MaxArticle = 64,
) -> None:
    """Read JSON Lines from standard input and write JSON Lines: for each article its facts, in the same order.

    Memory does not grow with the number of lines. A line that cannot be read gives {"line": N, "error": "…"}, and it goes on.

    [bold]zcat crawl.jsonl.gz | extractor filter --text-field body --tables award_facts > facts.jsonl[/bold]
    """
    from extractor.batch.line_filter import FilterCounts, FilterOptions, filtered
    from extractor.outputs.json_rows import checked_tables
    from extractor.pipeline import Pipeline
    from extractor.sources.options import MEBIBYTE, ReadOptions

    fields = options.fields_of(text=text_field, html=html_field, title=title_field, url=url_field, date=date_field)
    read = ReadOptions(fields=fields, max_article_bytes=max_article * MEBIBYTE)
    wanted = FilterOptions(read, checked_tables(tables), keep)
    pipeline = Pipeline.default(tuple(rules or ()), disabled=tuple(disable or ()), conversion=options.conversion_of(convert))
    counts = FilterCounts()
    out = sys.stdout.buffer
    for line in filtered(sys.stdin.buffer, pipeline, wanted, counts):
        out.write(line)
        out.flush()
    if counts.errors:
        typer.echo(say(f"{counts.errors:,} of {counts.lines:,} lines gave an error"), err=True)
    if counts.errors and strict:
        raise typer.Exit(options.EXIT_REJECTED)


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine alone without it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Which port; 0 for any free one.")] = 8000,
    max_body: Annotated[int, typer.Option(min=1, metavar="MIB", help="Largest article that is taken.")] = 8,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long an answer may take.")] = 30.0,
    concurrency: Annotated[int, typer.Option(min=1, metavar="N", help="Articles in work at a time; more are told to wait.")] = 4,
    rules: options.Rules = None,
    disable: options.Disable = None,
    convert: options.Convert = "auto",
) -> None:
    """Answer over HTTP: POST an article to /extract and get its facts as JSON.

    /openapi.json describes it, /health tells whether it is up, /metrics is for Prometheus. On SIGTERM it takes no more, and ends
    what is in work. There is no password: put it behind something that has one before you open it to others.
    Needs the extra `service`.

    [bold]extractor serve --port 8000[/bold]
    [bold]curl -s localhost:8000/extract -H 'content-type: text/plain' --data-binary @article.txt[/bold]
    """
    from extractor.extras import needed

    for module in ("starlette", "uvicorn", "prometheus_client"):
        needed(module, extra="service", purpose="extractor serve")
    from extractor.pipeline import Pipeline
    from extractor.service.server import Limits, run_service

    pipeline = Pipeline.default(tuple(rules or ()), disabled=tuple(disable or ()), conversion=options.conversion_of(convert))
    run_service(pipeline, host, port, Limits(max_body * 1024 * 1024, timeout, concurrency))
