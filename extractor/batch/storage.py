"""Where inputs are read and the work in hand is kept: this machine's files, or those of any machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from extractor.whole import whole


class Storage(Protocol):
    """Files by their paths. What is written appears whole or not at all."""

    def open(self, path: str) -> BinaryIO:
        """The file, open for reading, seekable. Raises OSError."""
        ...

    def read(self, path: str) -> bytes | None:
        """All of the file; None where there is none."""
        ...

    def write(self, path: str, content: bytes) -> None:
        """Makes the file, and the directories above it, in place of what was there. Raises OSError."""
        ...

    def remove(self, path: str) -> None:
        """Removes the file, or nothing where there is none."""
        ...

    def files(self, directory: str) -> Iterator[tuple[str, int]]:
        """The path and size of every file below the directory."""
        ...


class LocalStorage:
    """Files of this machine, or of a network file system that is mounted on it."""

    def open(self, path: str) -> BinaryIO:
        return cast(BinaryIO, Path(path).open("rb"))

    def read(self, path: str) -> bytes | None:
        try:
            return Path(path).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        final = Path(path)
        final.parent.mkdir(parents=True, exist_ok=True)
        with whole(final) as part:
            part.write_bytes(content)

    def remove(self, path: str) -> None:
        Path(path).unlink(missing_ok=True)

    def files(self, directory: str) -> Iterator[tuple[str, int]]:
        for above, _, names in os.walk(directory):
            for name in names:
                path = Path(above, name)
                with suppress(FileNotFoundError):  # another process cleans up too
                    yield str(path), path.stat().st_size
