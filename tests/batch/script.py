"""`extractor run` on small shards, for the tests that kill it: python script.py PATH OUT OPTION..."""

from __future__ import annotations

import functools
import sys

from extractor.batch.options import RunOptions
from extractor.cli import run as command
from extractor.cli.app import exit_code
from tests.batch.corpus import SMALL_SHARD

if __name__ == "__main__":
    setattr(command, "RunOptions", functools.partial(RunOptions, shard_bytes=SMALL_SHARD))  # noqa: B010 mypy refuses the plain form
    sys.exit(exit_code(["run", sys.argv[1], "--out", sys.argv[2], "--workers", "2", *sys.argv[3:]]))
