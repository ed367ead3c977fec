"""`extractor rules new`: a rule made from a marked sentence, in the user's own directory."""

from __future__ import annotations

from pathlib import Path

from extractor.cli.printing import stderr, stdout
from extractor.errors import UsageError
from extractor.pipeline import Pipeline
from extractor.rules.pack import PACK_FILE, files_of
from extractor.tuning.check import check_rules, is_warning
from extractor.tuning.examples import examples_of, run_examples
from extractor.tuning.scaffold import inserted, new_rule
from extractor.tuning.schema import modeline
from extractor.whole import write_whole


def new_command(name: str, example: str, directory: Path, kind: str | None) -> int:
    """Writes the rule, prints it, and tells what is wrong with it; how many faults that is.

    The directory and its files are made where they are missing. Raises UsageError and RuleError.
    """
    pipeline = Pipeline.default([directory] if directory.is_dir() else [])
    if name in [rule.spec.id for rule in pipeline.pack.fact_rules]:
        raise UsageError(f"there is a rule {name} already; give this one another id")
    rule = new_rule(pipeline, name, example, kind)
    path = directory / rule.file
    path.parent.mkdir(parents=True, exist_ok=True)
    if not (directory / PACK_FILE).exists():
        label = f'name: {directory.resolve().name}\nversion: "1"\n'
        write_whole(directory / PACK_FILE, f"{modeline(PACK_FILE)}\n{label}")
    content = path.read_text("utf-8") if path.exists() else f"{modeline(rule.file)}\nextends: true\n"
    write_whole(path, inserted(content, rule.text()))
    stdout().print(f"{path}\n{rule.text()}", markup=False, end="")
    return _tell_faults(directory, name)


def _tell_faults(directory: Path, name: str) -> int:
    problems = [problem for problem in check_rules([directory]) if not is_warning(problem)]
    if not problems:
        found = run_examples(
            Pipeline.default([directory]), (one for one in examples_of(files_of([directory])) if one.rule == name)
        )
        problems = [outcome.problem() for outcome in found if outcome.fault]
    console = stderr()
    for problem in problems:
        console.print(str(problem), markup=False)
    told = "its examples are as they should be" if not problems else "mend the pattern, then run: extractor rules test"
    console.print(f"{told} {name} --rules {directory}" if problems else told, markup=False)
    return len(problems)
