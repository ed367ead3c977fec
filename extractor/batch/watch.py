"""A limit to the time that one document may take, held by ending the process: C code cannot be interrupted otherwise."""

from __future__ import annotations

import faulthandler
from pathlib import Path
from types import TracebackType
from typing import NamedTuple


class Watch:
    """Tells in a file which document is under way, and ends this process (exit code 1) where it takes more than `seconds`.

    The file is gone when the block ends. A thread of the interpreter's own keeps the time, so no code can keep it from ending.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        self._path = path
        self._seconds = seconds
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("w+b", buffering=0)

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._file.close()
        self._path.unlink(missing_ok=True)

    def start(self, number: int) -> None:
        """Begins with the document of that number in the shard, and ends with the one before."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(b"%d\n" % number)
        if self._seconds > 0:
            faulthandler.dump_traceback_later(self._seconds, exit=True, file=self._file)


class Last(NamedTuple):
    """What a process was at when it ended, and whether its time was over."""

    number: int
    late: bool


def last_document(path: Path) -> Last | None:
    """What the process whose watch this was did last; None where it cannot be told."""
    try:
        number, _, rest = path.read_bytes().partition(b"\n")
        return Last(int(number), bool(rest))
    except (OSError, ValueError):
        return None
