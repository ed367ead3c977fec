"""The formats of annotation tools by their names, and how each tool counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.tuning.annotation.brat import read_brat, write_brat
from extractor.tuning.annotation.conll import read_conll, write_conll
from extractor.tuning.annotation.doccano import read_doccano, write_doccano
from extractor.tuning.annotation.json_lines import read_jsonl, write_jsonl
from extractor.tuning.annotation.label_studio import read_label_studio, write_label_studio
from extractor.tuning.annotation.spans import Annotated, Offsets


@dataclass(frozen=True, slots=True)
class Format:
    """How articles are written for a tool and read back, and the offsets by which it counts unless told otherwise."""

    write: Callable[[Iterable[Annotated], Path, Offsets], None]
    read: Callable[[Path, Offsets], Iterator[Annotated]]
    offsets: Offsets = "code-points"


FORMATS = {
    "label-studio": Format(write_label_studio, read_label_studio),
    "doccano": Format(write_doccano, read_doccano, "utf-16"),
    "brat": Format(write_brat, read_brat),
    "conll": Format(write_conll, read_conll),
    "jsonl": Format(write_jsonl, read_jsonl),
}
