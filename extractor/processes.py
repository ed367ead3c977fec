"""Processes that this one starts."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.context import BaseContext

SAFE_PATH = {"PYTHONSAFEPATH": "1"}
"""The environment variable that keeps Python from looking for modules in the current directory. Processes are started by
`python -c`, which looks there first: in a directory of crawled files, or one that others write to, that would run their code."""


def spawning() -> BaseContext:
    """The context whose processes begin with nothing loaded; from now on none looks for modules in the current directory."""
    os.environ.update(SAFE_PATH)  # for good, as such processes are started whenever there is work for one more
    return multiprocessing.get_context("spawn")
