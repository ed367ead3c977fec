"""Projects, works and products that win without quotes around their names."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.match.companies import find_companies
from extractor.match.things import find_things
from extractor.rules.names import load_names

LOADED = load_names(Path(__file__).parents[2] / "rules")

THINGS = {
    "behind what was done with it": ("海河大学牵头完成的海上风电防腐关键技术获一等奖。", ["海上风电防腐关键技术"]),
    "behind its owner": ("海河重工有限公司的智能阀门平台荣获金奖。", ["智能阀门平台"]),
    "several with their makers": (
        "海河大学主持的水稻抗逆栽培技术、津沽大学研发的潮汐发电装置双双上榜。",
        ["潮汐发电装置", "水稻抗逆栽培技术"],
    ),
    "enumerated and counted": ("津塘大桥、海门路隧道等3项工程获奖。", ["海门路隧道", "津塘大桥"]),
    "told behind their number": (
        "获奖的3项工程，分别为西山供热站、柏板污水泵站和晋源大道管廊。",
        ["西山供热站", "柏板污水泵站", "晋源大道管廊"],
    ),
    "a title": ("津沽阀门厂的QC课题《降低缸体废品率》斩获一等奖。", ["降低缸体废品率"]),
    "a comma before the verb": ("农技站牵头的旱作高产项目，此前捧回丰收奖。", ["旱作高产项目"]),
    "a document is none": ("《质量奖管理办法》获通过。", []),
    "what somebody wins by": ("海河重工凭借全程追溯管理模式获奖。", []),
    "a number of them": ("全市有5项工程获奖，太原有2项工程入选。", []),
    "a claim": ("某直播间宣称产品获世界金奖。", []),
    "a company": ("海河重工有限公司荣获金奖。", []),
}


@pytest.mark.parametrize(("text", "expected"), THINGS.values(), ids=THINGS.keys())
def test_things_that_win(text: str, expected: list[str]) -> None:
    found = find_things(text, LOADED, find_companies(text, LOADED))
    assert list(dict.fromkeys(mention.value for mention in found)) == expected


PIECES = st.sampled_from(
    ["完成的", "、", "等3项成果", "关键技术", "获", "《", "》", "大桥", "和", "，", "\n", "的", "有限公司", "3项工程，分别为"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_thing_is_its_slice(text: str) -> None:
    for mention in find_things(text, LOADED, []):
        assert text[mention.start : mention.end] == mention.value


@pytest.mark.parametrize("unit", ["获", "、甲项目获", "完成的", "《甲》获", "3项成果，分别为甲、"])
def test_time_grows_with_the_text_only(unit: str) -> None:
    started = time.perf_counter()
    find_things(unit * (60_000 // len(unit)), LOADED, [])
    assert time.perf_counter() - started < 5
