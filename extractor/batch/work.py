"""What is done to one article, in this process or in a worker."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.model import RawArticle, Reject
from extractor.outputs.fingerprints import Fingerprint, fingerprint_of
from extractor.outputs.rows import TableRows, reject_rows, rows_of
from extractor.pipeline import Pipeline
from extractor.text.convert import Conversion


@dataclass(frozen=True, slots=True)
class Done:
    """The rows of one input, the traceback where the pipeline failed on it, the fingerprint where it did not."""

    rows: TableRows
    traceback: str = ""
    fingerprint: Fingerprint | None = None


def extract_one(pipeline: Pipeline, item: RawArticle | Reject) -> Done:
    """The rows of an article or reject; an article that makes the pipeline fail becomes a reject, and the rest goes on."""
    if isinstance(item, Reject):
        return Done(reject_rows(item))
    try:
        result = pipeline.extract(item)
        return Done(rows_of(result), fingerprint=fingerprint_of(result))
    except Exception as error:  # noqa: BLE001 one bad article must not end the run, and is told in rejects
        return Done(reject_rows(failed(item, error)), traceback.format_exc())


def failed(item: RawArticle, why: str | Exception) -> Reject:
    """The article as a reject of extraction, for a reason or by an error."""
    told = why if isinstance(why, str) else f"{type(why).__name__}: {why}"
    return Reject(item.source, "", f"failed: {told}")


_pipelines: list[Pipeline] = []


WorkerStart = tuple[tuple[Path, ...], tuple[str, ...], Conversion]
"""What a worker's pipeline is made of: the directories of rules, the rules switched off, the conversion."""

NO_CHOICES: WorkerStart = ((), (), "auto")


def start_worker(rules: tuple[Path, ...], disabled: tuple[str, ...], conversion: Conversion) -> None:
    """Loads the pipeline of this worker process, once."""
    _pipelines[:] = [Pipeline.default(rules, disabled=disabled, conversion=conversion)]


def extract_chunk(chunk: Sequence[RawArticle | Reject]) -> list[Done]:
    """The rows of each input of the chunk, in a worker."""
    return [extract_one(_pipelines[0], item) for item in chunk]
