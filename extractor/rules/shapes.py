"""What is wrong with the shape of a rule file: every fault, each with its place and a suggestion."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from extractor.errors import Problem
from extractor.rules.located import Located

_NAMES: dict[type, str] = {
    inspect.StrType: "a text",
    inspect.IntType: "a whole number",
    inspect.BoolType: "true or false",
    inspect.NoneType: "nothing",
    inspect.DictType: "a map (key: value)",
    inspect.StructType: "a map (key: value)",
    inspect.LiteralType: "a choice",
}
_LISTS = (inspect.ListType, inspect.VarTupleType, inspect.SetType, inspect.FrozenSetType, inspect.TupleType)
_PLAIN: dict[type, type] = {inspect.StrType: str, inspect.IntType: int, inspect.BoolType: bool, inspect.NoneType: type(None)}


def shape_problems(located: Located, shape: Any) -> list[Problem]:
    """Every fault of the data against the msgspec type: R002 unknown key, R007 missing key, R008 wrong type, R009 no choice."""
    return list(_Walk(located).value(inspect.type_info(shape), located.data, "$"))


class _Walk:
    def __init__(self, located: Located) -> None:
        self._located = located

    def value(self, info: Any, data: Any, path: str) -> Iterator[Problem]:
        if isinstance(info, inspect.UnionType):
            info = next((kind for kind in info.types if _fits(kind, data)), info.types[0])
        if not _fits(info, data):
            yield self._located.problem(path, "R008", f"{_told(data)} where {_named(info)} belongs", _mend(info, data))
        elif isinstance(info, inspect.StructType):
            yield from self._struct(info, data, path)
        elif isinstance(info, inspect.DictType):
            for key, value in data.items():
                yield from self._choice(info.key_type, key, f"{path}.{key}")
                yield from self.value(info.value_type, value, f"{path}.{key}")
        elif isinstance(info, _LISTS):
            yield from self._items(info, data, path)
        else:
            yield from self._choice(info, data, path)

    def _items(self, info: Any, data: list[Any], path: str) -> Iterator[Problem]:
        fixed = isinstance(info, inspect.TupleType)
        if fixed and len(data) != len(info.item_types):
            yield self._located.problem(path, "R008", f"{len(data)} items where {len(info.item_types)} belong")
            return
        kinds = info.item_types if fixed else [info.item_type] * len(data)
        for index, (kind, item) in enumerate(zip(kinds, data, strict=True)):
            yield from self.value(kind, item, f"{path}[{index}]")

    def _struct(self, info: Any, data: dict[str, Any], path: str) -> Iterator[Problem]:
        fields = {field.encode_name: field for field in info.fields}
        missing = [name for name, field in fields.items() if field.required and name not in data]
        for key, value in data.items():
            if key in fields:
                yield from self.value(fields[key].type, value, f"{path}.{key}")
                continue
            unused = [name for name in fields if name not in data]
            near = difflib.get_close_matches(key, unused, n=1) or difflib.get_close_matches(key, fields, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(sorted(fields))}"
            missing = [name for name in missing if name not in near]  # one mistake, told once
            yield self._located.problem(f"{path}.{key}", "R002", f"unknown key {key}", hint)
        for name in missing:
            yield self._located.problem(path, "R007", f"key {name} is missing", f"write {name}: {_sample(fields[name].type)}")

    def _choice(self, info: Any, data: Any, path: str) -> Iterator[Problem]:
        if isinstance(info, inspect.LiteralType) and data not in info.values:
            near = difflib.get_close_matches(str(data), [str(value) for value in info.values], n=1)
            hint = f"did you mean {near[0]}?" if near else f"choose from {', '.join(map(str, info.values))}"
            yield self._located.problem(path, "R009", f"{data} is none of the choices", hint)


def _fits(info: Any, data: Any) -> bool:
    if isinstance(info, inspect.StructType | inspect.DictType):
        return isinstance(data, dict)
    if isinstance(info, _LISTS):
        return isinstance(data, list)
    if isinstance(info, inspect.LiteralType):
        return isinstance(data, str | int)
    kind = _PLAIN.get(type(info))
    return kind is None or type(data) is kind


def _named(info: Any) -> str:
    return "a list" if isinstance(info, _LISTS) else _NAMES.get(type(info), "something else")


def _told(data: Any) -> str:
    if isinstance(data, dict):
        return "a map (key: value)"
    if isinstance(data, list):
        return "a list"
    if data is None:
        return "nothing"
    return f"{str(data).lower()} (true or false)" if isinstance(data, bool) else f"the {_kind(data)} {_short(str(data))}"


def _kind(data: Any) -> str:
    return "number" if isinstance(data, int) else "text"


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}…"


def _mend(info: Any, data: Any) -> str | None:
    if isinstance(info, inspect.StrType):
        if isinstance(data, dict):
            return "put the text in quotes: in YAML { } makes a map"
        if isinstance(data, list):
            return "write the words as one text, or put the text in quotes"
        return f'put it in quotes: "{data}"' if data is not None else 'write "" for an empty text'
    if isinstance(info, _LISTS):
        return f"write [{_short(str(data))}]" if isinstance(data, str | int) else "begin each item with - , or write [a, b]"
    if isinstance(info, inspect.IntType):
        return "write digits without quotes"
    return None


def _sample(info: Any) -> str:
    if isinstance(info, _LISTS):
        return "[]"
    if isinstance(info, inspect.StructType | inspect.DictType):
        return "{}"
    return "1" if isinstance(info, inspect.IntType) else '"…"'
