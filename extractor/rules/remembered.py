"""Rules that were loaded before: by which key what is kept of them is found."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import msgspec

import extractor
from extractor.cache.codes import ENGINES
from extractor.cache.entry import kept
from extractor.rules.files import RuleFiles

_MAKERS = ("cache", "rules", "text")
"""Where the code is that decides what is kept of rules."""


def remembering(files: RuleFiles) -> AbstractContextManager[None]:
    """While the block runs, rules are made of what is kept of these files, where there is any; what is made is kept.

    Nothing is kept of rules that turn out to be wrong. So a file that is remembered has been checked.
    """
    try:
        digest = files.digest()
    except OSError:
        return nullcontext()  # loading tells which file cannot be read
    maker = hashlib.sha256(f"{_code()} {ENGINES} msgspec {msgspec.__version__}".encode()).hexdigest()
    return kept(maker[:16], digest)


def _code() -> str:
    """A hash of the code that makes what is kept."""
    hashed = hashlib.sha256()
    root = Path(extractor.__file__).parent
    for name in _MAKERS:
        for file in sorted((root / name).rglob("*.py")):
            hashed.update(file.read_bytes())
    return hashed.hexdigest()
