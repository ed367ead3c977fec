"""The pages of the site that are made from the product itself: commands, tables, rule files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mkdocs.structure.files import File, Files

HEADS = {"en": ("option", "value", "what it does"), "zh": ("选项", "值", "作用")}


def on_files(files: Files, *, config: Any) -> Files:
    """Adds the generated pages."""
    pages = {
        "reference/commands.md": commands_page("en"),
        "zh/commands.md": commands_page("zh"),
        "reference/tables.md": tables_page("en"),
        "zh/tables.md": tables_page("zh"),
        "reference/rule-files.md": rule_files_page(),
    }
    for name, content in pages.items():
        files.append(File.generated(config, name, content=content))
    return files


def commands_page(language: str) -> str:
    """Every command with its options, as its own help has them."""
    import typer.main

    from extractor.cli import messages
    from extractor.cli.app import app

    command = typer.main.get_command(app)
    if language == "zh":
        messages.translate(command)
    title = "# 命令" if language == "zh" else "# Commands"
    return "\n\n".join([title, *(_command(path, one, language) for path, one in messages.commands_of(command))]) + "\n"


def _command(path: str, command: Any, language: str) -> str:
    name = path if path == "extractor" else f"extractor {path}"
    lines = (command.help or "").splitlines()
    examples = [line.replace("[bold]", "").replace("[/bold]", "").strip() for line in lines if "[bold]" in line]
    prose = "\n".join(line for line in lines if "[bold]" not in line).strip()
    parts = [f"## `{name}`", prose]
    if examples:
        parts.append(
            "```console\n"
            + "\n".join(f"$ {line.partition('：')[2] or line.removeprefix('Example: ')}" for line in examples)
            + "\n```"
        )
    rows = [_parameter(parameter) for parameter in command.params if getattr(parameter, "help", None)]
    if rows:
        head = HEADS[language]
        parts.append("\n".join([f"| {' | '.join(head)} |", "|---|---|---|", *rows]))
    if command.epilog:
        parts.append(command.epilog)
    return "\n\n".join(part for part in parts if part)


def _parameter(parameter: Any) -> str:
    names = (
        ", ".join(f"`{name}`" for name in parameter.opts) if parameter.param_type_name == "option" else f"`{parameter.metavar}`"
    )
    value = "" if getattr(parameter, "is_flag", False) else parameter.metavar or parameter.type.name
    return f"| {names} | {_cell(value if parameter.param_type_name == 'option' else '')} | {_cell(parameter.help)} |"


def tables_page(language: str) -> str:
    """Every table with its columns."""
    from extractor.outputs.descriptions import ALL_TABLES, column_description, table_description

    head = "| 列 | 中文列名 | 类型 | 含义 |" if language == "zh" else "| column | in Chinese | type | what it holds |"
    parts = ["# 表格" if language == "zh" else "# Tables"]
    for table in ALL_TABLES:
        told = ((one, _cell(column_description(table, one, language))) for one in table.columns)
        rows = [f"| `{one.name}` | {one.chinese} | {one.type} | {what} |" for one, what in told]
        grid = "\n".join([head, "|---|---|---|---|", *rows])
        parts += [f"## `{table.name}` {table.chinese}", table_description(table, language), grid]
    return "\n\n".join(parts) + "\n"


def rule_files_page() -> str:
    """Every rule file's keys, from its JSON Schema."""
    from extractor.tuning.schema import names, schema

    parts = [
        "# Rule files",
        "Made from the JSON Schemas that `extractor rules schema FILE` prints. How to work with them: [Rules](../rules.md).",
    ]
    for name in names():
        told = schema(name)
        parts += [f"## `{name}`", _keys(told)]
        for title, definition in sorted(told.get("$defs", {}).items()):
            if definition.get("properties"):
                parts += [f"### {title} in `{name}`", _keys(definition)]
    return "\n\n".join(parts) + "\n"


def _keys(told: dict[str, Any]) -> str:
    required = told.get("required", [])
    rows = [
        f"| `{key}`{' (needed)' if key in required else ''} | {_cell(_kind(value))} | {_cell(value.get('description', ''))} |"
        for key, value in told.get("properties", {}).items()
    ]
    return "\n".join(["| key | value | what it is |", "|---|---|---|", *rows])


def _kind(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "enum" in value:
        return ", ".join(map(str, value["enum"]))
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(filter(None, (_kind(one) for one in value["anyOf"]))))
    if value.get("type") == "array":
        return f"list of {_kind(value.get('items') or {})}".removesuffix(" of ")
    if value.get("type") == "object" and isinstance(value.get("additionalProperties"), dict):
        return f"map to {_kind(value['additionalProperties'])}".removesuffix(" to ")
    return str(value.get("type", ""))


def _cell(text: str) -> str:
    return "".join(_escaped(text.replace("\n", " ")))


def _escaped(text: str) -> Iterator[str]:
    for char in text:
        yield {"|": "\\|", "<": "&lt;", "{": "&#123;", "}": "&#125;", "*": "\\*", "_": "\\_"}.get(char, char)
