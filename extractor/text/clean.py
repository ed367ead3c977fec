"""From a raw article to a clean document: the stages in order, each an edit list, so that every position leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model import Block, Cell, Document, Edit, Metadata, RawArticle, Removed
from extractor.text.boilerplate import find_boilerplate
from extractor.text.cleaning_rules import CleaningRules
from extractor.text.convert import Conversion, region_of, script_of, to_curly_quotes, to_simplified
from extractor.text.edits import EditChain, EditList
from extractor.text.html import html_to_text
from extractor.text.metadata import find_metadata
from extractor.text.plain import plain_to_blocks
from extractor.text.repair import RepairRules, repair


@dataclass(frozen=True, slots=True)
class TextRules:
    """What cleaning is told by the rule files and by the caller."""

    repair: RepairRules
    cleaning: CleaningRules
    conversion: Conversion = "auto"


def clean_article(article: RawArticle, rules: TextRules) -> Document:
    """The clean document of an article: main text, repaired, Simplified, without boilerplate, and its way back."""
    text, chain, blocks, hints = _main_text(article, rules)
    repairs: list[Edit] = []
    for stage in repair(text, rules.repair):
        repairs.extend(edit for edit in stage.edits if edit.rule != "repair.spacing")
        text, chain, blocks = stage.apply(text), chain.then(stage), map_blocks(blocks, stage)
    converted = to_simplified(text, rules.conversion)
    region = region_of(text) if converted.edits else "CN"
    text, chain, blocks = converted.apply(text), chain.then(converted), map_blocks(blocks, converted)
    quotes = to_curly_quotes(text)
    text, chain, blocks = quotes.apply(text), chain.then(quotes), map_blocks(blocks, quotes)
    if article.media == "text":
        blocks = plain_to_blocks(text, rules.cleaning)
    meta = find_metadata(text, blocks, hints, rules.cleaning)
    junk = EditList(len(text), find_boilerplate(text, blocks, rules.cleaning, media=article.media))
    removed = tuple(_removed(edit, chain) for edit in junk.edits if edit.end > edit.start)
    return Document(
        source=article.source,
        raw=article.text,
        text=junk.apply(text),
        chain=chain.then(junk),
        blocks=map_blocks(blocks, junk),
        meta=meta,
        script=script_of(converted),
        region=region,
        removed=removed,
        repairs=tuple(repairs),
    )


def _main_text(article: RawArticle, rules: TextRules) -> tuple[str, EditChain, tuple[Block, ...], Metadata]:
    told = Metadata(**{key: article.meta[key] for key in ("title", "published", "publisher", "author") if article.meta.get(key)})
    if article.media == "text":
        return article.text, EditChain(), (), told
    extraction = html_to_text(article.text, rules.cleaning)
    hints = replace(extraction.meta, **{key: value for key in ("title", "published", "publisher", "author") if (value := getattr(told, key))})
    return extraction.edits.apply(article.text), EditChain().then(extraction.edits), extraction.blocks, hints


def _removed(edit: Edit, chain: EditChain) -> Removed:
    span = chain.to_source(edit.start, edit.end)
    return Removed(span.start, span.end, edit.rule)


def map_blocks(blocks: Sequence[Block], stage: EditList) -> tuple[Block, ...]:
    """The blocks as they stand behind a stage; those of which nothing is left are gone."""
    if not stage.edits:
        return tuple(blocks)
    mapped: list[Block] = []
    for block in blocks:
        start, end = stage.to_target(block.start, block.end)
        if end > start:
            cells = tuple(_map_cell(cell, stage) for cell in block.cells)
            mapped.append(replace(block, start=start, end=end, cells=cells))
    return tuple(mapped)


def _map_cell(cell: Cell, stage: EditList) -> Cell:
    start, end = stage.to_target(cell.start, cell.end) if cell.end > cell.start else stage.to_target(cell.start, cell.start)
    return replace(cell, start=start, end=max(start, end))
