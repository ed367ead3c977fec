"""The index of one run: where it is kept, built in the background, and read by any thread."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import zstandard

from extractor.cache.places import cache_directory
from extractor.errors import ExtractorError
from extractor.outputs.read_tables import ENDINGS
from extractor.outputs.schema import TABLES
from extractor.web.index.build import Builder, batches, first_articles
from extractor.web.index.schema import TABLES as SQL_TABLES
from extractor.web.index.schema import VERSION, connected, finished
from extractor.web.index.search import PAGE, Item
from extractor.web.index.words import pairs, plain
from extractor.web.shelf import Place

CleanTexts = Callable[[Sequence[Place]], Iterator[str]]
KEPT_DAYS = 30
_TEXTS_AT_ONCE = 50


@dataclass(slots=True)
class Progress:
    """The stage that is being built and how many rows of it are done; `fault` tells what ended it early."""

    stage: str = "articles"
    done: int = 0
    fault: str = ""


class Index:
    """The index of the tables in `out`. `clean` gives the cleaned texts of articles, "" where one cannot be read."""

    def __init__(self, out: Path, clean: CleanTexts, place_name: Callable[[str], str]) -> None:
        self._out = out
        self._clean = clean
        self._place_name = place_name
        self._local = threading.local()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self.progress = Progress()
        self.file = index_file(out)
        connected(self.file).executescript(SQL_TABLES)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        known: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if known is None:
            known = self._local.connection = connected(self.file)
        return known

    def has(self, stage: str) -> bool:
        """Whether a stage is done."""
        return stage in finished(self.connection)

    def first(self) -> list[Item]:
        """The first page of articles straight from the tables, for as long as there is no index."""
        return first_articles(self._out, PAGE)

    @property
    def ready(self) -> bool:
        """Whether all of it is built, or no more will be."""
        return bool(self.progress.fault) or self.progress.stage == ""

    def start(self) -> None:
        """Builds what is missing, in a thread of its own."""
        self._thread = threading.Thread(target=self._build, name="index", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends the building; what is done is kept."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join(10)

    def wait(self, seconds: float = 60) -> None:
        """Waits until it is built, for tests and reports. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not self.ready:
            if time.monotonic() > end:
                raise TimeoutError(f"the index is still at {self.progress}")
            time.sleep(0.02)

    def _build(self) -> None:
        try:
            Builder(self.connection, self._out, self._on, self._place_name).build()
            self._texts()
            self._on("" if not self._ended.is_set() else "texts", 0)
        except (ExtractorError, OSError, sqlite3.Error, ValueError) as error:
            self.progress.fault = str(error)

    def _on(self, stage: str, done: int) -> None:
        self.progress.stage, self.progress.done = stage, done
        if self._ended.is_set():
            raise ValueError("ended")

    def _texts(self) -> None:
        connection = self.connection
        if "texts" in finished(connection):
            return
        missing = connection.execute(
            "SELECT n, doc_id, source FROM articles WHERE n NOT IN (SELECT n FROM texts) ORDER BY n"
        ).fetchall()
        done = connection.execute("SELECT count(*) FROM texts").fetchone()[0]
        texts = self._clean([Place(doc_id, source) for _, doc_id, source in missing])
        for rows in batches(zip((n for n, *_ in missing), texts, strict=True), _TEXTS_AT_ONCE):
            connection.execute("BEGIN")
            connection.executemany(
                "INSERT INTO texts VALUES (?, ?)", ((n, zstandard.compress(text.encode())) for n, text in rows)
            )
            connection.executemany("INSERT INTO words (rowid, pairs) VALUES (?, ?)", ((n, _pairs(text)) for n, text in rows))
            connection.execute("COMMIT")
            done += len(rows)
            self._on("texts", done)
        connection.execute("INSERT INTO stages VALUES ('texts')")


def _pairs(text: str) -> str:
    return " ".join(pairs(plain(text)))


def index_file(out: Path) -> Path:
    """Where the index of these tables is kept: in the user's cache directory, by their place, sizes and times."""
    hashed = hashlib.sha256(f"{VERSION} {out.resolve()}".encode("utf-8", "surrogateescape"))
    for table in TABLES:
        for ending in ENDINGS:
            file = out / f"{table.name}.{ending}"
            if file.is_file():
                stat = file.stat()
                hashed.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}\0".encode())
    root = cache_directory() / "workbench"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    _throw_old_away(root)
    return root / f"{hashed.hexdigest()[:32]}.sqlite"


def _throw_old_away(root: Path) -> None:
    oldest = time.time() - KEPT_DAYS * 86400
    for file in root.glob("*.sqlite*"):
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
