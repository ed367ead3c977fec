"""What a run is told, and what it tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractor.batch.outcomes import Figures, Outcome
from extractor.batch.pipelines import Choices, MakePipeline, default_pipeline
from extractor.batch.plan import SHARD_BYTES
from extractor.outputs.schema import EXTRA_TABLES, TABLES, Table
from extractor.sources import ReadOptions

if TYPE_CHECKING:
    from extractor.text.convert import Conversion

SECONDS = 120.0
"""How long one document may take where nothing else is told. An article takes some hundredths of a second."""

Only = Literal["all", "facts"]
EngineName = Literal["local", "ray"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: bytes of input whose shards are written, the figures so far, and how many articles and bytes of these
    came from an earlier run."""

    weight: int = 0
    shards: int = 0
    resumed: int = 0
    resumed_weight: int = 0
    figures: Figures = field(default_factory=Figures)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done.

    `tokenizer` is jieba in Rust (rjieba) or in Python (jieba), with the `user_words` of dictionaries in jieba's format. `extra`
    names tables that are not written otherwise (tokens); `only` facts leaves the table of mentions out. `engine` ray does the
    shards on the cluster at `ray_address` instead of in `workers` processes of this machine. `resume` takes over what an
    earlier run into the same directory did with the same inputs, rules and code; `keep_cleaned` keeps cleaned texts there, for
    runs with other rules. A document that takes more than `seconds` is rejected; 0 is without end. `make` makes the pipeline.
    `on_file` is told each file as it is planned, `on_shard` each outcome (with rejects and tracebacks), `on_progress` how far
    the run is.
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    rules: tuple[Path, ...] = ()
    disabled: tuple[str, ...] = ()
    conversion: Conversion = "auto"
    tokenizer: str = "rjieba"
    user_words: tuple[Path, ...] = ()
    extra: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("csv",)
    language: str = "en"
    workers: int = 1
    engine: EngineName = "local"
    ray_address: str = "auto"
    only: Only = "all"
    resume: bool = True
    keep_cleaned: bool = True
    seconds: float = SECONDS
    shard_bytes: int = SHARD_BYTES
    make: MakePipeline = default_pipeline
    on_file: Callable[[Path], None] | None = None
    on_shard: Callable[[Outcome], None] | None = None
    on_progress: Callable[[Progress], None] | None = None

    @property
    def choices(self) -> Choices:
        """What the pipeline is made of."""
        return Choices(self.rules, self.disabled, self.conversion, self.tokenizer, self.user_words)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that are written."""
        usual = (table for table in TABLES if self.only == "all" or table.name != "mentions")
        return (*usual, *(table for table in EXTRA_TABLES if table.name in self.extra))


@dataclass(slots=True)
class Summary:
    """What a run has done. `rows` counts the rows of each table, `repaired` the articles with a repair, `resumed` the articles
    taken over from an earlier run, `cleaned_before` those whose cleaned text was; `notes` tell of split tables."""

    rows: Counter[str] = field(default_factory=Counter)
    repaired: int = 0
    resumed: int = 0
    cleaned_before: int = 0
    seconds: float = 0.0
    files: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Counts a shard."""
        self.rows.update(outcome.figures.rows)
        self.repaired += outcome.figures.repaired
        self.cleaned_before += outcome.figures.cleaned_before if not outcome.resumed else 0
        self.resumed += outcome.figures.rows.get("documents", 0) if outcome.resumed else 0
