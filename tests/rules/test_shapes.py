"""Faults of shape are told exactly where the loader would refuse the data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import RuleError
from extractor.rules.located import Located
from extractor.rules.shapes import shape_problems
from extractor.rules.yaml_io import load_located


class Inner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part."""

    name: str
    kind: Literal["a", "b"] | None = None


class Outer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All kinds of fields."""

    n: int
    words: tuple[str, ...] = ()
    pair: tuple[int, int] = (1, 2)
    stages: frozenset[Literal["x", "y"]] = frozenset()
    parts: list[Inner] = []
    names: dict[str, str] = {}
    on: bool = False
    inner: Inner | None = None


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(0, 3), st.sampled_from(["a", "b", "x", "y", "z", "丙"]))
KEYS = st.sampled_from(["n", "words", "pair", "stages", "parts", "names", "on", "inner", "name", "kind", "nme"])
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_problems_are_told_exactly_where_conversion_fails(data: dict[str, Any]) -> None:
    problems = shape_problems(Located("x.yaml", data, {}), Outer)
    try:
        msgspec.convert(data, type=Outer)
    except msgspec.ValidationError:
        assert problems
    else:
        assert problems == []


@given(st.text(alphabet="ab:-[]{}'\"\\#&*!|>%@` \n\t丙：0", max_size=40))
def test_any_text_is_data_or_a_told_fault(text: str) -> None:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "x.yaml"
        path.write_text(text, "utf-8")
        codes: list[str] = []
        try:
            load_located(path)
        except RuleError as error:
            codes = [problem.code for problem in error.problems]
    assert set(codes) <= {"R001", "R004", "R005", "R016"}


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="R001 cannot be read"):
        load_located(tmp_path / "gone.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(RuleError, match=r"latin\.yaml:2:1: R001 not UTF-8"):
        load_located(tmp_path / "latin.yaml")
