"""The words of an article as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.outputs.rows import Row, doc_id

if TYPE_CHECKING:
    from extractor.pipeline import ArticleResult
    from extractor.text.tokens import Tokenizer


def token_rows(result: ArticleResult, words: Tokenizer) -> list[Row]:
    """A row for each word of the cleaned text, as the table `tokens` has it; white space is no word."""
    document = result.document
    name = doc_id(result.article.source, result.article.text)
    rows: list[Row] = []
    start = 0
    for word, tag in words.tag(document.text):
        end = start + len(word)
        if not word.isspace():
            raw = document.chain.to_source(start, end)
            rows.append((name, len(rows), word, tag, start, end, raw.start, raw.end))
        start = end
    return rows
