"""Which short names of companies an article explains or shows to be those of longer ones."""

from __future__ import annotations

import pytest

from extractor.model import RawArticle
from extractor.text.clean import clean_article
from tests.facts.reading import PIPELINE, PRIZE, A

NAMES: dict[str, tuple[str, dict[str, str]]] = {
    "explained": (f"{A}（以下简称“海河重工”）荣获{PRIZE}。", {"海河重工": A}),
    "explained, and not to be seen": (f"{A}（以下简称“海工”）荣获{PRIZE}。", {"海工": A}),
    "explained in other marks": (f'{A}(简称："海河重工")荣获{PRIZE}。', {"海河重工": A}),
    "explained behind something else": (f"{A}荣获{PRIZE}（简称“质量奖”）。", {}),
    "the beginning of it": (f"海河重工公司荣获{PRIZE}。{A}很好。", {"海河重工公司": A}),
    "two letters of it": (f"海河公司荣获{PRIZE}。{A}很好。", {"海河公司": A}),
    "two letters of it that stand apart": (f"海重公司荣获{PRIZE}。{A}很好。", {}),
    "letters of it in order": (f"海河工公司荣获{PRIZE}。{A}很好。", {"海河工公司": A}),
    "letters of it in another order": (f"海河工重公司荣获{PRIZE}。{A}很好。", {}),
    "a letter of it twice": (f"海河重重公司荣获{PRIZE}。{A}很好。", {}),
    "letters that it has before": (f"海河津公司荣获{PRIZE}。{A}很好。", {}),
    "another letter": (f"海河机械公司荣获{PRIZE}。{A}很好。", {}),
    "of another form": (f"海河重工有限公司荣获{PRIZE}。{A}很好。", {"海河重工有限公司": A}),
    "as long": (f"海河重工股份有限公司、{A}荣获{PRIZE}。", {}),
    "a character shorter": (f"天津海河重工总公司、{A}荣获{PRIZE}。", {}),
    "two characters shorter": (f"天津海河重工公司荣获{PRIZE}。{A}很好。", {"天津海河重工公司": A}),
}


@pytest.mark.parametrize(("text", "wanted"), NAMES.values(), ids=NAMES.keys())
def test_short_names(text: str, wanted: dict[str, str]) -> None:
    view = PIPELINE.view(clean_article(RawArticle("", text), PIPELINE.pack.text))
    assert view.full_names == wanted
