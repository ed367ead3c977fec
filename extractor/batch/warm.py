"""Imported by the process that workers are forked from: the pipeline is loaded once, and its memory is shared by all of them.

The rules, OpenCC, jieba's dictionary in Rust and the Aho-Corasick automata start no threads, so forking behind them is safe;
pyarrow does, and is therefore not imported here.
"""

from __future__ import annotations

import gc
import json
import os
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import extractor.batch.workshop as _workshop
from extractor.batch.pipelines import Choices, default_pipeline, pipeline_for
from extractor.errors import ExtractorError

VARIABLE = "EXTRACTOR_FORKSERVER"
"""The environment variable that tells the choices, as the forkserver has no other way to be told."""


def written(choices: Choices) -> str:
    """The choices as the variable has them."""
    return json.dumps({field.name: getattr(choices, field.name) for field in fields(choices)}, default=str)


def _warm(told: str) -> None:
    content = json.loads(told)
    rules, disabled = (tuple(content[name]) for name in ("rules", "disabled"))
    with suppress(ExtractorError):  # the worker meets it again, and can tell it
        pipeline_for(default_pipeline, Choices(tuple(map(Path, rules)), disabled, content["conversion"]))


if _workshop and VARIABLE in os.environ:
    _warm(os.environ[VARIABLE])
    gc.collect()
    gc.freeze()  # what is shared stays so: the collector need not look at it, and does not write to it
