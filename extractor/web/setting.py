"""What the workbench was started with: the only places that it reads and writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from extractor.sources import ReadOptions

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Setting:
    """`out` holds the tables of a run, `base` is where relative sources of articles count from, `gold` holds judgements.

    `rules` is the user's own directory of rules, which the workbench writes to; None where the rules can only be read.
    `title` is how the user named what is shown.
    """

    out: Path
    base: Path
    gold: Path
    title: str
    rules: Path | None = None
    language: str = "zh"
    reading: ReadOptions = field(default_factory=ReadOptions)

    @property
    def layers(self) -> list[Path]:
        """The directories laid over the product's rules: the user's own, once it is there."""
        return [self.rules] if self.rules is not None and self.rules.is_dir() else []
