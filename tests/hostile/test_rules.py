"""Rule files that would run code, grow or take for ever, or lead elsewhere: told with their place, before anything is read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import Problem, RuleError
from extractor.rules.alphabet import ALPHABET
from extractor.rules.pack import load_pack
from extractor.rules.patterns import PatternError, compile_pattern
from extractor.rules.yaml_io import load_located

LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
FILES = {
    "an object of Python's": ("lines: !!python/object/apply:os.system ['touch /tmp/x']\n", "R016", 1, 8),
    "a new object": ("lines:\n- !!python/object/new:os._exit [3]\n", "R016", 2, 3),
    "a module": ("!!python/module:os ''\n", "R016", 1, 1),
    "a tag of its own": ("lines: !include /etc/passwd\n", "R016", 1, 8),
    "bytes": ("lines: !!binary aGk=\n", "R016", 1, 8),
    "aliases that multiply": (LAUGHS, "R016", 7, 8),
    "an alias inside what it repeats": ("lines: &a [*a]\n", "R016", 1, 12),
    "open brackets": ("lines: " + "[" * 100_000, "R016", 1, 67),
    "open braces": ("{a: " * 100_000, "R016", 1, 241),
    "dashes": ("- " * 100_000, "R016", 1, 121),
    "too long": ("# " + "x" * 8_000_000, "R016", 1, 1),
    "an endless number": ("version: " + "9" * 1_000_000, "R002", 1, 1),
    "NUL": ("lines: \0\n", "R001", 1, 1),
    "half a character": ("lines: \udcff\n", "R001", 1, 1),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_with_its_place(tmp_path: Path, name: str) -> None:
    text, code, line, column = FILES[name]
    (tmp_path / "cleaning").mkdir()
    (tmp_path / "cleaning" / "mine.yaml").write_text(text, "utf-8", "surrogateescape")
    started = time.process_time()
    with pytest.raises(RuleError) as told:
        load_pack([tmp_path])
    (problem, *_) = told.value.problems
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert time.process_time() - started < 6


EXPLOSIVE = {
    "a repeat of a repeat": (r"(a+)+$", "R020"),
    "two ways to read each letter": (r"^(?:a|a)*$", "R021"),
    "alternatives within each other": (r"(?:x|xx|x)*y{2}", "R021"),
    "many stars": (r"\d*\d*\d*\d*\d*\d*x", "R021"),
}


@pytest.mark.parametrize("name", EXPLOSIVE)
def test_an_explosive_expression_keeps_a_run_from_beginning(tmp_path: Path, name: str) -> None:
    expression, code = EXPLOSIVE[name]
    (tmp_path / "cleaning").mkdir()
    (tmp_path / "cleaning" / "mine.yaml").write_text(f"lines:\n- name: mine\n  patterns: ['{expression}']\n", "utf-8")
    with pytest.raises(RuleError) as told:
        load_pack([tmp_path])
    assert [(problem.code, problem.line) for problem in told.value.problems] == [(code, 3)]


def test_fragments_that_multiply_are_no_pattern() -> None:
    fragments = {f"f{depth}": f"{{f{depth + 1}}}" * 30 for depth in range(6)} | {"f6": "云"}
    with pytest.raises(PatternError, match="200,000 characters"):
        compile_pattern("{f0}", fragments, ALPHABET)


@pytest.mark.parametrize("kind", ["file", "directory", "loop"])
def test_a_link_out_of_the_directory_is_told(tmp_path: Path, kind: str) -> None:
    outside, rules = tmp_path / "outside", tmp_path / "rules"
    (outside / "cleaning").mkdir(parents=True)
    (outside / "cleaning" / "mine.yaml").write_text("lines: []\n", "utf-8")
    rules.mkdir()
    if kind == "file":
        (rules / "pack.yaml").symlink_to(outside / "cleaning" / "mine.yaml")
    elif kind == "directory":
        (rules / "cleaning").symlink_to(outside / "cleaning")
    else:
        (rules / "cleaning").symlink_to(tmp_path)
    with pytest.raises(RuleError) as told:
        load_pack([rules])
    assert "R017" in [problem.code for problem in told.value.problems]


@settings(max_examples=150, deadline=None)
@given(
    st.text("ab-:[]{}&*!|>'\"#,\n \t?%@`\0\x85￿é云\ud800", max_size=60)
    | st.lists(st.sampled_from(["lines:", "- ", "name: a", "&a ", "*a", "!!", "[", "]", "{", "}", "\n", "  ", "? ", ": "])).map(
        "".join
    )
)
def test_any_text_is_values_or_a_problem(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    problems: list[Problem] = []
    try:
        load_located(path)
    except RuleError as error:
        problems = error.problems
    assert all(problem.line >= 1 and problem.message for problem in problems)
