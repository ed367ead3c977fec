"""A run with deadly articles, in a process that may fork: python guarded.py PATH OUT."""

from __future__ import annotations

import sys
from pathlib import Path

from extractor.batch import RunOptions, run
from tests.batch.corpus import deadly

if __name__ == "__main__":
    run([sys.argv[1]], Path(sys.argv[2]), RunOptions(make=deadly, seconds=1.5))
