"""The rule files that the editor shows: the product's, which are only read, and the user's own, which lie over them."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.errors import UsageError
from extractor.rules.faults import shape_of
from extractor.rules.files import RuleFiles, names_under
from extractor.rules.pack import PACK_FILE, default_rules
from extractor.tuning.schema import modeline
from extractor.whole import write_whole

Layer = Literal["own", "product"]
_NAME = re.compile(r"(?:[a-z_]+/)?[\w-]{1,80}\.yaml")
MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule file by its name, and whether the product and the user have one."""

    name: str
    product: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Content:
    """A rule file's text; `digest` tells later whether it is still the same, "" where there is no file yet."""

    name: str
    layer: Layer
    text: str
    digest: str


class Overlay:
    """The files of the product and those of the user's directory; None where the user named none."""

    def __init__(self, directory: Path | None) -> None:
        self.directory = directory

    def files(self) -> list[Listed]:
        """All files that have a shape, by name."""
        product = set(names_under(default_rules()))
        own = set(names_under(self.directory)) if self.directory is not None and self.directory.is_dir() else set()
        return [Listed(name, name in product, name in own) for name in sorted(product | own) if shape_of(name) is not None]

    def read(self, name: str, layer: str) -> Content:
        """A file of one of the two; of the user's own, what it would begin with where it is not there. Raises UsageError."""
        if layer == "product":
            path = default_rules() / checked(name)
            if not path.is_file():
                raise UsageError(f"the product has no {name}")
            return Content(name, "product", path.read_text("utf-8"), "")
        path = self._own(name)
        if not path.is_file():
            return Content(name, "own", begun(name), "")
        content = path.read_bytes()
        return Content(name, "own", content.decode("utf-8", "replace"), _digest(content))

    def save(self, name: str, text: str, digest: str) -> Content:
        """Writes a file of the user's own; `digest` is that of the file that was edited. Raises UsageError where it has changed
        since, or where it lies outside the directory."""
        path = self._own(name)
        if (_digest(path.read_bytes()) if path.is_file() else "") != digest:
            raise UsageError(f"{name} was changed by somebody else since it was opened; load it again")
        path.parent.mkdir(parents=True, exist_ok=True)
        pack = self._own(PACK_FILE)
        if not pack.exists() and name != PACK_FILE:
            label = re.sub(r"[^\w.-]", "-", pack.parent.resolve().name)
            write_whole(pack, f'{modeline(PACK_FILE)}\nname: {label}\nversion: "1"\n')
        write_whole(path, text)
        return self.read(name, "own")

    @contextlib.contextmanager
    def drafted(self, name: str, text: str) -> Iterator[tuple[RuleFiles, Path]]:
        """The rules with a draft in place of the user's file, and the draft's path, for as long as the block lasts."""
        checked(name)
        with tempfile.TemporaryDirectory(prefix="rules-") as scratch:
            root = Path(scratch) / "draft"
            if self.directory is not None and self.directory.is_dir():
                for other in names_under(self.directory):
                    self._copy(other, root)
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            yield RuleFiles((default_rules(), root)), path

    def _copy(self, name: str, root: Path) -> None:
        assert self.directory is not None  # there are names only where there is a directory
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.directory / name, target)

    def _own(self, name: str) -> Path:
        """The path of a file of the user's own. Raises UsageError where it would lie elsewhere."""
        if self.directory is None:
            raise UsageError("start the workbench with --rules DIR to write rules")
        path = self.directory / checked(name)
        if not path.resolve().is_relative_to(self.directory.resolve()) or path.is_symlink():
            raise UsageError(f"{name} does not lie in {self.directory}")
        return path


def checked(name: str) -> str:
    """The name, which is one of a rule file. Raises UsageError."""
    if not _NAME.fullmatch(name) or shape_of(name) is None:
        raise UsageError(f"no rule file {name!r}")
    return name


def begun(name: str) -> str:
    """What a new file of the user's own begins with: it adds to the product's where there is one."""
    product = (default_rules() / name).is_file()
    return f"{modeline(name)}\n" + ("extends: true\n" if product else "")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
