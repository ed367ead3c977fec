"""The stretches of an article that rules of a wide scope are tried on, and the facts told by count mentions."""

from __future__ import annotations

import pytest

from extractor.facts.stretches import LONGEST, stretches
from extractor.model import RawArticle
from extractor.rules.facts import Scope
from extractor.text.clean import clean_article
from tests.facts.reading import LONG, PIPELINE, A, B, C, D, page, table

LINE = "昨日召开的大会上，市领导为各位代表颁奖并合影留念。"
LISTS = {
    "at the end": (f"{LINE}\n名单如下：\n1.{A}\n2.{B}", [f"名单如下：\n1.{A}\n2.{B}"]),
    "before a paragraph": (f"名单如下：\n1.{A}\n2.{B}\n{LINE}", [f"名单如下：\n1.{A}\n2.{B}"]),
    "two lists": (
        f"名单如下：\n1.{A}\n{LINE}\n另有：\n1.{B}\n2.{C}\n{LINE}",
        [f"名单如下：\n1.{A}", f"另有：\n1.{B}\n2.{C}"],
    ),
    "no list": (f"{LINE}\n{LINE}", []),
    "nothing that introduces it": (f"1.{A}\n2.{B}\n{LINE}", [f"1.{A}\n2.{B}"]),
    "one item that nothing introduces": (f"1.{A}\n{LINE}", []),
}


def texts(article: RawArticle, scope: Scope) -> list[str]:
    view = PIPELINE.view(clean_article(article, PIPELINE.pack.text))
    return [view.document.text[span.start : span.end] for span in stretches(view, scope)]


@pytest.mark.parametrize(("text", "wanted"), LISTS.values(), ids=LISTS.keys())
def test_lists_with_what_introduces_them(text: str, wanted: list[str]) -> None:
    assert texts(RawArticle("", text), "list") == wanted


def test_a_long_list_is_cut_off() -> None:
    items = "\n".join(f"{number % 900}.{D}" for number in range(1800))
    for text in (f"名单如下：\n{items}", f"名单如下：\n{items}\n{LINE}"):
        assert [len(found) for found in texts(RawArticle("", text), "list")] == [LONGEST]


PAGE = page("名单", LINE, table(["企业", "区"], [A, "武清区"], [B, "静海区"]), "<ul><li>甲</li></ul>")
SCOPES: dict[Scope, list[str]] = {
    "paragraph": ["名单", LINE, "甲"],
    "table": ["企业\t区", f"{A}\t武清区", f"{B}\t静海区"],
    "document": [f"名单\n{LINE}\n企业\t区\n{A}\t武清区\n{B}\t静海区\n甲"],
    "sentence": [],
}


@pytest.mark.parametrize("scope", SCOPES)
def test_other_scopes(scope: Scope) -> None:
    assert texts(PAGE, scope) == SCOPES[scope]


@pytest.mark.parametrize(("times", "number"), [(1, 1), (70, 0)])
def test_a_long_document_is_no_stretch(times: int, number: int) -> None:
    assert len(texts(RawArticle("", "\n".join([LONG] * times)), "document")) == number


COUNTS = {
    "each of its kind": ("8家企业和3个项目参展，另有8家企业、8家医院到场。", ["8 家 企业", "3 个 项目", "8 家 医院"]),
    "behind a name and a sum": (f"{A}投资5万元，携3个项目参展。", ["3 个 项目"]),
    "none": ("企业参展，投资5万元。", []),
    "no number": ("若干家企业参展，8家企业到场。", ["8 家 企业"]),
}


@pytest.mark.parametrize(("text", "wanted"), COUNTS.values(), ids=COUNTS.keys())
def test_counted_things(text: str, wanted: list[str]) -> None:
    found = PIPELINE.extract(text).count_facts
    assert [f"{fact.number:f} {fact.unit} {fact.object}" for fact in found] == wanted
    assert [text[fact.start : fact.end] for fact in found] == [line.replace(" ", "") for line in wanted]
