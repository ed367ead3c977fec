"""Rows become Arrow tables with every value as it was, whatever pyarrow makes of them by itself."""

from __future__ import annotations

import subprocess
import sys

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.outputs.arrow_tables import table_of

SCHEMA = pyarrow.schema(
    [
        ("text", pyarrow.string()),
        ("number", pyarrow.int64()),
        ("truth", pyarrow.bool_()),
        ("texts", pyarrow.list_(pyarrow.string())),
        ("bytes", pyarrow.binary()),
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ROWS = st.lists(
    st.tuples(
        st.none() | TEXT,
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.booleans(),
        st.lists(TEXT, max_size=3),
        st.binary(max_size=9),
    ),
    max_size=6,
)


@settings(deadline=None)
@given(ROWS)
def test_every_value_is_as_it_was(rows: list[tuple[object, ...]]) -> None:
    table = table_of(rows, SCHEMA)
    assert table.schema == SCHEMA
    assert [tuple(row.values()) for row in table.to_pylist()] == rows


def test_a_long_row_is_one_row() -> None:
    row = ("长" * 3_000_000, 1, True, ["列"] * 200_000, b"\0" * 1_000_000)
    assert [tuple(found.values()) for found in table_of([row, row], SCHEMA).to_pylist()] == [row, row]


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(UnicodeEncodeError):
        table_of([("\ud800", 1, True, [], b"")], SCHEMA)


def test_pandas_is_not_imported() -> None:
    code = (
        "import sys, pyarrow; from extractor.outputs.arrow_tables import table_of\n"
        "table_of([('a', b'b')], pyarrow.schema([('x', pyarrow.string()), ('y', pyarrow.binary())]))\n"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
