"""Articles with spans as JSON Lines: an object a line, offsets in code points unless UTF-16 is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.tuning.annotation.spans import Annotated, Labelled, Offsets, Relation, Ruler, checked, ordered
from extractor.whole import whole


def write_jsonl(articles: Iterable[Annotated], out: Path, offsets: Offsets) -> None:
    """Writes `text`, `spans` (start, end, label, text) and `relations` (head, child: places in spans; label) for each article."""
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write(json.dumps(_object(article, offsets), ensure_ascii=False) + "\n")


def read_jsonl(source: Path, offsets: Offsets) -> Iterator[Annotated]:
    """The articles of such a file. Raises UsageError with the line of the first fault."""
    return (_article(data, place, offsets) for place, data in lines_of(source))


def lines_of(source: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file that have a text, each with its place for messages. Raises UsageError."""
    with source.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            place = f"{source}:{number}"
            try:
                data = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{place}: no JSON: {error}") from error
            if not isinstance(data, dict) or not isinstance(data.get("text"), str):
                raise UsageError(f"{place}: an object with a text belongs here")
            yield place, data


def _object(article: Annotated, offsets: Offsets) -> dict[str, Any]:
    ruler = Ruler(article.text, offsets)
    index = {span: place for place, span in enumerate(article.spans)}
    spans = [
        {"start": ruler.out(s.start), "end": ruler.out(s.end), "label": s.label, "text": article.text[s.start : s.end]}
        for s in article.spans
    ]
    relations = [{"head": index[r.award], "child": index[r.winner], "label": r.status} for r in article.relations]
    return {"id": article.name, "text": article.text, "spans": spans, "relations": relations, "article": article.kept}


def _article(data: dict[str, Any], place: str, offsets: Offsets) -> Annotated:
    text, ruler = data["text"], Ruler(data["text"], offsets)
    try:
        spans = [
            checked(place, text, Labelled(ruler.back(row["start"]), ruler.back(row["end"]), row["label"]))
            for row in data.get("spans", [])
        ]
        relations = [Relation(spans[r["head"]], spans[r["child"]], r["label"]) for r in data.get("relations", [])]
    except (KeyError, TypeError, IndexError) as error:
        raise UsageError(f"{place}: no span or relation: {error!r}") from error
    return Annotated(str(data.get("id") or place), text, ordered(spans), tuple(relations), data.get("article") or {})
