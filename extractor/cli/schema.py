"""`extractor schema`: what the tables hold, for people, JSON Schema and Arrow."""

from __future__ import annotations

import json
from pathlib import Path

from rich.table import Table as Grid

from extractor.cli.printing import print_grid, stdout
from extractor.errors import UsageError
from extractor.outputs.descriptions import ALL_TABLES, column_description, table_description
from extractor.outputs.json_schema import json_schema
from extractor.outputs.schema import Table

FORMATS = ("text", "json", "arrow")


def schema_command(name: str | None, form: str, language: str, out: Path | None) -> None:
    """Prints the schema of a table, or lists the tables, or writes the schemas to a directory. Raises UsageError."""
    if out is not None:
        for path in write_schemas(out, [_table(name)] if name else ALL_TABLES, language):
            stdout().print(str(path), markup=False)
    elif name is None:
        _list_tables(form)
    elif form == "json":
        print(json.dumps(json_schema(_table(name), language), ensure_ascii=False, indent=1))
    elif form == "arrow":
        from extractor.outputs.arrow_schema import arrow_schema

        print(arrow_schema(_table(name), language).to_string(truncate_metadata=False))
    else:
        _describe(_table(name))


def write_schemas(out: Path, tables: tuple[Table, ...] | list[Table], language: str) -> list[Path]:
    """Writes TABLE.schema.json and TABLE.arrow (a serialized schema, for `pyarrow.ipc.read_schema`) for each table.

    Raises UsageError where the directory cannot be written.
    """
    from extractor.outputs.arrow_schema import arrow_schema
    from extractor.whole import whole

    written = []
    try:
        out.mkdir(parents=True, exist_ok=True)
        for table in tables:
            text = json.dumps(json_schema(table, language), ensure_ascii=False, indent=1) + "\n"
            for ending, data in ((".schema.json", text.encode()), (".arrow", arrow_schema(table, language).serialize())):
                path = out / f"{table.name}{ending}"
                with whole(path) as part:
                    part.write_bytes(data)
                written.append(path)
    except OSError as error:
        raise UsageError(f"cannot write to {out}: {error.strerror or error}") from error
    return written


def _table(name: str) -> Table:
    table = next((table for table in ALL_TABLES if table.name == name), None)
    if table is None:
        raise UsageError(f"no table {name}; tables: {', '.join(table.name for table in ALL_TABLES)}")
    return table


def _list_tables(form: str) -> None:
    if form == "json":
        print(json.dumps({table.name: json_schema(table) for table in ALL_TABLES}, ensure_ascii=False, indent=1))
        return
    if form != "text":
        raise UsageError(f"--format {form}: which table? choose from {', '.join(table.name for table in ALL_TABLES)}")
    grid = Grid("table", "中文", "columns", "what a row is", "每行是什么")
    for table in ALL_TABLES:
        told = (table_description(table, language) for language in ("en", "zh"))
        grid.add_row(table.name, table.chinese, str(len(table.columns)), *told)
    print_grid(grid)


def _describe(table: Table) -> None:
    grid = Grid("column", "中文", "type", "what it holds", "含义", title=f"{table.name} {table.chinese}", title_justify="left")
    for column in table.columns:
        told = (column_description(table, column, language) for language in ("en", "zh"))
        grid.add_row(column.name, column.chinese, column.type, *told)
    print_grid(grid)
