"""The published schemas: whole, in two languages, and true of what a run writes."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from pyarrow.parquet import read_schema, read_table

from extractor.cli.app import exit_code
from extractor.outputs.arrow_schema import arrow_schema
from extractor.outputs.cells import restored
from extractor.outputs.descriptions import ALL_TABLES, column_description, table_description
from extractor.outputs.json_schema import is_filled, json_schema
from extractor.outputs.schema import Table
from tests.quality import CORPUS

NAMES = [table.name for table in ALL_TABLES]


def table_of(name: str) -> Table:
    return next(table for table in ALL_TABLES if table.name == name)


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over some articles of the corpus and one that cannot be read, with merged tables, in all three formats."""
    out = tmp_path_factory.mktemp("schema")
    (out / "empty.txt").touch()
    articles = [str(path) for pattern in ("a0*", "e*", "r0*") for path in CORPUS.articles.glob(pattern)]
    formats = ("--format", "csv,jsonl,parquet")
    assert exit_code(["run", *articles, str(out / "empty.txt"), "--out", str(out / "t"), *formats, "--merge"]) == 0
    return out / "t"


def problems(rows: list[dict[str, Any]], schema: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for row in rows for error in validator.iter_errors(row)]


def from_csv(path: Path, table: Table) -> list[dict[str, Any]]:
    read: dict[str, Callable[[str], Any]] = {
        "text": restored,
        "integer": int,
        "number": Decimal,
        "boolean": lambda cell: cell == "true",
    }
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {
                column.name: read[column.type](cell) if cell or (is_filled(table, column) and column.type == "text") else None
                for column, cell in zip(table.columns, row.values(), strict=True)
            }
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_every_format_are_valid(name: str, merged: Path) -> None:
    table = table_of(name)
    schema = json_schema(table)
    Draft202012Validator.check_schema(schema)
    lines = (merged / f"{name}.jsonl").read_text("utf-8").splitlines()
    by_format = {
        "jsonl": [json.loads(line, parse_float=Decimal) for line in lines],
        "csv": from_csv(merged / f"{name}.csv", table),
        "parquet": read_table(merged / f"{name}.parquet").to_pylist(),
    }
    assert name == "contradictions" or by_format["jsonl"]
    for form, rows in by_format.items():
        assert problems(rows, schema)[:3] == [], form
        assert len(rows) == len(lines)
        assert all(list(row) == list(schema["properties"]) for row in rows)


def test_a_wrong_row_is_told() -> None:
    schema = json_schema(table_of("count_facts"))
    row = dict.fromkeys(schema["properties"])
    told = problems([row], schema)
    assert any("doc_id" in problem for problem in told)
    assert any("raw_start" in problem for problem in told)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema).validate({})


@pytest.mark.parametrize("name", NAMES)
def test_parquet_files_have_the_arrow_schema_with_its_descriptions(name: str, merged: Path) -> None:
    written, published = read_schema(merged / f"{name}.parquet"), arrow_schema(table_of(name))
    assert written.equals(published)
    for field in published:
        kept = written.field(field.name).metadata
        assert kept[b"description_zh"] == field.metadata[b"description_zh"]
        assert kept[b"description"]


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_described_in_both_languages(name: str) -> None:
    table = table_of(name)
    assert table_description(table, "en")
    assert any("一" <= char <= "鿿" for char in table_description(table, "zh"))
    for column in table.columns:
        assert column_description(table, column, "en")
        assert any("一" <= char <= "鿿" for char in column_description(table, column, "zh")), column.name


def test_chinese_headers_have_their_schema() -> None:
    schema = json_schema(table_of("award_facts"), "zh")
    assert schema["properties"]["获奖者"]["title"] == "recipient"
    assert schema["required"][:3] == ["文章编号", "来源路径", "奖项"]


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(["schema", "award_facts", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema(table_of("award_facts"))
    assert exit_code(["schema", "award_facts", "--format", "arrow"]) == 0
    assert "amount: decimal128(38, 8)" in capsys.readouterr().out
    assert exit_code(["schema", "award_facts"]) == 0
    assert "奖项规范名" in capsys.readouterr().out
    assert exit_code(["schema"]) == 0
    listed = capsys.readouterr().out
    assert [name for name in NAMES if name not in listed] == []
    assert exit_code(["schema", "--format", "json"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == NAMES
    assert exit_code(["schema", "--out", str(tmp_path)]) == 0
    assert len(list(tmp_path.iterdir())) == 2 * len(NAMES)
    read = pyarrow.ipc.read_schema(pyarrow.py_buffer((tmp_path / "award_facts.arrow").read_bytes()))
    assert read.equals(arrow_schema(table_of("award_facts")), check_metadata=True)


WRONG = {
    "no such table": (["schema", "awards"], "no table awards; tables: documents"),
    "arrow of all": (["schema", "--format", "arrow"], "which table?"),
    "no such format": (["schema", "--format", "xml"], "--format xml: choose from"),
    "no place": (["schema", "--out", "/dev/null/x"], "cannot write to /dev/null/x"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_told(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, message = WRONG[name]
    assert exit_code(arguments) == 2
    assert message in capsys.readouterr().err
