"""A page's source to the text of its article, with the way back to the source."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model import Block, Metadata
from extractor.text.cleaning_rules import CleaningRules, SiteRule
from extractor.text.edits import EditList
from extractor.text.html.choose import choose
from extractor.text.html.hidden import find_hidden
from extractor.text.html.page_meta import find_meta
from extractor.text.html.render import DROPPED_RULES, render
from extractor.text.html.tables import data_tables
from extractor.text.html.title import find_title
from extractor.text.html.tree import build_tree

__all__ = ["DROPPED_RULES", "Extraction", "html_to_text"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """A page's article: `edits` lead from the source to the text, `blocks` count in the text, `meta` is as the page tells it.

    `site_name` is what the site calls itself: the publisher where nothing names one.
    """

    edits: EditList
    blocks: tuple[Block, ...]
    meta: Metadata
    site_name: str | None = None


def html_to_text(raw: str, rules: CleaningRules, *, site: SiteRule | None = None) -> Extraction:
    """The article of a page: its headline, then its lines in the page's order; `edits.apply(raw)` is the text.

    Never raises for a broken page, and takes time in proportion to its length. `site` holds the hints for the page's site.
    """
    tree = build_tree(raw)
    tables = data_tables(tree, rules.header_words)
    choice = choose(tree, tables, rules.html, site)
    hidden = find_hidden(tree, choice)
    if hidden is not None:
        (tree, choice), tables = hidden, []
    title = find_title(tree, choice)
    edits, blocks = render(tree, choice, tables, title.pieces)
    return Extraction(edits, blocks, *find_meta(tree, choice, title, rules.metadata))
