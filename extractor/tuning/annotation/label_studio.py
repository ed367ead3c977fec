"""Articles for Label Studio: a JSON list of tasks with predictions that people correct, and the labelling interface.

Label Studio counts code points (`charsToCodePoints` in its selection-tools.js); releases before 1.6 counted UTF-16 code units.
What a span's own text is tells which, when results come back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

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
from extractor.whole import whole, write_whole

INTERFACE = "label-studio.xml"
_COLOURS = ("#1f77b4", "#2ca02c", "#d62728", "#ff7f0e", "#9467bd", "#8c564b")


def write_label_studio(articles: Iterable[Annotated], out: Path, offsets: Offsets) -> None:
    """Writes the tasks, and beside them the labelling interface as `label-studio.xml`."""
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, article in enumerate(articles):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(_task(article, offsets), ensure_ascii=False))
        file.write("\n]\n")
    write_whole(out.with_name(INTERFACE), interface())


def interface() -> str:
    """The labelling interface with our labels and relations."""
    labels = "".join(f'    <Label value="{name}" background="{c}"/>\n' for name, c in zip(LABELS, _COLOURS, strict=True))
    relations = "".join(f'    <Relation value="{name}"/>\n' for name in RELATIONS)
    return (
        f'<View>\n  <Relations>\n{relations}  </Relations>\n  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        '  <Text name="text" value="$text"/>\n</View>\n'
    )


def read_label_studio(source: Path, offsets: Offsets) -> Iterator[Annotated]:
    """The articles of an export as JSON: of each task the last annotation that was not cancelled, else the predictions.

    `offsets` is how it counted where no span tells. Raises UsageError.
    """
    try:
        tasks = json.loads(source.read_text("utf-8-sig"))
        for number, task in enumerate(tasks, 1):
            yield _article(task, f"{source}: task {number}", offsets)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UsageError(f"{source}: no tasks of Label Studio: {error!r}") from error


def _task(article: Annotated, offsets: Offsets) -> dict[str, Any]:
    ruler = Ruler(article.text, offsets)
    names = {span: f"s{place}" for place, span in enumerate(article.spans)}
    result: list[dict[str, Any]] = [
        {
            "id": name,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": ruler.out(span.start),
                "end": ruler.out(span.end),
                "text": article.text[span.start : span.end],
                "labels": [span.label],
            },
        }
        for span, name in names.items()
    ]
    for relation in article.relations:
        ends = {"from_id": names[relation.award], "to_id": names[relation.winner]}
        result.append({"type": "relation", **ends, "direction": "right", "labels": [relation.status]})
    data = {"text": article.text, "name": article.name, "article": article.kept}
    return {"data": data, "predictions": [{"model_version": "extractor", "result": result}]}


def _article(task: dict[str, Any], place: str, offsets: Offsets) -> Annotated:
    data = task["data"]
    text: str = data["text"]
    done = [one for one in task.get("annotations", []) if not one.get("was_cancelled")]
    result = (done or task.get("predictions") or [{"result": []}])[-1]["result"]
    found = [(row["id"], row["value"]) for row in result if row["type"] == "labels"]
    told = [(value["start"], value["end"], value["text"]) for _, value in found if value.get("text")]
    ruler = Ruler(text, counted_by(text, told, offsets))
    spans = {
        name: checked(place, text, Labelled(ruler.back(value["start"]), ruler.back(value["end"]), value["labels"][0]))
        for name, value in found
    }
    relations = [
        Relation(spans[row["from_id"]], spans[row["to_id"]], (row.get("labels") or ["granted"])[0])
        for row in result
        if row["type"] == "relation"
    ]
    return Annotated(str(data.get("name") or place), text, ordered(spans.values()), tuple(relations), data.get("article") or {})
