"""Files that are there whole or not at all, whoever reads them meanwhile and however the writing ends."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to inside the block; it takes that name where the block ends without an error.

    Links are followed; what is no file (a pipe, a terminal) is written to as it is.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    final = path.resolve()
    # Not the name with something behind it, which may be longer than names can be; each process writes to its own.
    name = hashlib.sha256(final.name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    part = final.with_name(f".{name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Writes the text, as UTF-8 with its line ends as they are, to a file that is whole or not there. Raises UsageError."""
    try:
        with whole(path) as part:
            part.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
