"""The commands for those who write rules, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli import options

rules_app = typer.Typer(
    no_args_is_help=True, help="Check and test rules.", context_settings={"help_option_names": ["-h", "--help"]}
)


@rules_app.command("check", epilog="Exit code: 0, 1 where there is an error (code R…), 2 for wrong usage. Warnings are W….")
def rules_check(
    rules: options.Rules = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|json|github", help="How to tell the problems.")] = "text",
) -> None:
    """Tell all problems of the rules at once, each with its place, code and a hint.

    [bold]extractor rules check --rules my-rules/[/bold]
    """
    from extractor.cli.rules import check_command

    if check_command(tuple(rules or ()), options.one_of("--format", format_, ("text", "json", "github"))):
        raise typer.Exit(options.EXIT_REJECTED)


@rules_app.command("test", epilog="Exit code: 0, 1 where an example fails, 2 for wrong usage or rules.")
def rules_test(
    rule: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A rule or a mention file (mentions/companies); all without it.")
    ] = None,
    rules: options.Rules = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|json|github", help="How to tell what fails.")] = "text",
) -> None:
    """Run the examples that stand beside the rules.

    [bold]extractor rules test award.won --rules my-rules/[/bold]
    """
    from extractor.cli.rules import test_command

    if test_command(tuple(rules or ()), rule, options.one_of("--format", format_, ("text", "json", "github"))):
        raise typer.Exit(options.EXIT_REJECTED)


@rules_app.command("diff", epilog="Exit code: 0, 1 under --strict where gold calls a change worse, 2 for wrong usage or rules.")
def rules_diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A directory of rules, `default`, a git REV or REV:DIR.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    corpus: options.CorpusPaths,
    gold: options.GoldPaths = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page with every change.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="At most so many changes on the terminal.")] = 20,
    mentions: Annotated[bool, typer.Option(help="Compare mentions too, where they can differ.")] = True,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="How to tell the changes.")] = "text",
    workers: options.Workers = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where gold calls a change worse.")] = False,
) -> None:
    """Tell what a change of rules gains, loses and changes over a corpus.

    What rules cannot change (cleaned text, mentions) is kept in the user's cache directory, so that the next answer comes in
    seconds.

    [bold]extractor rules diff default my-rules/ corpus/articles --gold corpus/gold --html diff.html[/bold]
    [bold]extractor rules diff HEAD my-rules/ news.jsonl.gz[/bold]
    """
    from extractor.cli.rules_diff import DiffOptions, diff_command

    as_json = options.one_of("--format", format_, ("text", "json")) == "json"
    options_ = DiffOptions(tuple(gold or ()), html, limit, as_json=as_json, mentions=mentions, workers=options.processes(workers))
    if diff_command(old, new, corpus, options_) and strict:
        raise typer.Exit(options.EXIT_REJECTED)


@rules_app.command("stats")
def rules_stats(
    corpus: options.CorpusPaths,
    rules: options.Rules = None,
    gold: options.GoldPaths = None,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="How to tell the figures.")] = "text",
    workers: options.Workers = None,
) -> None:
    """Tell of each rule how often it matches, what comes of it, what it costs, and with gold how right it is.

    A match is contested where another rule has matched the same winner, sum or stretch of text; `won` is the share of those that
    became a row. `share of right` is the rule's part in all rows of the table that gold has.

    [bold]extractor rules stats corpus/articles --gold corpus/gold[/bold]
    """
    from extractor.cli.rules_stats import stats_command

    as_json = options.one_of("--format", format_, ("text", "json")) == "json"
    stats_command(corpus, tuple(rules or ()), tuple(gold or ()), options.processes(workers), as_json=as_json)


@rules_app.command("new", epilog="Exit code: 0, 1 where the new rule does not do what its example says, 2 for wrong usage.")
def rules_new(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of the new rule, such as my.trophy.")],
    example: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="A sentence with marks: ⟦recipient:…⟧, ⟦award:…⟧, or ⟦amount:…⟧.")
    ],
    directory: Annotated[Path, typer.Option("--rules", metavar="DIR", help="Your own rules; made where they are missing.")],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="For a sum: reward, subsidy, relief, financing or investment.")
    ] = None,
) -> None:
    """Write a new rule, made from a marked sentence, with its examples.

    [bold]extractor rules new my.trophy '⟦award:天津市质量奖⟧的奖杯被⟦recipient:海河重工有限公司⟧收入囊中。' --rules mine/[/bold]
    """
    from extractor.cli.rules_new import new_command

    if new_command(rule, example, directory, kind):
        raise typer.Exit(options.EXIT_REJECTED)


@rules_app.command("mine")
def rules_mine(
    corpus: options.CorpusPaths,
    rules: options.Rules = None,
    least: Annotated[int, typer.Option("--least", min=1, help="Only what stands in the corpus so often.")] = 2,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many of each kind.")] = 20,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="How to tell the candidates.")] = "text",
    workers: options.Workers = None,
) -> None:
    """Tell what a corpus holds that the rules do not know: names like awards, words between winner and award, unknown winners.

    [bold]extractor rules mine news.jsonl.gz --least 5[/bold]
    """
    from extractor.cli.rules_mine import mine_command

    as_json = options.one_of("--format", format_, ("text", "json")) == "json"
    mine_command(corpus, tuple(rules or ()), least=least, limit=limit, workers=options.processes(workers), as_json=as_json)


@rules_app.command("schema")
def rules_schema(
    name: Annotated[str | None, typer.Argument(metavar="FILE", help="A rule file, such as facts/awards.yaml.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Write the schemas of all files there.")] = None,
) -> None:
    """Print the JSON Schema of a rule file, by which editors complete and check.

    [bold]extractor rules schema facts/awards.yaml[/bold]
    """
    from extractor.cli.rules_mine import schema_command

    schema_command(name, out)
