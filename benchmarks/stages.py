"""Which part of the pipeline takes how long: its public functions are timed where they are called, in a run of the whole."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

CLEAN, MENTIONS, PIPELINE = "extractor.text.clean", "extractor.match.mentions", "extractor.pipeline"
STAGES = {
    "page to text": [(CLEAN, "html_to_text")],
    "repair": [(CLEAN, "repair")],
    "conversion": [(CLEAN, "to_simplified"), (CLEAN, "script_of"), (CLEAN, "region_of")],
    "cleaning": [(PIPELINE, "clean_article")],
    "companies": [(MENTIONS, "find_companies")],
    "organisations": [(MENTIONS, "find_organisations"), (MENTIONS, "find_grantors")],
    "persons": [(MENTIONS, "find_persons")],
    "projects": [(MENTIONS, name) for name in ("find_projects", "owned_things", "names_between", "find_things")],
    "districts": [(MENTIONS, "find_districts")],
    "awards": [(MENTIONS, "find_awards")],
    "amounts": [(MENTIONS, "find_amounts"), (MENTIONS, "table_amounts")],
    "counts": [(MENTIONS, "find_counts")],
    "mentions, the rest": [(PIPELINE, "find_mentions")],
    "award facts": [(PIPELINE, "award_facts")],
    "funding facts": [(PIPELINE, "funding_facts")],
    "count facts": [(PIPELINE, "count_facts")],
    "confidence": [(PIPELINE, "with_confidence")],
    "rows, raw spans": [("benchmarks.whole", "rows_of")],
    "fingerprint": [("benchmarks.whole", "fingerprint_of")],
    "tokens": [("benchmarks.whole", "words_of")],
}
"""The functions of each stage, as the module that calls them names them. What a stage calls of another is the other's."""


class Clock:
    """CPU seconds of each stage, while `running`."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.missing: list[str] = []
        self._open: list[str] = []
        self._since = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """While the block runs, calls of the stages' functions are timed; functions that are not there are `missing`."""
        replaced: list[tuple[Any, str, Any]] = []
        try:
            for stage, functions in STAGES.items():
                for module_name, name in functions:
                    module = import_module(module_name)
                    if hasattr(module, name):
                        replaced.append((module, name, getattr(module, name)))
                        setattr(module, name, self._timed(stage, getattr(module, name)))
                    elif f"{module_name}.{name}" not in self.missing:
                        self.missing.append(f"{module_name}.{name}")
            yield
        finally:
            for module, name, function in replaced:
                setattr(module, name, function)

    def _timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            with self._in(stage):
                found = function(*args, **kwargs)
                return list(found) if isinstance(found, Iterator) else found

        return call

    @contextmanager
    def _in(self, stage: str) -> Iterator[None]:
        self._turn(stage)
        try:
            yield
        finally:
            self._turn(None)

    def _turn(self, stage: str | None) -> None:
        """Gives the time since the last turn to the stage that was open; opens a stage, or closes the last one opened."""
        now = time.thread_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        if stage is None:
            self._open.pop()
        else:
            self._open.append(stage)
        self._since = now
