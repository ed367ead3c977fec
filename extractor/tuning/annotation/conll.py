"""Articles as CoNLL files of characters with BIO tags; FILE.json carries the texts and what two columns cannot hold.

A line is a character, a tab and its tag; white space has no line, a line break of the text is an empty line, and
`-DOCSTART-` begins an article. Spans that lie in or across longer ones are not shown;
they stay as long as one of these does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import UsageError
from extractor.tuning.annotation.spans import Annotated, Labelled, Offsets, Relation, checked, ordered
from extractor.whole import whole, write_whole

START = "-DOCSTART-"


def write_conll(articles: Iterable[Annotated], out: Path, _offsets: Offsets) -> None:
    """Writes the file and the one beside it."""
    texts = []
    with whole(out) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write(f"{START}\tO\n\n")
            shown = _outermost(article.spans)
            file.writelines(_lines(article.text, shown))
            texts.append(_kept(article, shown))
    write_whole(beside(out), json.dumps(texts, ensure_ascii=False, indent=1))


def beside(path: Path) -> Path:
    """The file with the texts."""
    return path.with_name(path.name + ".json")


def read_conll(source: Path, _offsets: Offsets) -> Iterator[Annotated]:
    """The articles of such a file. Raises UsageError where its characters are not those of the texts beside it."""
    if not beside(source).is_file():
        raise UsageError(f"{source}: no {beside(source).name} beside it, which holds the texts")
    texts = json.loads(beside(source).read_text("utf-8"))
    rows = source.read_bytes().decode("utf-8").split("\n")
    starts = [number for number, row in enumerate(rows) if row.split()[:1] == [START]]
    if len(starts) != len(texts):
        raise UsageError(f"{source}: {len(starts)} articles, but {len(texts)} texts beside it")
    for start, end, text in zip(starts, [*starts[1:], len(rows)], texts, strict=True):
        yield _article(f"{source}", list(enumerate(rows[start + 1 : end], start + 2)), text)


def _outermost(spans: Iterable[Labelled]) -> list[Labelled]:
    shown: list[Labelled] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span)):
        if all(span.end <= other.start or other.end <= span.start for other in shown):
            shown.append(span)
    return sorted(shown)


def _lines(text: str, spans: Iterable[Labelled]) -> Iterator[str]:
    tags: dict[int, str] = {}
    for span in spans:
        tags |= dict.fromkeys(range(span.start, span.end), f"I-{span.label}")
        first = next(place for place in range(span.start, span.end) if not text[place].isspace())
        tags[first] = f"B-{span.label}"
    for place, char in enumerate(text):
        if not char.isspace():
            yield f"{char}\t{tags.get(place, 'O')}\n"
        elif char == "\n":
            yield "\n"
    yield "\n"


def _kept(article: Annotated, shown: Iterable[Labelled]) -> dict[str, Any]:
    hidden = set(article.spans) - set(shown)
    return {
        "name": article.name,
        "text": article.text,
        "hidden": [list(span) for span in sorted(hidden)],
        "relations": [[*relation.award, *relation.winner, relation.status] for relation in article.relations],
        "article": article.kept,
    }


def _article(source: str, rows: list[tuple[int, str]], kept: dict[str, Any]) -> Annotated:
    text: str = kept["text"]
    places = (place for place, char in enumerate(text) if not char.isspace())
    tagged: list[tuple[int, str]] = []
    for number, row in rows:
        parts = row.split()
        if not parts:
            continue
        place = next(places, None)
        if place is None or len(parts) != 2 or parts[0] != text[place]:
            raise UsageError(f"{source}:{number}: 「{row}」 is not the text's next character with its tag")
        tagged.append((place, parts[1]))
    if next(places, None) is not None:
        raise UsageError(f"{source}:{rows[-1][0] if rows else 0}: the article {kept['name']} ends before its text")
    spans = [checked(source, text, span) for span in _spans(tagged)]
    hidden = [Labelled(*row) for row in kept["hidden"]]
    known = ordered([*spans, *(h for h in hidden if any(s.start < h.end and h.start < s.end for s in spans))])
    all_relations = (Relation(Labelled(*row[:3]), Labelled(*row[3:6]), row[6]) for row in kept["relations"])
    relations = tuple(r for r in all_relations if r.award in known and r.winner in known)
    return Annotated(kept["name"], text, known, relations, kept["article"])


def _spans(tagged: Iterable[tuple[int, str]]) -> Iterator[Labelled]:
    """The spans of the tags; an I- without its B- begins one too."""
    start, end, label = 0, 0, ""
    for place, tag in tagged:
        head, _, name = tag.partition("-")
        if label and (head != "I" or name != label):
            yield Labelled(start, end, label)
            label = ""
        if head in ("B", "I") and not label:
            start, label = place, name
        end = place + 1
    if label:
        yield Labelled(start, end, label)
