"""One YAML file as plain data with the place of each value, and what keeps it from being read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from extractor.errors import Problem, RuleError
from extractor.rules.located import Located, Place
from extractor.rules.yaml_guard import guard_problems

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FLOW = "a value with { } [ ] , # or : in it needs quotes around it"
_HINTS = (
    ("unknown escape character", "write a regular expression in single quotes, where \\ is plain"),
    ("character that cannot start any token", "put the value in quotes; YAML allows no tab, @, % or ` at its beginning"),
    ("mapping values are not allowed", "put quotes around a value that holds a colon and a space"),
    ("could not find expected ':'", "a key needs a colon and a space behind it (a half-width one)"),
    ("block collection", "items of one list stand in one column"),
    ("block mapping", "keys of one level stand in one column"),
    ("flow sequence", _FLOW),
    ("flow mapping", _FLOW),
    ("expected the node content", _FLOW),
    ("did not find expected key", _FLOW),
    ("quoted scalar", "a quotation mark is not closed"),
)


def read_located(path: Path) -> Located:
    """The data of one file. Raises RuleError: R001 not YAML, R004 a key told twice, R016 more than plain values."""
    try:
        text = path.read_text(encoding="utf-8")
        if told := guard_problems(path, text, Loader):
            raise RuleError(told)
        node = yaml.compose(text, Loader=Loader)
    except OSError as error:
        raise RuleError([Problem(str(path), 1, 1, "R001", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RuleError([Problem(str(path), line, 1, "R001", "not UTF-8", "save the file as UTF-8")]) from error
    except yaml.YAMLError as error:
        raise RuleError([_fault(path, error)]) from error
    problems: list[Problem] = []
    places: dict[str, Place] = {}
    reader = _Reader(str(path), places, problems)
    data = reader.plain(node, "$") if node is not None else {}
    if problems:
        raise RuleError(problems)
    return Located(str(path), data, places)


def _fault(path: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = " ".join(part for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part) or str(error)
    hint = next((hint for words, hint in _HINTS if words in what), None)
    return Problem(str(path), line, column, "R001", f"not YAML: {what}", hint)


class _Reader:
    """Turns nodes into plain data and remembers where each stood."""

    def __init__(self, path: str, places: dict[str, Place], problems: list[Problem]) -> None:
        self._path = path
        self._places = places
        self._problems = problems

    def plain(self, node: Any, path: str) -> Any:
        self._places[path] = _place(node)
        if isinstance(node, yaml.MappingNode):
            return self._map(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, f"{path}[{index}]") for index, item in enumerate(node.value)]
        return _scalar(node)

    def _map(self, node: Any, path: str) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            place = _place(key_node)
            if key in plain:
                first = self._places[f"{path}.{key}"].line
                self._problems.append(
                    Problem(self._path, *place[:2], "R004", f"key {key} is told twice", f"it stands in line {first} already")
                )
            plain[key] = self.plain(value_node, f"{path}.{key}")
            self._places[f"{path}.{key}"] = place
        return plain


def _place(node: Any) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: Any) -> Any:
    tag = node.tag.rpartition(":")[2]
    value = str(node.value)
    if tag == "null":
        return None
    if tag == "bool":
        return value.lower() in ("true", "yes", "on")
    if tag == "int":
        try:
            return int(value.replace("_", ""), 0)
        except ValueError:  # 010 and 1:30, which YAML takes for octal and sexagesimal numbers
            return value
    return value
