"""The commands and their options. What a command needs is imported when it runs, so that `--help` answers at once."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import merge_commands, messages, options, pipeline_commands, schema_commands
from extractor.cli.gold_commands import gold_app
from extractor.cli.printable import printable
from extractor.cli.report import report
from extractor.cli.rules_commands import rules_app
from extractor.cli.stopping import exit_code_of
from extractor.cli.workbench_commands import workbench
from extractor.errors import ExtractorError, UsageError

PROGRAM = "extractor"
EXIT_USAGE = 2

_WRONG_USAGE: type[Exception] = next(
    kind for kind in typer.BadParameter.__mro__ if issubclass(kind, Exception) and kind.__name__ == "ClickException"
)
"""The base of all errors in usage, which typer does not export."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": messages.HELP_NAMES},
)

_OUTPUT = "Writing"


_BETWEEN_COLLECTIONS = 200_000
"""Containers made until the next search for garbage; with Python's 700 it takes a twentieth of a start, and finds none."""


def main() -> None:
    """Runs the command line of this process and ends it with the exit code."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    raise SystemExit(exit_code(sys.argv[1:]))


def exit_code(arguments: Sequence[str]) -> int:
    """Runs the command line: 0, 1 (inputs rejected under --strict) or 2 (wrong usage, path or rules, told in one line)."""
    language, rest = messages.language_of(arguments, os.environ)
    messages.speak(language if language in messages.LANGUAGES else "en")
    try:
        options.one_of(messages.OPTION, language, messages.LANGUAGES)
        command = typer.main.get_command(app)
        if messages.spoken() != "en":
            messages.translate(command)
        return int(command(rest, prog_name=PROGRAM, standalone_mode=False) or 0)
    except _WRONG_USAGE as error:
        return _told(_one_line(error), EXIT_USAGE)
    except ExtractorError as error:
        return _told(f"extractor: {error}", EXIT_USAGE)
    except (KeyboardInterrupt, typer.Abort) as error:
        return _told("extractor: interrupted", exit_code_of(error))
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output is gone: nothing more can be told
        return 0


def _one_line(error: Exception) -> str:
    """What is wrong with the usage, in one line; the help where the command was given nothing at all."""
    message = str(getattr(error, "format_message", lambda: error)())
    if type(error).__name__ == "NoArgsIsHelpError":
        return message
    return f"extractor: {' '.join(message.split())} (see extractor --help)"


def _told(message: str, code: int) -> int:
    typer.echo(printable(messages.say(message)), err=True)
    return code


def _print_version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"extractor {version('zh-news-extractor')}")
        raise typer.Exit


@app.callback()
def extractor(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="en|zh", help="Speak Chinese or English; else as the locale says.")
    ] = None,
) -> None:
    """Turns scraped Chinese news articles into tables of award, funding and count facts.

    Example: [bold]extractor run articles/ --out tables/[/bold]
    """


@app.command(
    epilog="Exit code: 0, 1 where inputs were rejected under --strict, 2 for wrong usage, paths or rules, 130 and 143 where "
    "Ctrl-C or SIGTERM ended it."
)
def run(
    paths: options.Paths,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="Directory (or URL) for the tables; made where it is missing.",
            rich_help_panel=_OUTPUT,
        ),
    ],
    formats: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="NAMES", help="Of csv, jsonl, parquet, xlsx; joined by commas.", rich_help_panel=_OUTPUT
        ),
    ] = "csv",
    headers: Annotated[
        str, typer.Option(metavar="en|zh", help="Column names in English or Chinese.", rich_help_panel=_OUTPUT)
    ] = "en",
    rules: options.Rules = None,
    disable: options.Disable = None,
    only: options.Only = "all",
    tables: options.ExtraTables = "",
    tokenizer: options.Tokenizer = "rjieba",
    user_dict: options.UserDict = None,
    strict: options.Strict = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell rejects as they come, with tracebacks.")] = False,
    workers: options.RunWorkers = None,
    engine: options.Engine = "local",
    ray_address: options.RayAddress = "auto",
    resume: options.Resume = True,
    cache: options.Cache = True,
    document_seconds: options.DocumentSeconds = 120.0,
    progress: options.ProgressStyle = "bar",
    convert: options.Convert = "auto",
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    title_field: options.TitleField = None,
    url_field: options.UrlField = None,
    date_field: options.DateField = None,
    encoding: options.Encoding = None,
    input_format: options.InputFormat = None,
    max_article: options.MaxArticle = 16,
    max_unpacked: options.MaxUnpacked = 8192,
    merge: options.Merge = False,
) -> None:
    """Extract the facts of articles to tables.

    Reads .txt, .html, .mhtml, .json, .jsonl, .csv, .tsv, .xlsx, .parquet and .warc, each also inside .gz, .zst, .bz2, .xz,
    .zip, .tar.
    The usual names of fields (content, text, html, title, url, pubtime, 正文, 标题 …) are recognised.

    [bold]extractor run articles/ --out tables/[/bold]
    [bold]extractor run crawl.jsonl.gz --text-field body --format csv,parquet --out tables/[/bold]
    [bold]extractor run 'news/**/*.html' @more.txt --headers zh --format xlsx --out tables/[/bold]
    [bold]cat article.txt | extractor run - --out tables/[/bold]
    """
    from extractor.cli.run import Choices, run_command, style_of
    from extractor.outputs.tables import LANGUAGES

    if merge and "://" in out:
        raise UsageError("--merge needs an --out on this machine")
    rejected = run_command(
        paths,
        out,
        Choices(
            fields=options.fields_of(text=text_field, html=html_field, title=title_field, url=url_field, date=date_field),
            formats=options.checked_formats(formats),
            language=options.one_of("--headers", headers, LANGUAGES),
            rules=tuple(rules or ()),
            disabled=tuple(disable or ()),
            workers=options.processes(workers),
            engine=options.engine_of(engine),
            ray_address=ray_address,
            only=options.facts_only(only),
            extra=options.extra_tables(tables),
            tokenizer=options.one_of("--tokenizer", tokenizer, ("rjieba", "jieba")),
            user_words=tuple(user_dict or ()),
            resume=resume,
            keep_cleaned=cache,
            seconds=document_seconds,
            progress=style_of(progress),
            verbose=verbose,
            encoding=encoding,
            input_format=input_format,
            max_article_mebibytes=max_article,
            max_unpacked_mebibytes=max_unpacked,
            conversion=options.conversion_of(convert),
        ),
    )
    if merge:
        merge_commands.merge_outs([Path(out)], formats, headers, rules)
    if rejected and strict:
        raise typer.Exit(options.EXIT_REJECTED)


@app.command(epilog="Exit code: 0, 1 where inputs were rejected under --strict, 2 for wrong usage, paths or rules.")
def clean(
    paths: options.Paths,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="text|md|json", help="How to write the articles.", rich_help_panel=_OUTPUT)
    ] = "text",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Directory for a file per article, else stdout.", rich_help_panel=_OUTPUT)
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Tell what was removed, repaired and converted, with the rules.", rich_help_panel=_OUTPUT),
    ] = False,
    convert: options.Convert = "auto",
    rules: options.Rules = None,
    strict: options.Strict = False,
    text_field: options.TextField = None,
    html_field: options.HtmlField = None,
    title_field: options.TitleField = None,
    url_field: options.UrlField = None,
    date_field: options.DateField = None,
    encoding: options.Encoding = None,
    input_format: options.InputFormat = None,
    max_article: options.MaxArticle = 16,
    max_unpacked: options.MaxUnpacked = 8192,
) -> None:
    """Write articles without boilerplate, repaired and in Simplified characters.

    JSON is one line per article: its metadata and its blocks (titles, headings, paragraphs, items, tables with their cells), each
    with its span in the raw text.

    [bold]extractor clean article.html --format md[/bold]
    [bold]extractor clean article.txt --explain[/bold]
    [bold]extractor clean crawl.jsonl.gz --format json --out cleaned/[/bold]
    """
    from extractor.cli.clean import CleanOptions, clean_command
    from extractor.cli.run import Choices
    from extractor.outputs.clean_articles import FORMATS

    choices = Choices(
        fields=options.fields_of(text=text_field, html=html_field, title=title_field, url=url_field, date=date_field),
        rules=tuple(rules or ()),
        encoding=encoding,
        input_format=input_format,
        max_article_mebibytes=max_article,
        max_unpacked_mebibytes=max_unpacked,
        conversion=options.conversion_of(convert),
    )
    how = CleanOptions(options.one_of("--format", format_, tuple(FORMATS)), out, explain)
    if clean_command(paths, choices, how) and strict:
        raise typer.Exit(options.EXIT_REJECTED)


@app.command()
def show(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Directory that `extractor run` wrote.")],
    table: Annotated[str, typer.Option("--table", "-t", metavar="NAME", help="Which table.")] = "award_facts",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.")] = 40,
) -> None:
    """Print a table that a run wrote.

    [bold]extractor show tables/ --table funding_facts --limit 20[/bold]
    """
    from extractor.cli.show import show_command

    show_command(out, table, limit)


@app.command("eval")
def evaluate(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Directory that `extractor run` wrote.")],
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold files, or directories of them.")],
    wrong: Annotated[
        str | None, typer.Option("--wrong", "-w", metavar="KIND", help="Tell each wrong instance of a kind, or of `all`.")
    ] = None,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="How to tell the figures.")] = "text",
) -> None:
    """Compare the tables of a run with gold: precision, recall and F1 by kind, and which rules are wrong how often.

    [bold]extractor eval tables/ corpus/gold --wrong award_facts[/bold]
    """
    from extractor.cli.eval import eval_command

    eval_command(out, gold, wrong=wrong, as_json=options.one_of("--format", format_, ("text", "json")) == "json")


app.add_typer(rules_app, name="rules")
app.add_typer(gold_app, name="gold")


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="A sentence, or a file with an article.")],
    rules: options.Rules = None,
    disable: options.Disable = None,
) -> None:
    """Tell what is found in a sentence or an article, by which rules, and what was nearly found.

    [bold]extractor explain '海河重工有限公司荣获第三届天津市质量奖。'[/bold]
    """
    from extractor.cli.explain import explain_command

    explain_command(text, tuple(rules or ()), tuple(disable or ()))


app.command("merge", epilog="Exit code: 0, 2 for wrong usage, paths or rules.")(merge_commands.merge_outs)
app.command("report", epilog="Exit code: 0, 2 for wrong usage or paths.")(report)
app.command("query", epilog="Exit code: 0, 2 for a wrong query or path.")(merge_commands.query)
app.command("schema")(schema_commands.schema)
app.command("filter", epilog="Exit code: 0, 1 where a line gave an error under --strict, 2 for wrong usage or rules.")(
    pipeline_commands.filter_lines
)
app.command("serve")(pipeline_commands.serve)
app.command("workbench", epilog="Exit code: 0, 2 for wrong usage, paths or rules.")(workbench)
