"""From a raw article to a clean document: the stages in order, each an edit list, so that every position leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlsplit

from msgspec.structs import replace as moved

from extractor.model import Block, Cell, Document, Edit, Metadata, RawArticle, Removed
from extractor.text.boilerplate import SPACE_RULE, find_boilerplate
from extractor.text.cleaning_rules import CleaningRules, SiteRule
from extractor.text.convert import Conversion, region_of, script_of, to_simplified
from extractor.text.edits import EditChain, EditList
from extractor.text.html import DROPPED_RULES, html_to_text
from extractor.text.metadata import find_metadata
from extractor.text.plain import plain_to_blocks
from extractor.text.quotes import to_curly_quotes
from extractor.text.repair import RepairRules, is_restored, repair

_TOLD = ("title", "published", "publisher", "author")


@dataclass(frozen=True)
class TextRules:
    """What cleaning is told by the rule files and by the caller."""

    repair: RepairRules
    cleaning: CleaningRules
    conversion: Conversion = "auto"

    @cached_property
    def page_repair(self) -> RepairRules:
        """Repair of text that comes from HTML, whose line breaks are the page's own; entities left in it were escaped twice."""
        return self.repair.without("spacing")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article on its way: the text so far, and how it came about."""

    text: str
    chain: EditChain
    blocks: tuple[Block, ...] = ()
    removed: tuple[Removed, ...] = ()
    repairs: list[Edit] = field(default_factory=list)

    def then(self, stage: EditList) -> _Draft:
        return replace(self, text=stage.apply(self.text), chain=self.chain.then(stage), blocks=map_blocks(self.blocks, stage))


def clean_article(article: RawArticle, rules: TextRules) -> Document:
    """The clean document of an article: main text, repaired, Simplified, without boilerplate, and its way back."""
    site = _site(article, rules.cleaning)
    draft, hints, site_name = _main_text(article, rules, site)
    draft = _repaired(draft, rules.repair if article.media == "text" else rules.page_repair)
    converted = to_simplified(draft.text, rules.conversion)
    region = region_of(draft.text, rules.cleaning.regions) if converted.edits else "CN"
    draft = draft.then(converted)
    draft = draft.then(to_curly_quotes(draft.text))
    if article.media == "text":
        draft = replace(draft, blocks=plain_to_blocks(draft.text, rules.cleaning))
    script = script_of(converted)
    forced: Conversion = "t2s" if script == "hant" and rules.conversion == "auto" else rules.conversion
    told = [_as_text(value, rules, forced) for value in (*(getattr(hints, key) for key in _TOLD), site_name)]
    meta = find_metadata(draft.text, draft.blocks, Metadata(*told[:-1]), rules.cleaning, site_name=told[-1])
    junk = EditList(len(draft.text), find_boilerplate(draft.text, draft.blocks, rules.cleaning, media=article.media, site=site))
    removed = [_removed(edit, draft.chain) for edit in junk.edits if edit.end > edit.start and edit.rule != SPACE_RULE]
    draft = draft.then(junk)
    return Document(
        source=article.source,
        raw=article.text,
        text=draft.text,
        chain=draft.chain,
        blocks=draft.blocks,
        meta=meta,
        script=script,
        region=region,
        removed=tuple(sorted((*draft.removed, *removed), key=lambda piece: piece.raw_start)),
        repairs=tuple(sorted(filter(is_restored, draft.repairs), key=_place)),
        unrepaired=tuple(sorted((edit for edit in draft.repairs if not edit.confidence), key=_place)),
    )


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _site(article: RawArticle, rules: CleaningRules) -> SiteRule | None:
    """What the rules know of the site that the article's URL names."""
    try:
        host = urlsplit(article.meta.get("url", "").strip()).hostname
    except ValueError:  # no URL, whatever the record's field says
        return None
    return rules.site(host) if host else None


def _main_text(article: RawArticle, rules: TextRules, site: SiteRule | None) -> tuple[_Draft, Metadata, str | None]:
    """The article's text as read, what container and page tell of it, and the site's own name."""
    told = {key: article.meta[key] for key in _TOLD if article.meta.get(key)}
    name = site.publisher if site else None
    if article.media == "text":
        return _Draft(article.text, EditChain()), Metadata(**told), name
    page = html_to_text(article.text, rules.cleaning, site=site)
    removed = tuple(Removed(edit.start, edit.end, edit.rule) for edit in page.edits.edits if edit.rule in DROPPED_RULES)
    draft = _Draft(page.edits.apply(article.text), EditChain().then(page.edits), page.blocks, removed)
    return draft, replace(page.meta, **told), name or page.site_name


def _repaired(draft: _Draft, rules: RepairRules) -> _Draft:
    """The draft repaired; the edits of its `repairs` count in the raw text."""
    for stage in repair(draft.text, rules):
        for edit in stage.edits:
            span = draft.chain.to_source(edit.start, edit.end)
            draft.repairs.append(moved(edit, start=span.start, end=span.end))
        draft = draft.then(stage)
    return draft


def _as_text(value: str | None, rules: TextRules, conversion: Conversion) -> str | None:
    """What a page or container tells of an article, repaired and converted as the article is."""
    if not value:
        return None
    for stage in repair(value, rules.repair):
        value = stage.apply(value)
    return to_simplified(value, conversion).apply(value)


def _removed(edit: Edit, chain: EditChain) -> Removed:
    span = chain.to_source(edit.start, edit.end)
    return Removed(span.start, span.end, edit.rule)


def map_blocks(blocks: Sequence[Block], stage: EditList) -> tuple[Block, ...]:
    """The blocks as they stand behind a stage; those of which nothing is left are gone."""
    if not stage.edits:
        return tuple(blocks)
    mapped: list[Block] = []
    for block in blocks:
        shift = stage.shift(block.start, block.end)
        if shift is not None and not block.cells and block.end > block.start:
            # Nearly all blocks: between two edits, none inside.
            mapped.append(Block(block.kind, block.start + shift, block.end + shift, block.level) if shift else block)
            continue
        start, end = stage.to_target(block.start, block.end)
        if end > start:
            cells = tuple(_map_cell(cell, stage) for cell in block.cells)
            mapped.append(moved(block, start=start, end=end, cells=cells))
    return tuple(mapped)


def _map_cell(cell: Cell, stage: EditList) -> Cell:
    start, end = stage.to_target(cell.start, cell.end) if cell.end > cell.start else stage.to_target(cell.start, cell.start)
    return moved(cell, start=start, end=max(start, end))
