"""The gold directory: one file for each article, and an append-only history of what was judged, by which each step is undone."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.tuning.gold import Gold, load_gold, record_name, record_of, stem
from extractor.whole import write_whole

HISTORY = "history.jsonl"
Entry = dict[str, Any]


class GoldLedger:
    """Reads and writes the gold of articles; nothing outside `directory` is touched."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._lock = threading.RLock()
        self._loaded: tuple[object, dict[str, Gold]] | None = None
        self._named: dict[str, Gold] = {}

    def golds(self) -> dict[str, Gold]:
        """All gold by the stem of its file, read again where a file has changed. Raises UsageError for one that holds no gold."""
        with self._lock:
            now = self._stamp()
            if self._loaded is None or self._loaded[0] != now:
                self._loaded = now, load_gold([self.directory]) if self.directory.is_dir() else {}
                self._named = _by_name(self._loaded[1])
            return self._loaded[1]

    def _stamp(self) -> object:
        if not self.directory.is_dir():
            return None
        return sorted((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in self.directory.glob("*.json"))

    def of(self, source: str) -> Gold | None:
        """The gold of the article that came from there, or of the container it stands in; None where there is none.

        Raises UsageError.
        """
        return self.lookup()(source)

    def lookup(self) -> Callable[[str], Gold | None]:
        """`of` for many articles: the directory is looked at once. Raises UsageError."""
        with self._lock:
            named = self._named if self.golds() else {}

        def of(source: str) -> Gold | None:
            return (named.get(record_name(source)) or named.get(stem(source))) if named else None

        return of

    def change(self, source: str, old: Gold, new: Gold, step: Entry) -> Entry:
        """Writes the gold of an article and the step that led to it, which is told with its number. Raises UsageError."""
        with self._lock:
            file = self._file(source)
            self._write(file, new)
            return self._tell({**step, "source": source, "file": file.name, "changes": changes(old, new)})

    def undo(self) -> Entry:
        """Undoes the last step that stands; the step that did so. Raises UsageError where there is none."""
        with self._lock:
            step = next(self.standing(), None)
            if step is None:
                raise UsageError("nothing to undo")
            file = self._file(step["source"])
            gold: Gold = json.loads(file.read_text("utf-8")) if file.exists() else {}
            self._write(file, reverted(gold, step["changes"]))
            told = {"what": "undo", "undoes": step["n"], "source": step["source"], "file": file.name}
            return self._tell({**told, "doc_id": step.get("doc_id"), "undone": step["what"]})

    def history(self) -> list[Entry]:
        """Every step, the first one first."""
        path = self.directory / HISTORY
        if not path.is_file():
            return []
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]

    def standing(self) -> Iterator[Entry]:
        """The steps that were not undone, the last one first."""
        steps = self.history()
        undone = {step["undoes"] for step in steps if step["what"] == "undo"}
        return (step for step in reversed(steps) if step["what"] != "undo" and step["n"] not in undone)

    def _file(self, source: str) -> Path:
        """The gold file of an article. Raises UsageError where it is another article's, or leads elsewhere."""
        file = self.directory / f"{name_of(source)}.json"
        if file.parent != self.directory or file.is_symlink():
            raise UsageError(f"{file} is no file of {self.directory}")
        known = self.golds().get(file.stem)
        if known is not None and not _is_of(known, source):
            raise UsageError(f"{file.name} is the gold of {known['source']}; give one of the two another name")
        return file

    def _write(self, file: Path, gold: Gold) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(gold, ensure_ascii=False, indent=1) + "\n")

    def _tell(self, step: Entry) -> Entry:
        told = {"n": len(self.history()) + 1, "at": datetime.now(UTC).isoformat(timespec="seconds"), **step}
        with (self.directory / HISTORY).open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return told


def name_of(source: str) -> str:
    """The stem of an article's gold file: that of its own file, with the number of a container's record."""
    path, _, number = source.rpartition("#")
    return f"{stem(source)}-{number}" if path else stem(source)


def _by_name(golds: Mapping[str, Gold]) -> dict[str, Gold]:
    """Gold by what it is of: a record of a container, or a file by its stem."""
    named: dict[str, Gold] = {}
    for name, gold in golds.items():
        source = str(gold.get("source") or "")
        named.setdefault(record_of(gold) or name, gold)
        if source and not record_of(gold):
            named.setdefault(stem(source), gold)
    return named


def _is_of(gold: Gold, source: str) -> bool:
    """Whether gold of that file name is this article's: one that tells no source is, one that does tells the same name."""
    told = str(gold.get("source") or "")
    return not told or record_name(told) == record_name(source)


def changes(old: Gold, new: Gold) -> dict[str, dict[str, list[Any]]]:
    """What each list of the new gold has more, and what it has not any more."""
    found: dict[str, dict[str, list[Any]]] = {}
    for key, value in new.items():
        before = old.get(key, [])
        if isinstance(value, list) and isinstance(before, list) and value != before:
            added = [item for item in value if item not in before]
            gone = [item for item in before if item not in value]
            found[key] = {"added": added, "gone": gone}
    return found


def reverted(gold: Gold, told: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, Any]:
    """The gold without what was added, and with what was gone."""
    back = dict(gold)
    for key, change in told.items():
        kept = [item for item in back.get(key, []) if item not in change["added"]]
        back[key] = [*kept, *(item for item in change["gone"] if item not in kept)]
    return back
