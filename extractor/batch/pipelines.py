"""The pipeline of a run, made anew wherever its work is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractor.pipeline import Pipeline
from extractor.text.convert import Conversion


@dataclass(frozen=True, slots=True)
class Choices:
    """What a pipeline is made of: directories of rules laid over the product's, fact rules switched off, the conversion."""

    rules: tuple[Path, ...] = ()
    disabled: tuple[str, ...] = ()
    conversion: Conversion = "auto"


MakePipeline = Callable[[Choices], Pipeline]


def default_pipeline(choices: Choices) -> Pipeline:
    """The pipeline that was chosen. Raises RuleError and UsageError."""
    return Pipeline.default(choices.rules, disabled=choices.disabled, conversion=choices.conversion)


_made: list[tuple[MakePipeline, Choices, Pipeline]] = []


def pipeline_for(make: MakePipeline, choices: Choices) -> Pipeline:
    """The pipeline that `make` gives for these choices, made once in a process."""
    if not _made or _made[0][:2] != (make, choices):
        _made[:] = [(make, choices, make(choices))]
    return _made[0][2]
