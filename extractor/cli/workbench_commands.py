"""The command that opens the workbench."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import options
from extractor.cli.messages import spoken


def workbench(
    given: Annotated[Path, typer.Argument(metavar="OUT|CORPUS", help="Directory that `extractor run` wrote, or articles.")],
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="DIR", help="Your rules, which it edits; made where they are missing.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="DIR", help="Where judgements are kept; `gold` beside OUT without it.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port; any that is free without it.")] = None,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = True,
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    title_field: options.TitleField = None,
    url_field: options.UrlField = None,
    date_field: options.DateField = None,
    encoding: options.Encoding = None,
) -> None:
    """Read, judge and tune what was extracted, in a web page of this machine only.

    [bold]extractor workbench tables/ --rules my-rules/[/bold]
    [bold]extractor workbench articles/[/bold]
    """
    from extractor.cli.run import Choices, read_options
    from extractor.extras import needed

    for package in ("starlette", "uvicorn", "jinja2"):
        needed(package, extra="web", purpose="the workbench")
    from extractor.cli.workbench import WorkbenchOptions, workbench_command

    fields = options.fields_of(text=text_field, html=html_field, title=title_field, url=url_field, date=date_field)
    workbench_command(
        given,
        WorkbenchOptions(
            rules=rules,
            gold=gold,
            port=port,
            browse=browse,
            language=spoken(),
            reading=read_options(Choices(fields=fields, encoding=encoding), None),
        ),
    )
