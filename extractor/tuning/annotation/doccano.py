"""Articles for doccano: JSON Lines of a sequence labelling project with relations.

doccano counts UTF-16 code units, as JavaScript does (its issue 2290), unless a project is set to count graphemes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.tuning.annotation.json_lines import lines_of
from extractor.tuning.annotation.spans import Annotated, Labelled, Offsets, Relation, Ruler, checked, ordered
from extractor.whole import whole


def write_doccano(articles: Iterable[Annotated], out: Path, offsets: Offsets) -> None:
    """Writes `text`, `entities` and `relations`; what else stands in a line doccano keeps as metadata."""
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            ruler = Ruler(article.text, offsets)
            index = {span: place for place, span in enumerate(article.spans)}
            entities = [
                {"id": place, "label": span.label, "start_offset": ruler.out(span.start), "end_offset": ruler.out(span.end)}
                for span, place in index.items()
            ]
            relations = [
                {"id": place, "from_id": index[r.award], "to_id": index[r.winner], "type": r.status}
                for place, r in enumerate(article.relations)
            ]
            data = {"text": article.text, "entities": entities, "relations": relations}
            file.write(json.dumps({**data, "name": article.name, "article": article.kept}, ensure_ascii=False) + "\n")


def read_doccano(source: Path, offsets: Offsets) -> Iterator[Annotated]:
    """The articles of an export of doccano, with relations or without (`label`: lists of start, end, name). Raises UsageError."""
    for place, data in lines_of(source):
        text, ruler = data["text"], Ruler(data["text"], offsets)
        try:
            spans = {
                key: checked(place, text, Labelled(ruler.back(start), ruler.back(end), label))
                for key, start, end, label in _entities(data)
            }
            relations = [Relation(spans[r["from_id"]], spans[r["to_id"]], r["type"]) for r in data.get("relations") or []]
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError(f"{place}: no entity or relation: {error!r}") from error
        yield Annotated(
            str(data.get("name") or place), text, ordered(spans.values()), tuple(relations), data.get("article") or {}
        )


def _entities(data: dict[str, Any]) -> Iterator[tuple[Any, int, int, str]]:
    if "entities" in data:
        for entity in data["entities"]:
            yield entity["id"], entity["start_offset"], entity["end_offset"], entity["label"]
        return
    for number, (start, end, label) in enumerate(data.get("label", data.get("labels", []))):
        yield number, start, end, label
