"""The examples at the end of the mention files, run through cleaning and all matchers."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import get_args

from extractor.match.mentions import find_mentions
from extractor.model import Mention, MentionType, RawArticle
from extractor.pipeline import Pipeline
from extractor.rules.files import RuleFiles
from extractor.rules.located import Located
from extractor.rules.yaml_io import load_located
from extractor.text.clean import clean_article
from extractor.tuning.example import Example, Owner, examples_at, plain_value
from extractor.tuning.marks import MENTION, Marked, MarkError, parse_marks

TYPES: dict[str, MentionType] = {
    "mentions/companies": "company",
    "mentions/organisations": "organisation",
    "mentions/persons": "person",
    "mentions/districts": "district",
    "mentions/awards": "award",
    "mentions/money": "amount",
    "mentions/counts": "count",
}
"""The mention files, each with the type that all its examples are about."""


def owners(files: RuleFiles) -> Iterator[tuple[Located, Owner]]:
    """The mention files with their data."""
    for name in TYPES:
        yield load_located(files.path(f"{name}.yaml")), Owner(name, "mentions", "$")


def examples_in(files: RuleFiles) -> Iterator[Example]:
    """The examples of all mention files."""
    for located, owner in owners(files):
        yield from examples_at(located, located.data, owner)


def marks_of(example: Example) -> Marked:
    """The example and its marks. Raises MarkError, also for a type that no mention has."""
    marked = parse_marks(example.sentence, MENTION)
    known = get_args(MentionType)
    for type_ in marked.slots:
        if type_ not in known:
            near = difflib.get_close_matches(type_, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"types: {', '.join(known)}"
            raise MarkError(f"mentions have no type {type_}", hint)
    if marked.values and not marked.slots:
        raise MarkError("values without a mark", "the values behind ⇒ are those of the first mark")
    return marked


def fault_of(pipeline: Pipeline, example: Example) -> str:
    """What is found and not marked, or marked and not found, in a sentence; "" where all is as it should be.

    Types that are marked are judged, and always the file's own. Raises MarkError.
    """
    marked = marks_of(example)
    document = clean_article(RawArticle("", marked.text), pipeline.pack.text)
    found = find_mentions(document, pipeline.pack).all
    own = TYPES[example.rule]
    for type_ in dict.fromkeys((own, *marked.slots)):
        wanted = marked.slots.get(type_, []) if (example.kind, type_) != ("not", own) else []
        spans = dict.fromkeys((m.start, m.end) for m in found if m.type == type_)
        texts = [document.text[start:end] for start, end in spans]
        if texts != wanted:
            told = f"should find {_listed(type_, wanted)}, but finds {_listed(type_, texts)}"
            return f"{example.rule} {told}: {marked.text}"
    return _fault_of_values(example, marked, [(document.text[m.start : m.end], m) for m in found]) if marked.values else ""


def _fault_of_values(example: Example, marked: Marked, found: list[tuple[str, Mention]]) -> str:
    """What is wrong with the values of the first mark."""
    type_, (first, *_) = next(iter(marked.slots.items()))
    mention = next(m for text, m in found if m.type == type_ and text == first)
    for key, value in marked.values.items():
        given = plain_value(getattr(mention, key))
        if given != value:
            told = f"should give {first} {key}={value}, but gives {f'{key}={given}' if given else f'it no {key}'}"
            return f"{example.rule} {told}: {marked.text}"
    return ""


def _listed(type_: str, texts: list[str]) -> str:
    return f"{type_} {'、'.join(texts)}" if texts else f"no {type_}"
