"""Traditional to Simplified: what is converted, what stays, and that every place leads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.model import RawArticle, Region
from extractor.rules.cleaning import load_text_rules
from extractor.rules.pack import files_of
from extractor.text.clean import clean_article
from extractor.text.convert import CONVERSIONS, Conversion, is_traditional, region_of, to_simplified

RULES = load_text_rules(files_of())
REGIONS: dict[Region, tuple[str, ...]] = RULES.cleaning.regions
STAYS = [
    "乾隆年间的瞭望塔藉此著名，著作等身的作者慧聪。",
    "乾照光电、昇辉科技、宏碁、徐工集团与李锺硕。",
    "昇兴股份公布年报。",
    "什么时候征求意见，里程碑式的皇后大道后来改名。",
    "著名企业乾元集团著力瞭解市场。",
    "A股 12.5% ABC",
    "",
]


@pytest.mark.parametrize("text", STAYS)
def test_simplified_text_stays(text: str) -> None:
    assert not is_traditional(text)
    assert to_simplified(text).apply(text) == text


@pytest.mark.parametrize(
    ("text", "conversion", "expected"),
    [
        ("網路家庭支援精誠資訊的軟體", "auto", "网路家庭支援精诚资讯的软体"),
        ("網路家庭支援精誠資訊的軟體", "tw2sp", "网络家庭支持精诚信息的软件"),
        ("乾隆皇帝的著作很著名，瞭望臺乾淨", "auto", "乾隆皇帝的著作很著名，瞭望台干净"),
        ("程式設計師換了記憶體", "tw2sp", "程序员换了内存"),
        ("質量獎", "none", "質量獎"),
        ("質量獎", "hk2s", "质量奖"),
        ("質量獎", "t2s", "质量奖"),
        ("质量奖", "tw2sp", "质量奖"),
    ],
)
def test_conversions(text: str, conversion: Conversion, expected: str) -> None:
    assert to_simplified(text, conversion).apply(text) == expected


def test_words_of_other_length_lead_back_to_themselves() -> None:
    text = "該公司的記憶體銷往全球，程式設計師寫部落格，網際網路業者也裝上滑鼠墊。"
    edits = to_simplified(text, "tw2sp")
    converted = edits.apply(text)
    assert len(converted) != len(text)
    for word, raw in {"内存": "記憶體", "该公司": "該公司", "全球": "全球", "程序员": "程式設計師", "业者": "業者"}.items():
        start = converted.index(word)
        found = edits.to_source(start, start + len(word))
        assert raw in text[found.start : found.end]
        assert found.end - found.start <= len(raw) + 3


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            ["使用者", "計程車", "，", "質量獎", "乾隆", "泡麵", "。\n", "滑鼠", "A b", "記憶體", "程式設計師", "光碟機"]
        )
    ).map("".join),
    conversion=st.sampled_from(CONVERSIONS),
)
def test_every_place_leads_back(text: str, conversion: Conversion) -> None:
    edits = to_simplified(text, conversion)
    converted = edits.apply(text)
    assert "質" not in converted or conversion == "none" or not is_traditional(text)
    last = 0
    for place in range(len(converted)):
        start, end = edits.to_source(place, place + 1)
        assert 0 <= start < end <= len(text)
        assert end >= last
        last = end


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("台北市政府與行政院宣布，新臺幣三億元補助高雄業者。", "TW"),
        ("香港特區政府宣布，九龍及新界的店舖獲五萬港元。", "HK"),
        ("廈門市湖里區的質量獎。", "CN"),
        ("台灣", "CN"),
    ],
)
def test_region(text: str, region: Region) -> None:
    assert region_of(text, REGIONS) == region
    assert region_of(text, {}) == "CN"


def test_an_article_is_converted_as_asked() -> None:
    article = RawArticle("x", "經濟部表示，台北市的軟體業者獲新臺幣三億元補助，高雄與新竹的計程車業者也將獲得支援。" * 2)
    rules = load_text_rules(files_of(), "tw2sp")
    assert "软件业者" in clean_article(article, rules).text
    assert "软体业者" in clean_article(article, RULES).text
    assert clean_article(article, load_text_rules(files_of(), "none")).script == "hans"
