"""Whatever happened to an article on its way through the web, each row of the tables leads back to its place in the raw text."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import RawArticle
from extractor.outputs.rows import rows_of
from extractor.outputs.schema import TABLES
from extractor.pipeline import ArticleResult, Pipeline
from tests.damage import mirror, traditional, with_spam, with_teasers

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
ARTICLES = sorted(path for path in CORPUS.glob("[ab]*.txt") if path.stem not in ("b05", "b11"))  # those are not UTF-8
NOTE = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)")
HOW: dict[str, Callable[[str, int], str]] = {
    "as it was": lambda text, _: text,
    "Traditional": lambda text, _: traditional(text),
    "mirror": lambda text, seed: mirror(text, seed).text,
    "mirror with spam and teasers": lambda text, seed: with_teasers(with_spam(mirror(text, seed).text, seed), seed),
    "page": lambda text, _: page(text),
    "page of a mirror": lambda text, seed: page(mirror(text, seed).text),
}


def page(text: str) -> str:
    """The text as a web page, with entities, inline tags and things around it."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body = "".join(f"<p>&emsp;{line.replace('“', '&ldquo;').replace('年', '<b>年</b>')}</p>\r\n" for line in lines)
    links = "".join(f"<li><a href='/{number}'>别的新闻{number}</a></li>" for number in range(9))
    head = f"<html><head><title>{lines[0]}</title></head>"
    return f"{head}<body><ul class=nav>{links}</ul><div class=article>{body}</div></body></html>"


@cache
def pipeline() -> Pipeline:
    return Pipeline.default()


@cache
def simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def extracted(path: Path, how: str, seed: int) -> ArticleResult:
    raw = HOW[how](path.read_text(encoding="utf-8"), seed)
    return pipeline().extract(RawArticle("x", raw, "html" if "page" in how else "text"))


def check_rows(result: ArticleResult) -> int:
    """How many rows were checked."""
    raw, checked = result.document.raw, 0
    tables = {table.name: [column.name for column in table.columns] for table in TABLES}
    for name, rows in rows_of(result).items():
        for row in (dict(zip(tables[name], row, strict=True)) for row in rows):
            if "raw_start" in row:
                start, end = row["raw_start"], row["raw_end"]
                assert isinstance(start, int)
                assert isinstance(end, int)
                assert 0 <= start < end <= len(raw)
                assert row.get("raw_text", raw[start:end]) == raw[start:end]
                checked += 1
    return checked


def check_way_back(result: ArticleResult) -> None:
    """From a mention to the raw text and back: the same range, or more where a repair is one whole; and the raw text there,
    without notes, says the same."""
    document = result.document
    slips = [edit for edit in document.repairs if edit.rule.startswith("repair.slip")]
    for mention in result.mentions:
        start, end = document.chain.to_source(mention.start, mention.end)
        back = document.chain.to_target(start, end)
        assert back.start <= mention.start < mention.end <= back.end
        if any(edit.start < end and start < edit.end for edit in slips):
            continue
        assert back == (mention.start, mention.end)
        if not re.search("[<&]", document.raw[start:end]):
            said = simplifier().convert(NOTE.sub("", document.raw[start:end]))
            assert len(said) == mention.end - mention.start


@settings(max_examples=25, deadline=None)
@given(path=st.sampled_from(ARTICLES), how=st.sampled_from(sorted(HOW)), seed=st.integers(0, 10_000))
def test_every_row_leads_back(path: Path, how: str, seed: int) -> None:
    result = extracted(path, how, seed)
    assert check_rows(result) > 5
    check_way_back(result)


@pytest.mark.parametrize("how", HOW)
def test_what_is_told_is_told_of_the_same_words(how: str) -> None:
    result = extracted(CORPUS / "a01.txt", how, 7)
    check_way_back(result)
    texts = {result.document.text[mention.start : mention.end] for mention in result.mentions if mention.type == "company"}
    plain = extracted(CORPUS / "a01.txt", "as it was", 0)
    assert texts == {plain.document.text[mention.start : mention.end] for mention in plain.mentions if mention.type == "company"}
