"""Runs one target under atheris."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path


def drive(name: str) -> None:
    """Fuzzes the target of that name from its kept corpus, with libFuzzer's options from the command line; never returns.

    New inputs go to a directory of their own (out/fuzz/NAME): only what is worth keeping is moved to the corpus by hand.
    """
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["extractor"]):
        targets = import_module("tests.fuzz.targets")
    found = Path("out") / "fuzz" / name
    found.mkdir(parents=True, exist_ok=True)
    options = [sys.argv[0], str(found), str(targets.CORPUS / name), f"-artifact_prefix={found.parent}/{name}-", "-timeout=120"]
    targets.pipeline()
    atheris.Setup([*options, *sys.argv[1:]], targets.TARGETS[name])
    atheris.Fuzz()
