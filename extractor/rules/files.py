"""Which rule files are in effect: the product's own, and the directories laid over them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UsageError

_EXTENDS = re.compile(r"^extends:[ \t]*true\b", re.MULTILINE)
_KINDS = (".yaml", ".csv")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule file: `layers` are the files it is made of, a whole one first, then those that add to it (`extends: true`)."""

    name: str
    layers: tuple[Path, ...]


Source = Path | RuleFile


def layers_of(source: Source) -> tuple[Path, ...]:
    """The files a source is made of, the whole one first."""
    return (source,) if isinstance(source, Path) else source.layers


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The files of several directories as one: a file of a later root replaces that of the same name, or adds to it."""

    roots: tuple[Path, ...]

    def path(self, name: str) -> RuleFile:
        """The file of that name, given with slashes and relative to the roots; the first root's where none has it."""
        layers: list[Path] = []
        for root in self.roots:
            found = root / name
            if found.is_file():
                layers = [*layers, found] if layers and _extends(found) else [found]
        return RuleFile(name, tuple(layers) or (self.roots[0] / name,))

    def glob(self, directory: str, pattern: str) -> list[RuleFile]:
        """The files of a directory, in the order of their names, wherever they come from."""
        found = {path.name for root in self.roots for path in (root / directory).glob(pattern)}
        return [self.path(f"{directory}/{name}") for name in sorted(found)]

    def names(self) -> list[str]:
        """The names of all rule files, sorted."""
        return sorted({name for root in self.roots for name in names_under(root)})

    def digest(self, disabled: Iterable[str] = (), *, only: Callable[[str], bool] | None = None) -> str:
        """The SHA-256 of the files in effect, with their names, and of the rules that are switched off; `only` tells which
        names count, without it all."""
        hashed = hashlib.sha256()
        for name in filter(only, self.names()):
            for layer in self.path(name).layers:
                content = layer.read_bytes()
                hashed.update(f"{name}\0{len(content)}\0".encode())
                hashed.update(content)
        hashed.update("\0".join(sorted(set(disabled))).encode())
        return hashed.hexdigest()


def default_rules() -> Path:
    """The directory of the rules that come with the product: in the wheel inside the package, in a checkout beside it."""
    inside = Path(__file__).parents[1] / "default_rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


def files_of(directories: Sequence[Path] = ()) -> RuleFiles:
    """The rule files of the product with the directories laid over them, the last on top. Raises UsageError."""
    for directory in directories:
        if not directory.is_dir():
            raise UsageError(f"no such rules directory: {directory}")
    return RuleFiles((default_rules(), *directories))


def names_under(root: Path) -> list[str]:
    """The names of the rule files in a directory, relative to it, with slashes."""
    return [path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix in _KINDS and path.is_file()]


def rule_files(root: Path | RuleFiles) -> RuleFiles:
    """The files of one directory, or of several already joined."""
    return root if isinstance(root, RuleFiles) else RuleFiles((root,))


def _extends(path: Path) -> bool:
    return path.suffix == ".yaml" and _EXTENDS.search(path.read_text("utf-8", "replace")) is not None
