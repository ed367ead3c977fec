"""Mutation testing by sample: changes the code in random places and tells which changes no test notices.

`python -m tests.mutants [NUMBER] [SEED] [PART]` takes so many changes of cosmic-ray from `text/`, `match/numbers`, `match/money`
and `facts/`, runs the tests of that package against each, then the floors of quality, and prints those that survive both. It
works on a copy of the project. Changes of annotations only are left out, as no annotation of this project is ever evaluated.
"""

from __future__ import annotations

import ast
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.quality import ROOT

PARTS = {
    "extractor/text": ("tests/text", "tests/hostile/test_stages.py"),
    "extractor/match/numbers.py": ("tests/match/test_numbers.py", "tests/match/test_money.py", "tests/match/test_counts.py"),
    "extractor/match/money.py": ("tests/match/test_money.py",),
    "extractor/facts": ("tests/facts", "tests/rules/test_examples.py", "tests/rules/test_language.py"),
}
"""What is changed, and the tests that should notice."""

LEFT_OUT = ("core/NumberReplacer", "core/Variable")
"""Tuned numbers are held by the quality floors, which take too long to run for each change; variables are put in or replaced by
what is told, which nothing tells."""

FLOORS = ("tests/test_quality.py", "tests/test_damaged.py", "tests/test_corpus.py")
"""What is run where those pass: they take longer, and hold what the pieces do together."""

TIMEOUT = 600


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the operator and which of its places, and the tests to run."""

    path: str
    operator: str
    occurrence: int
    tests: tuple[str, ...]


def all_mutants() -> list[Mutant]:
    """Every change that the operators know, in a fixed order."""
    plugins = import_module("cosmic_ray.plugins")
    parse = import_module("cosmic_ray.ast").get_ast_from_path
    names = sorted(name for name in plugins.operator_names() if not name.startswith(LEFT_OUT))
    found: list[Mutant] = []
    for part, tests in PARTS.items():
        base = ROOT / part
        for path in sorted(base.rglob("*.py")) if base.is_dir() else [base]:
            tree = parse(path)
            for name in names:
                operator = plugins.get_operator(name)()
                places = sum(1 for node in _nodes(tree) for _ in operator.mutation_positions(node))
                found += [Mutant(str(path.relative_to(ROOT)), name, number, tests) for number in range(places)]
    return found


def _nodes(tree: Any) -> list[Any]:
    """The nodes in the order in which cosmic-ray counts places."""
    return list(import_module("cosmic_ray.ast").ast_nodes(tree))


class _Bare(ast.NodeTransformer):
    """Takes annotations away."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def bare(source: str) -> str | None:
    """What runs of a module: its tree without annotations; None where it is no Python."""
    try:
        return ast.dump(_Bare().visit(ast.parse(source)))
    except SyntaxError:
        return None


def survives(mutant: Mutant, copy: Path) -> tuple[bool | None, str]:
    """Whether the tests pass in spite of the change, None where nothing else runs than before, and the change as a diff."""
    mutating = import_module("cosmic_ray.mutating")
    plugins = import_module("cosmic_ray.plugins")
    path = copy / mutant.path
    before = path.read_bytes()
    try:
        old, new = mutating.apply_mutation(path, plugins.get_operator(mutant.operator)(), mutant.occurrence)
        changed = [pair for pair in zip(old.splitlines(), new.splitlines(), strict=False) if pair[0] != pair[1]]
        shown = "; ".join(f"{one.strip()}  ->  {other.strip()}" for one, other in changed[:2])
        if bare(new) in (bare(old), None):
            return None, shown
        return all(_passes(tests, copy) for tests in (mutant.tests, FLOORS)), shown
    finally:
        path.write_bytes(before)


def _passes(tests: tuple[str, ...], copy: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=TIMEOUT, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main(number: int, seed: int, part: str) -> None:
    """Tries a sample of a part's changes and prints a line for each, then the share that was noticed."""
    mutants = [mutant for mutant in all_mutants() if mutant.path.startswith(part)]
    random.Random(seed).shuffle(mutants)
    tried = noticed = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as directory:
        copy = Path(directory) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "out", "dist", "*_cache", ".hypothesis"))
        for mutant in mutants:
            if tried == number:
                break
            alive, shown = survives(mutant, copy)
            if alive is None:
                continue
            tried += 1
            noticed += not alive
            print(f"{'SURVIVES' if alive else 'noticed '} {mutant.path} {mutant.operator}: {shown}", flush=True)
            print(f"{noticed} of {tried} noticed (of {len(mutants):,} changes, seed {seed})", flush=True)


if __name__ == "__main__":
    told = [*sys.argv[1:], *("60", "1", "extractor/")[len(sys.argv) - 1 :]]
    main(int(told[0]), int(told[1]), told[2])
