"""Runs one target under atheris."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

SLOW = ["extractor.text.repair.language", "extractor.text.repair.slip_choice"]
"""Inner loops that the instruments make a hundred times slower; the modules around them guide the fuzzer."""


def _kept(target: Callable[[bytes], None], data: bytes, fault: Path) -> None:
    """Runs the target; an input that breaks its promise is written down before the fuzzer ends."""
    try:
        target(data)
    except BaseException:
        fault.write_bytes(data)
        raise


def drive(name: str) -> None:
    """Fuzzes the target of that name from its kept corpus, with libFuzzer's options from the command line; never returns.

    New inputs go to a directory of their own (out/fuzz/NAME): only what is worth keeping is moved to the corpus by hand. What
    the program remembers of rules goes there too.
    """
    os.environ["EXTRACTOR_CACHE"] = str(Path("out", "fuzz", "cache").absolute())
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["extractor"], exclude=SLOW):
        targets = import_module("tests.fuzz.targets")
    found = Path("out") / "fuzz" / name
    found.mkdir(parents=True, exist_ok=True)
    options = [sys.argv[0], str(found), str(targets.CORPUS / name), f"-artifact_prefix={found.parent}/{name}-", "-timeout=600"]
    words = targets.CORPUS.parent / "words" / f"{name}.txt"
    options += [f"-dict={words}"] if words.is_file() else []
    targets.pipeline()
    atheris.Setup([*options, *sys.argv[1:]], lambda data: _kept(targets.TARGETS[name], data, found.parent / f"{name}-fault"))
    atheris.Fuzz()
