"""`extractor workbench`: the tables of a run, or a corpus that is extracted first, as a local web page."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch import RunOptions, run
from extractor.cache.places import cache_directory
from extractor.cli.printing import stderr
from extractor.errors import UsageError
from extractor.outputs.read_tables import table_file
from extractor.outputs.schema import DOCUMENTS
from extractor.rules.pack import files_of
from extractor.sources import ReadOptions
from extractor.sources.files import find_files
from extractor.web.serve import serve
from extractor.web.setting import Setting


@dataclass(frozen=True, slots=True)
class WorkbenchOptions:
    """The options of the command line."""

    rules: Path | None = None
    gold: Path | None = None
    port: int | None = None
    browse: bool = True
    language: str = "zh"
    reading: ReadOptions = field(default_factory=ReadOptions)


def workbench_command(given: Path, options: WorkbenchOptions) -> None:
    """Serves the workbench until it is interrupted. Raises UsageError and RuleError."""
    console = stderr()

    def tell(address: str) -> None:
        console.print(f"workbench  {address}", markup=False)
        console.print("           Ctrl+C ends it; nothing but this machine can reach it", markup=False)

    serve(setting_of(given, options), port=options.port, browse=options.browse, tell=tell)


def setting_of(given: Path, options: WorkbenchOptions) -> Setting:
    """The setting for a directory of tables; of a corpus its tables are made first. Raises UsageError and RuleError."""
    if not given.exists():
        raise UsageError(f"no such file or directory: {given}")
    if options.rules is not None and options.rules.exists() and not options.rules.is_dir():
        raise UsageError(f"--rules {options.rules}: not a directory")
    out = given if _has_tables(given) else _extracted(given, options)
    return Setting(
        out=out,
        base=_base_of(out) if out is given else Path.cwd(),
        gold=options.gold or given.resolve().parent / "gold",
        title=str(given),
        rules=options.rules,
        language=options.language,
        reading=options.reading,
    )


def _has_tables(given: Path) -> bool:
    try:
        return given.is_dir() and table_file(given, DOCUMENTS).is_file()
    except UsageError:
        return False


def _base_of(out: Path) -> Path:
    """Where relative sources of the tables count from: the first directory, from here and then upwards from the tables, that
    the first of them is found in."""
    from extractor.web.index.build import first_articles
    from extractor.web.shelf import Shelf

    sources = [item["source"] for item in first_articles(out, 5)]
    for base in (Path.cwd(), *out.resolve().parents):
        if any(Shelf(base, ReadOptions()).file_name(source) for source in sources):
            return base
    return Path.cwd()


def _extracted(corpus: Path, options: WorkbenchOptions) -> Path:
    """The tables of a corpus, made where they are not there yet for these files and rules."""
    layers = [options.rules] if options.rules is not None and options.rules.is_dir() else []
    out = cache_directory() / "workbench" / "runs" / _digest(corpus, layers, options.reading)
    if not _has_tables(out):
        console = stderr()
        console.print(f"extracting {corpus} …", markup=False)
        summary = run([str(corpus)], out, RunOptions(read=options.reading, rules=tuple(layers), workers=os.cpu_count() or 1))
        if not summary.rows["documents"]:
            console.print("no article could be read", markup=False)
    return out


def _digest(corpus: Path, layers: Sequence[Path], reading: ReadOptions) -> str:
    hashed = hashlib.sha256(f"{Path.cwd()} {corpus} {reading} {files_of(layers).digest()}".encode("utf-8", "surrogateescape"))
    for file in find_files([str(corpus)], reading):
        if isinstance(file, Path):
            stat = file.stat()
            hashed.update(f"{file} {stat.st_size} {stat.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return hashed.hexdigest()[:32]
