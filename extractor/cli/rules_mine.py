"""`extractor rules mine` and `extractor rules schema`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.table import Table as Grid
from rich.text import Text

from extractor.cli.printing import print_grid, stdout
from extractor.errors import UsageError
from extractor.rules.faults import shape_of
from extractor.rules.pack import files_of
from extractor.tuning.mine import TITLES, mine, most_frequent
from extractor.tuning.schema import names, schema, write_schemas
from extractor.tuning.study.corpus import Corpus
from extractor.tuning.study.rule_sets import RuleSet


def mine_command(
    paths: Sequence[str], rules: Sequence[Path], *, least: int, limit: int, workers: int, as_json: bool = False
) -> None:
    """Prints the candidates of each kind, the most frequent first. Raises UsageError and RuleError."""
    mined = mine(RuleSet.of("rules", files_of(rules)), Corpus(tuple(paths), workers=workers))
    kinds = {what: list(most_frequent(mined, what, least))[:limit] for what in TITLES}
    if as_json:
        told = {
            what: [
                {"name": name, "number": one.number, "articles": len(one.articles), "examples": one.examples}
                for name, one in found
            ]
            for what, found in kinds.items()
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for what, found in kinds.items():
        grid = Grid(what, title=TITLES[what], title_justify="left")
        for head in ("times", "articles"):
            grid.add_column(head, justify="right")
        grid.add_column("for example", overflow="fold")
        for name, one in found:
            grid.add_row(Text(name), str(one.number), str(len(one.articles)), Text(one.examples[0]))
        print_grid(grid)


def schema_command(name: str | None, out: Path | None) -> None:
    """Prints the JSON Schema of a rule file, or writes those of all. Raises UsageError for a file that has none."""
    if out is not None:
        for path in write_schemas(out):
            stdout().print(str(path), markup=False)
        return
    if name is None or shape_of(name) is None:
        raise UsageError(f"{'no rule file ' + name if name else 'which rule file?'} choose from {', '.join(names())}")
    print(json.dumps(schema(name), ensure_ascii=False, indent=1))
