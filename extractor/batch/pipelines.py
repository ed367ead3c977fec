"""The pipeline of a run, made anew wherever its work is done. It is imported there only: who gives work out needs none."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline import Pipeline
    from extractor.text.convert import Conversion


@dataclass(frozen=True, slots=True)
class Choices:
    """What a pipeline is made of: directories of rules laid over the product's, fact rules switched off, the conversion,
    the tokenizer and its user dictionaries."""

    rules: tuple[Path, ...] = ()
    disabled: tuple[str, ...] = ()
    conversion: Conversion = "auto"
    tokenizer: str = "rjieba"
    user_words: tuple[Path, ...] = ()

    def written(self) -> str:
        """The choices as a text."""
        return json.dumps({field.name: getattr(self, field.name) for field in fields(self)}, default=str)

    @classmethod
    def parsed(cls, text: str) -> Choices:
        """The choices that were written."""
        told = json.loads(text)
        for name in ("rules", "user_words"):
            told[name] = tuple(map(Path, told[name]))
        return cls(**told | {"disabled": tuple(told["disabled"])})


MakePipeline = Callable[[Choices], "Pipeline"]


def default_pipeline(choices: Choices) -> Pipeline:
    """The pipeline that was chosen. Raises RuleError and UsageError."""
    from extractor.pipeline import Pipeline
    from extractor.text.tokens import tokenizer
    from extractor.text.user_words import load_user_words

    words = tokenizer(choices.tokenizer, load_user_words(choices.user_words))
    return Pipeline.default(choices.rules, disabled=choices.disabled, conversion=choices.conversion, words=words)


_made: list[tuple[MakePipeline, Choices, Pipeline]] = []


def pipeline_for(make: MakePipeline, choices: Choices, digest: str | None = None) -> Pipeline:
    """The pipeline that `make` gives for these choices.

    One that this process has made before is taken where its rules have the `digest`; without one it is made anew.
    """
    if digest is None or not _made or _made[0][:2] != (make, choices) or _made[0][2].pack.digest != digest:
        _made[:] = [(make, choices, make(choices))]
    return _made[0][2]
