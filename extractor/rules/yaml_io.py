"""Rule files as data and as the structs they are read into; every fault is told with its line and column.

YAML is parsed once: afterwards the data is made of what is kept of it, and parsed again only where a place has to be told.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from extractor.cache.entry import loading
from extractor.errors import RuleError
from extractor.rules.files import Source, layers_of
from extractor.rules.located import LatePlaces, Located

__all__ = ["Located", "convert", "load_as", "load_located"]

T = TypeVar("T")
_ANY: type[Any] = Any


def load_located(source: Source) -> Located:
    """The file's data with places, with what other files add to it.

    Raises RuleError: R001 not YAML, R004 a key told twice, R005 nothing there to extend.
    """
    entry, name = loading(), _name(source)
    if entry is None or name is None:
        return _parsed(source)
    data = entry.part(name, _ANY)
    if data is not None:
        return Located(str(layers_of(source)[0]), data, LatePlaces(lambda: _parsed(source).places))
    located = _parsed(source)
    entry.keep(name, located.data)
    return located


def load_as(source: Source, shape: type[T]) -> T:
    """The file's data as the msgspec struct `shape`. Raises RuleError as load_located and convert do."""
    entry, name = loading(), _name(source)
    known = entry.part(name, shape) if entry and name else None
    return convert(load_located(source), shape) if known is None else known


def convert(located: Located, shape: type[T]) -> T:
    """The data as `shape`. Raises RuleError with every fault: R002 unknown key, R007 missing key, R008 wrong type,
    R009 none of the choices."""
    try:
        return msgspec.convert(located.data, type=shape)
    except msgspec.ValidationError as error:
        from extractor.rules.shapes import shape_problems

        problems = shape_problems(located, shape)
        raise RuleError(problems or [located.problem("$", "R008", str(error))]) from error


def _near_names(path: Path) -> str:
    return f"take the line `extends: true` out of {path.name}, or name the file as the one it adds to"


def _name(source: Source) -> str | None:
    """What the data of the source is remembered by: its content; None where it cannot be read, which parsing will tell."""
    hashed = hashlib.sha256()
    try:
        for layer in layers_of(source):
            hashed.update(hashlib.sha256(layer.read_bytes()).digest())
    except OSError:
        return None
    return f"yaml {'' if isinstance(source, Path) else source.name} {hashed.hexdigest()}"


def _parsed(source: Source) -> Located:
    from extractor.rules.layers import merged
    from extractor.rules.yaml_files import read_located  # a program that parses nothing need not import YAML

    base, *more = layers_of(source)
    whole = read_located(base)
    if isinstance(whole.data, dict) and whole.data.get("extends") is True:
        raise RuleError([whole.problem("$.extends", "R005", "there is no file of this name to extend", _near_names(base))])
    for layer in more:
        whole = merged(whole, read_located(layer), source.name)
    return whole
