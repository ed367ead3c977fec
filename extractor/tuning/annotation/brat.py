"""Articles for brat: a directory with NAME.txt, NAME.ann (standoff) and annotation.conf; NAME.json carries what brat does not.

Offsets are code points, as its server counts; a line of an .ann file holds the span's text, which tells where a file was counted
in UTF-16. A span over a line break is written in fragments, as brat wants it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import UsageError
from extractor.tuning.annotation.spans import (
    LABELS,
    RELATIONS,
    Annotated,
    Labelled,
    Offsets,
    Relation,
    Ruler,
    checked,
    counted_by,
    ordered,
)
from extractor.whole import write_whole

_SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_RELATION = re.compile(r"R\d+\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*")


def write_brat(articles: Iterable[Annotated], out: Path, offsets: Offsets) -> None:
    """Writes the three files of each article, and the configuration of labels and relations."""
    out.mkdir(parents=True, exist_ok=True)
    write_whole(out / "annotation.conf", configuration())
    for article in articles:
        for ending, content in (("txt", article.text), ("ann", "".join(_lines(article, offsets)))):
            write_whole(out / f"{article.name}.{ending}", content)
        write_whole(out / f"{article.name}.json", json.dumps(article.kept, ensure_ascii=False, indent=1))


def configuration() -> str:
    """The annotation.conf with our labels and relations."""
    winners = "|".join(label for label in LABELS if label in ("company", "recipient", "count"))
    relations = "".join(f"{name}\tArg1:award, Arg2:{winners}\n" for name in RELATIONS)
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
    entities = "".join(f"{label}\n" for label in LABELS)
    return f"[entities]\n{entities}\n[relations]\n{relations}{overlap}\n[events]\n\n[attributes]\n"


def read_brat(source: Path, offsets: Offsets) -> Iterator[Annotated]:
    """The articles of a directory. Raises UsageError for an .ann file without its text, or with lines that are none."""
    files = sorted(source.glob("*.ann"))
    if not files:
        raise UsageError(f"no .ann file in {source}")
    for file in files:
        text_file, kept = file.with_suffix(".txt"), file.with_suffix(".json")
        if not text_file.is_file():
            raise UsageError(f"{file}: no text {text_file.name} beside it")
        text = text_file.read_bytes().decode("utf-8")
        spans, relations = _read(file, text, offsets)
        data = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
        yield Annotated(file.stem, text, ordered(spans.values()), tuple(relations), data)


def _lines(article: Annotated, offsets: Offsets) -> Iterator[str]:
    ruler = Ruler(article.text, offsets)
    names = {span: f"T{number}" for number, span in enumerate(article.spans, 1)}
    for span, name in names.items():
        fragments = ";".join(f"{ruler.out(start)} {ruler.out(end)}" for start, end in _fragments(article.text, span))
        yield f"{name}\t{span.label} {fragments}\t{_shown(article.text, span.start, span.end)}\n"
    for number, relation in enumerate(article.relations, 1):
        yield f"R{number}\t{relation.status} Arg1:{names[relation.award]} Arg2:{names[relation.winner]}\n"


def _fragments(text: str, span: Labelled) -> Iterator[tuple[int, int]]:
    for line in re.finditer(r"[^\n]+", text[span.start : span.end]):
        yield span.start + line.start(), span.start + line.end()


def _shown(text: str, start: int, end: int) -> str:
    return " ".join(line for line in text[start:end].split("\n") if line)


def _read(file: Path, text: str, offsets: Offsets) -> tuple[dict[str, Labelled], list[Relation]]:
    told: dict[str, tuple[int, int, str, str]] = {}
    relations: list[tuple[str, str, str]] = []
    for number, line in enumerate(file.read_bytes().decode("utf-8").split("\n"), 1):
        if found := _SPAN.fullmatch(line):
            places = [int(place) for place in re.findall(r"\d+", found[3])]
            told[found[1]] = (places[0], places[-1], found[2], found[4] or "")
        elif found := _RELATION.fullmatch(line):
            relations.append((found[1], found[2], found[3]))
        elif line.strip() and not line.startswith(("#", "*", "A", "M", "N", "E")):
            raise UsageError(f"{file}:{number}: no line of brat's: {line[:60]}")
    lines = [(start, end, piece) for start, end, _, piece in told.values()]
    ruler = Ruler(text, counted_by(text, lines, offsets))
    spans = {
        name: checked(str(file), text, Labelled(ruler.back(start), ruler.back(end), label))
        for name, (start, end, label, _) in told.items()
    }
    missing = [name for _, *ends in relations for name in ends if name not in spans]
    if missing:
        raise UsageError(f"{file}: no {missing[0]} for a relation")
    return spans, [Relation(spans[award], spans[winner], status) for status, award, winner in relations]
