"""YAML files with places: every value knows its line and column, and every fault is told with them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from extractor.errors import Problem, RuleError

T = TypeVar("T")
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Located:
    """A file's plain data and the (line, column), from 1, of each value by its path such as `$.verbs[0]`."""

    path: str
    data: Any
    places: dict[str, tuple[int, int]]

    def place(self, path: str) -> tuple[int, int]:
        """Where the value at `path` stands, or its nearest parent that is known."""
        while path not in self.places and path != "$":
            path = re.sub(r"(\.[^.\[\]]*|\[[^\]]*\])$", "", path) or "$"
        return self.places.get(path, (1, 1))

    def problem(self, path: str, code: str, message: str, hint: str | None = None) -> Problem:
        """A problem that stands at `path`."""
        line, column = self.place(path)
        return Problem(self.path, line, column, code, message, hint)


def load_located(path: Path) -> Located:
    """The file's data with places. Raises RuleError (R001) where it is not YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = getattr(error, "problem", None) or str(error)
        raise RuleError([Problem(str(path), line, column, "R001", f"not YAML: {what}")]) from error
    places: dict[str, tuple[int, int]] = {}
    data = _plain(node, "$", places) if node is not None else {}
    return Located(str(path), data, places)


def load_as(path: Path, shape: type[T]) -> T:
    """The file's data as the msgspec struct `shape`. Raises RuleError (R001 no YAML, R002 wrong shape)."""
    return convert(load_located(path), shape)


def convert(located: Located, shape: type[T]) -> T:
    """The data as `shape`; a wrong key or type is a RuleError (R002) at its place, with a suggestion for a wrong key."""
    try:
        return msgspec.convert(located.data, type=shape)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        path = where.strip("` ") or "$"
        raise RuleError([_shape_problem(located, path, message, shape)]) from error


def _shape_problem(located: Located, path: str, message: str, shape: Any) -> Problem:
    unknown = re.search(r"unknown field `([^`]+)`", message)
    if unknown is None:
        return located.problem(path, "R002", message)
    key = unknown.group(1)
    fields = sorted({name for struct in _structs(shape) for name in struct.__struct_encode_fields__})
    near = difflib.get_close_matches(key, fields, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(fields)}"
    return located.problem(f"{path}.{key}", "R002", f"unknown key {key}", hint)


def _structs(shape: Any) -> list[Any]:
    found: list[Any] = []
    waiting = [msgspec.inspect.type_info(shape)]
    while waiting:
        info = waiting.pop()
        if isinstance(info, msgspec.inspect.StructType) and info.cls not in found:
            found.append(info.cls)
            waiting.extend(field.type for field in info.fields)
        for name in ("item_type", "value_type", "types"):
            inner = getattr(info, name, None)
            if inner is not None:
                waiting.extend(inner if isinstance(inner, tuple) else [inner])
    return found


def _plain(node: Any, path: str, places: dict[str, tuple[int, int]]) -> Any:
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            plain[key] = _plain(value_node, f"{path}.{key}", places)
            places[f"{path}.{key}"] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{path}[{index}]", places) for index, item in enumerate(node.value)]
    return _scalar(node)


def _scalar(node: Any) -> Any:
    tag = node.tag.rpartition(":")[2]
    value = str(node.value)
    if tag == "null":
        return None
    if tag == "bool":
        return value.lower() in ("true", "yes", "on")
    if tag == "int":
        return int(value.replace("_", ""), 0)
    return value
